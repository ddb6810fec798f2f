// proves: socket.setMaxSendFragment()
'use strict';

// setMaxSendFragment: what it takes, and the records on the wire.

const assert = require('assert');
const net = require('net');
const { ca, inTurn, server: keys, tls } = require('./common');

const total = 20000;

// The lengths of the records of application data in a stream.
function recordLengths(bytes) {
  const lengths = [];
  for (let at = 0; at + 5 <= bytes.length;) {
    const length = bytes.readUInt16BE(at + 3);
    if (bytes[at] === 23) lengths.push(length);
    at += 5 + length;
  }
  return lengths;
}

// Passes bytes on, and keeps those of the server.
function listenBetween(port, seen, listening) {
  const proxy = net.createServer((client) => {
    const upstream = net.connect(port);
    client.pipe(upstream);
    upstream.on('data', (chunk) => {
      seen.push(chunk);
      client.write(chunk);
    });
    upstream.on('end', () => client.end());
  });
  proxy.listen(0, () => listening(proxy));
}

inTurn(['TLSv1.2', 'TLSv1.3'].flatMap((version) => [undefined, 512, 768, 16384].map((size) => (done) => {
  const seen = [];
  let before;
  const server = tls.createServer({ ...keys(), maxVersion: version }, (socket) => {
    for (const bad of [511, 0, -1, 16385]) assert.strictEqual(socket.setMaxSendFragment(bad), false);
    for (const bad of [undefined, null, '600', {}, true]) {
      assert.throws(() => socket.setMaxSendFragment(bad), { code: 'ERR_INVALID_ARG_TYPE' });
    }
    for (const bad of [NaN, Infinity, 2 ** 31, 600.5]) {
      assert.throws(() => socket.setMaxSendFragment(bad), { code: 'ERR_OUT_OF_RANGE' });
    }
    if (size !== undefined) assert.strictEqual(socket.setMaxSendFragment(size), true);
    // Tickets are under way or gone; what the client says comes after them.
    socket.once('data', () => {
      before = seen.length;
      socket.end(Buffer.alloc(total, 'a'));
    });
  });
  server.listen(0, () => listenBetween(server.address().port, seen, (proxy) => {
    let received = 0;
    const client = tls.connect({ port: proxy.address().port, ca: ca(), servername: 'localhost' }, () => {
      setTimeout(() => client.write('go'), 50);
    });
    client.on('data', (chunk) => { received += chunk.length; });
    client.on('close', () => {
      assert.strictEqual(received, total);
      const limit = size === undefined ? 16384 : size;
      const overhead = version === 'TLSv1.3' ? 17 : 24;
      const lengths = recordLengths(Buffer.concat(seen.slice(before))).filter((n) => n !== 2 + 17);
      console.log(version, size, Math.max(...lengths) === limit + overhead, lengths.length);
      proxy.close();
      server.close(done);
    });
  }));
})));
