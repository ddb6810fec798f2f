// proves: tls.createServer options.ecdhCurve
'use strict';

// ecdhCurve: the curve of the key exchange, as the client learns it.

const { ca, inTurn, server: keys, tls } = require('./common');

const table = [
  ['P-384', 'P-384:P-256'], ['prime256v1', 'auto'], ['secp521r1', 'secp521r1:P-256'], ['X25519', 'X25519:P-256'],
];

const steps = [];
for (const maxVersion of ['TLSv1.2', 'TLSv1.3']) {
  for (const [ours, theirs] of table) {
    steps.push((done) => {
      const server = tls.createServer({ ...keys(), ecdhCurve: ours, maxVersion }, (socket) => socket.end());
      server.listen(0, () => {
        const socket = tls.connect({ port: server.address().port, ca: ca(), ecdhCurve: theirs }, () => {
          console.log(maxVersion, ours, theirs, JSON.stringify(socket.getEphemeralKeyInfo()));
        });
        socket.resume().on('close', () => server.close(done));
      });
    });
  }
}
inTurn(steps);
