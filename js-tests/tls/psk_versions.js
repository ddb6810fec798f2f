'use strict';
// tlsjs only: Node has pre-shared keys in TLS 1.3, here there are none.

// Ends with keys meet in TLS 1.2, whatever else they speak; where they cannot,
// pskCallback is refused.

const assert = require('assert');
const { ca, inTurn, server: keys, tls, words } = require('./common');

const psk = Buffer.alloc(16, 1);
const refused = { code: 'ERR_TLS_OPTION_UNSUPPORTED', option: 'pskCallback' };

for (const options of [
  { ciphers: 'PSK', minVersion: 'TLSv1.3' },
  { ciphers: 'TLS_AES_128_GCM_SHA256' },
  { ciphers: 'TLS_AES_128_GCM_SHA256:PSK', minVersion: 'TLSv1.3' },
  {}, // the default list has no such suite
]) {
  const pskCallback = () => assert.fail('called');
  assert.throws(() => tls.connect({ port: 1, pskCallback, ...options }), refused);
  assert.throws(() => tls.createServer({ pskCallback, ...options }), refused);
  assert.throws(() => new tls.TLSSocket(null, { pskCallback, ...options }), refused);
  const server = tls.createServer({ ciphers: 'PSK', pskCallback });
  assert.throws(() => server.setSecureContext({ ...options }), refused);
  assert.throws(() => tls.connect({ port: 1, pskCallback, secureContext: tls.createSecureContext(options) }), refused);
}

function run(title, serverOptions, clientOptions) {
  return (done) => {
    const server = tls.createServer({
      ciphers: 'TLS_AES_128_GCM_SHA256:HIGH:PSK', pskCallback: () => psk, ...serverOptions,
    }, (socket) => socket.end());
    server.on('tlsClientError', (error) => console.log(title, 'server', words(error)));
    server.listen(0, () => {
      const client = tls.connect({ port: server.address().port, ca: ca(), checkServerIdentity() {}, ...clientOptions },
                                 () => console.log(title, client.getProtocol(), client.getCipher().name));
      client.on('error', (error) => console.log(title, 'client', words(error)));
      client.resume().on('close', () => server.close(done));
    });
  };
}

const key = { ciphers: 'TLS_AES_128_GCM_SHA256:aPSK', pskCallback: () => ({ psk, identity: 'me' }) };
inTurn([
  run('keys', {}, key),
  run('keys and a certificate', keys(), key),
  run('a certificate', keys(), {}),
  run('neither', {}, {}),
]);
