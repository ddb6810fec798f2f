// proves: tls.createServer options.secureProtocol
// proves: tls.connect options.secureProtocol
// proves: tls.connect options.ciphers
// proves: tls.createServer options.ciphers
'use strict';

// minVersion, maxVersion, secureProtocol and ciphers meet on both sides.

const { ca, inTurn, server: keys, tls } = require('./common');

const table = [
  [{}, {}],
  [{ maxVersion: 'TLSv1.2' }, {}],
  [{}, { maxVersion: 'TLSv1.2' }],
  [{ minVersion: 'TLSv1.3' }, { maxVersion: 'TLSv1.2' }],
  [{ secureProtocol: 'TLSv1_2_method' }, {}],
  [{ secureProtocol: 'TLS_method' }, { secureProtocol: 'SSLv23_method' }],
  [{ secureProtocol: 'TLSv1_2_server_method' }, { secureProtocol: 'TLSv1_2_client_method' }],
  [{ minVersion: 'TLSv1', ciphers: 'ALL@SECLEVEL=0' }, { maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'ALL@SECLEVEL=0' }],
  [{ secureProtocol: 'TLSv1_method', ciphers: 'ALL@SECLEVEL=0' }, { secureProtocol: 'TLSv1_method', ciphers: 'ALL@SECLEVEL=0' }],
  [{ ciphers: 'TLS_AES_128_GCM_SHA256' }, {}],
  [{ ciphers: 'TLS_AES_128_GCM_SHA256' }, { ciphers: 'TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256' }],
  [{ ciphers: 'ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384', maxVersion: 'TLSv1.2' }, {}],
  [{ secureOptions: require('constants').SSL_OP_NO_TLSv1_3 }, {}],
  [{ ecdhCurve: 'P-384' }, {}],
  [{ ecdhCurve: 'X25519:P-256' }, { ecdhCurve: 'P-256' }],
];

inTurn(table.map(([serverOptions, clientOptions]) => (done) => {
  const title = `${JSON.stringify(serverOptions)} ${JSON.stringify(clientOptions)}`;
  const server = tls.createServer({ ...keys(), ...serverOptions }, (socket) => socket.end());
  server.on('tlsClientError', (error) => console.log(title, 'server', error.code));
  server.listen(0, () => {
    const client = tls.connect({ port: server.address().port, ca: ca(), ...clientOptions }, () => {
      console.log(title, client.getProtocol(), client.getCipher().name.replace('ECDHE-RSA', 'ECDHE-xx').replace('ECDHE-ECDSA', 'ECDHE-xx'));
    });
    client.on('error', (error) => setTimeout(() => console.log(title, 'client', error.code), 20));
    client.resume();
    client.on('close', () => setTimeout(() => server.close(done), 30));
  });
}));
