'use strict';

// getSharedSigalgs: names, on the server; nothing on a client.

const { ca, inTurn, server: keys, tls } = require('./common');

const table = [
  { maxVersion: 'TLSv1.2', sigalgs: 'RSA-PSS+SHA256:ECDSA+SHA256:RSA+SHA256' },
  { sigalgs: 'RSA-PSS+SHA256:ECDSA+SHA384:ECDSA+SHA256' },
  { sigalgs: 'ed25519:RSA-PSS+SHA512:ECDSA+SHA256:RSA-PSS+SHA256' },
  { maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' },
];

inTurn(table.map((options) => (done) => {
  // Which end has the handshake behind it first is left open.
  const seen = {};
  const server = tls.createServer({ ...keys(), ...options }, (socket) => {
    seen.server = socket.getSharedSigalgs().sort().join(' ');
    socket.end();
  });
  server.on('tlsClientError', (error) => console.log(JSON.stringify(options), error.code));
  server.listen(0, () => {
    const client = tls.connect({
      port: server.address().port, ca: ca(), minVersion: 'TLSv1', ciphers: options.ciphers || tls.DEFAULT_CIPHERS,
    }, () => { seen.client = client.getSharedSigalgs(); });
    client.on('error', (error) => console.log('client', error.code));
    client.resume().on('close', () => {
      console.log(JSON.stringify(options), seen.server, seen.client, 'closed', client.getSharedSigalgs());
      server.close(done);
    });
  });
}));
