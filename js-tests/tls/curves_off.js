// tlsjs only: Node 20 wants a text; false is what the documents of v0.12 and io.js have
// proves: tls.createServer options.ecdhCurve
'use strict';

// ecdhCurve: false is a server without ECDH.

const assert = require('assert');
const { ca, server: keys, tls } = require('./common');

const server = tls.createServer({ ...keys(), ecdhCurve: false }, (socket) => socket.end());
server.on('tlsClientError', () => {});
server.listen(0, () => {
  const { port } = server.address();
  const socket = tls.connect({ port, ca: ca(), ciphers: 'ECDHE-RSA-AES128-GCM-SHA256:AES128-GCM-SHA256', maxVersion: 'TLSv1.2' }, () => {
    assert.strictEqual(socket.getCipher().name, 'AES128-GCM-SHA256');
  });
  socket.resume().on('close', () => {
    const refused = tls.connect({ port, ca: ca(), ciphers: 'ECDHE-RSA-AES128-GCM-SHA256', maxVersion: 'TLSv1.2' });
    refused.on('secureConnect', () => assert.fail('connected'));
    refused.on('error', (error) => assert.strictEqual(error.code, 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'));
    refused.on('close', () => server.close());
  });
});
