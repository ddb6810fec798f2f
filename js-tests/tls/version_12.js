// proves: socket.getCipher()
'use strict';

// TLS 1.2 and what it tells: protocol, cipher, finished values, keying material.

const assert = require('assert');
const { ca, inTurn, server: keys, tls } = require('./common');

inTurn(['TLSv1.2', 'TLSv1.3'].map((version) => (done) => {
  const label = 'EXPERIMENTAL-test';
  const seen = [];
  const server = tls.createServer({ ...keys(), minVersion: version, maxVersion: version }, (socket) => {
    socket.once('data', () => {
      seen.push({
        finished: socket.getFinished(),
        peer: socket.getPeerFinished(),
        material: socket.exportKeyingMaterial(40, label),
        context: socket.exportKeyingMaterial(40, label, Buffer.from('context')),
      });
      socket.end('x');
    });
  });
  server.listen(0, () => {
    const client = tls.connect({ port: server.address().port, ca: ca() });
    assert.throws(() => client.exportKeyingMaterial(32, label), { code: 'ERR_TLS_INVALID_STATE' });
    for (const [size, code] of [[-1, 'ERR_OUT_OF_RANGE'], ['1', 'ERR_INVALID_ARG_TYPE'], [0, 'ERR_OUT_OF_RANGE']]) {
      assert.throws(() => client.exportKeyingMaterial(size, label), { code });
    }
    client.on('secureConnect', () => {
      const mine = {
        finished: client.getFinished(),
        material: client.exportKeyingMaterial(40, label),
        context: client.exportKeyingMaterial(40, label, Buffer.from('context')),
      };
      const info = client.getEphemeralKeyInfo();
      console.log(client.getProtocol(), mine.finished.length, mine.material.length, typeof info.type, Object.keys(info).join());
      assert.throws(() => client.exportKeyingMaterial(32, 5), { code: 'ERR_INVALID_ARG_TYPE' });
      client.write('x');
      client.on('end', () => {
        const [theirs] = seen;
        assert.deepStrictEqual(theirs.peer, mine.finished);
        assert.deepStrictEqual(theirs.finished, client.getPeerFinished());
        assert.deepStrictEqual(theirs.material, mine.material);
        assert.deepStrictEqual(theirs.context, mine.context);
        assert.notDeepStrictEqual(mine.context, mine.material);
      });
    });
    client.resume();
    client.on('close', () => server.close(done));
  });
}));
