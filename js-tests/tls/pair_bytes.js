// proves: cryptoStream.bytesWritten -- of the halves of a pair, and with `--compat=v0.10` of every socket; as in io.js, a TLSSocket counts what was written to it
// tlsjs only: a pair of Node 20 has sockets that count what was written to them
'use strict';

process.noDeprecation = true;

// bytesWritten of a pair's halves: what went to the socket, TLS included.

const assert = require('assert');
const net = require('net');
const { ca, server: keys, tls } = require('./common');

const server = tls.createServer(keys(), (socket) => socket.resume());
server.listen(0, () => {
  const raw = net.connect(server.address().port);
  const pair = tls.createSecurePair(tls.createSecureContext({ ca: ca() }), false);
  assert.strictEqual(pair.encrypted.bytesWritten, 0);
  pair.encrypted.pipe(raw);
  raw.pipe(pair.encrypted);
  pair.on('secure', () => {
    const before = pair.cleartext.bytesWritten;
    assert(before > 100, 'the handshake is counted');
    pair.cleartext.write(Buffer.alloc(1000));
    setTimeout(() => {
      const { bytesWritten } = pair.cleartext;
      assert(bytesWritten > before + 1000 && bytesWritten < before + 1500, `${before} ${bytesWritten}`);
      assert.strictEqual(pair.encrypted.bytesWritten, bytesWritten);
      assert.strictEqual(raw.bytesWritten, bytesWritten);
      raw.destroy();
      server.close(() => console.log('counted'));
    }, 200);
  });
});
