'use strict';

// What @SECLEVEL decides: TLS 1.0 and 1.1, keys, digests.

const { ca, inTurn, server: keys, tls, words } = require('./common');

const table = [
  [{ minVersion: 'TLSv1' }, { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' }],
  [{ minVersion: 'TLSv1', maxVersion: 'TLSv1.1' }, { minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' }],
  [{ minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' }, { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' }],
  [{ minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' }, { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' }],
  [{ secureProtocol: 'TLSv1_1_method' }, { secureProtocol: 'TLSv1_1_method' }],
  [{ secureProtocol: 'TLSv1_1_method', ciphers: 'ALL:@SECLEVEL=0' }, { secureProtocol: 'TLSv1_1_method', ciphers: 'ALL:@SECLEVEL=0' }],
  [{ minVersion: 'TLSv1' }, { minVersion: 'TLSv1' }],
];

for (const level of [0, 1, 2, 3, 4, 5]) {
  try {
    tls.createSecureContext({ ...keys(), ciphers: `ALL:@SECLEVEL=${level}` });
    console.log(level, 'takes the key');
  } catch (error) {
    console.log(level, words(error));
  }
}

inTurn(table.map(([serverOptions, clientOptions]) => (done) => {
  console.log('#', JSON.stringify(serverOptions), JSON.stringify(clientOptions));
  const ends = {};
  const server = tls.createServer({ ...keys(), ...serverOptions }, (socket) => socket.end());
  server.on('tlsClientError', (error) => { ends.server = error.code; });
  server.listen(0, () => {
    const client = tls.connect({ port: server.address().port, ca: ca(), ...clientOptions });
    client.on('secureConnect', () => { ends.client = client.getProtocol(); });
    client.on('error', (error) => { ends.client = error.code; });
    client.resume().on('close', () => server.close(() => {
      console.log('client', ends.client, 'server', ends.server);
      done();
    }));
  });
}));
