'use strict';

// Pre-shared keys with every suite: what both ends tell of the connection, and
// what follows from the secrets.

const assert = require('assert');
const { inTurn, server: keys, tls } = require('./common');

const psk = Buffer.from('82072606b502b0f4025e90eb75fe137d', 'hex');
const names = tls.getCiphers().filter((name) => name.includes('psk'));
console.log(names.join(' '));

function run(name, version) {
  return (done) => {
    const withCertificate = name.startsWith('rsa-');
    const options = {
      ciphers: `${name.toUpperCase()}:@SECLEVEL=${version === 'TLSv1.2' ? 1 : 0}`,
      minVersion: version, maxVersion: version,
    };
    let ours;
    const server = tls.createServer({
      ...options, ...(withCertificate ? keys() : {}), dhparam: 'auto', pskIdentityHint: 'who are you?',
      pskCallback(socket, identity) {
        assert.strictEqual(socket, this);
        assert.strictEqual(identity, 'me');
        return psk;
      },
    }, (socket) => {
      ours = { end: socket.exportKeyingMaterial(20, 'EXPERIMENTAL'), cipher: socket.getCipher() };
      assert.deepStrictEqual([socket.authorized, socket.authorizationError], [false, null]);
      assert.deepStrictEqual(socket.getPeerCertificate(), {});
      socket.pipe(socket);
    });
    server.listen(0, () => {
      const client = tls.connect({
        ...options, port: server.address().port, rejectUnauthorized: !withCertificate,
        checkServerIdentity(host, certificate) {
          assert.deepStrictEqual(certificate, {});
        },
        pskCallback(hint) {
          assert.strictEqual(hint, 'who are you?');
          return { psk, identity: 'me' };
        },
      }, () => {
        const { name: chosen, standardName, version } = client.getCipher();
        const { type, size } = client.getEphemeralKeyInfo();
        console.log(chosen, standardName, version, client.getProtocol(), type, type === 'DH' ? 'some' : size,
                    client.authorized, Object.keys(client.getPeerCertificate()).length > 0);
        client.end('x'.repeat(20000));
      });
      let length = 0;
      client.on('data', (data) => { length += data.length; });
      client.on('end', () => {
        assert.strictEqual(length, 20000);
        assert(client.exportKeyingMaterial(20, 'EXPERIMENTAL').equals(ours.end));
        assert.deepStrictEqual(client.getCipher(), ours.cipher);
      });
      client.on('close', () => server.close(done));
    });
  };
}

inTurn([
  ...names.map((name) => run(name, 'TLSv1.2')),
  ...['psk-aes128-cbc-sha', 'ecdhe-psk-aes256-cbc-sha384', 'dhe-psk-aes128-cbc-sha256'].map((name) => run(name, 'TLSv1')),
]);
