// tlsjs only: in Node a resumed session tells of no certificate, or of the leaf alone, and repeats the old verdict
'use strict';

// What a resumed session tells of the peer, and that both ends judge it anew by what
// they trust now.

const assert = require('assert');
const { ca, client: own, inTurn, server: keys, tls } = require('./common');

const about = (socket) => [
  socket.isSessionReused(), socket.authorized, socket.authorizationError,
  socket.getPeerCertificate(true).issuerCertificate && socket.getPeerCertificate(true).issuerCertificate.subject.CN,
];

// Two connections, the second with the session of the first: what both ends say of
// the second.
function twice(version, serverOptions, first, second, check) {
  return (done) => {
    const told = [];
    const server = tls.createServer({ ...keys(), minVersion: version, maxVersion: version, ...serverOptions }, (socket) => {
      told.push(about(socket));
      socket.end('x');
    });
    const connect = (options, then) => {
      let session;
      let mine;
      const client = tls.connect({ port: server.address().port, ca: ca(), checkServerIdentity() {}, ...options }, () => {
        mine = about(client);
      });
      client.on('session', (data) => { session = data; });
      client.on('error', (error) => { mine = error.code; });
      client.resume().on('close', () => then(session, mine));
    };
    server.listen(0, () => connect(first, (session) => connect({ ...second, session }, (_, mine) => {
      check(mine, told[1]);
      server.close(done);
    })));
  };
}

const same = assert.deepStrictEqual;
const steps = [];
for (const version of ['TLSv1.2', 'TLSv1.3']) {
  steps.push(
    twice(version, { requestCert: true, ca: ca() }, own(), own(), (mine, theirs) => {
      same(mine, [true, true, null, 'localhost']);
      same(theirs, [true, true, null, 'tlsjs development CA']);
    }),
    // The client no longer trusts the server.
    twice(version, {}, {}, { ca: undefined }, (mine) => same(mine, 'DEPTH_ZERO_SELF_SIGNED_CERT')),
    twice(version, {}, {}, { ca: undefined, rejectUnauthorized: false }, (mine) => {
      same(mine, [true, false, 'DEPTH_ZERO_SELF_SIGNED_CERT', 'localhost']);
    }),
    // Who has shown no certificate is nobody, the second time too.
    twice(version, { requestCert: true, rejectUnauthorized: false, ca: ca() }, {}, {}, (mine, theirs) => {
      same(theirs[1], false);
      same(theirs[3], undefined);
    }),
  );
}
inTurn([...steps, (done) => done(console.log('done'))]);
