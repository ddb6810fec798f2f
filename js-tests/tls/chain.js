'use strict';

// Chains, several certificate authorities, and a ca list that trusts nobody.

const { ca, inTurn, read, tls } = require('./common');

const trusts = {
  'the CA': read('ca-cert.pem'),
  'the CA as text': String(read('ca-cert.pem')),
  'a list': [read('client-cert.pem'), read('ca-cert.pem')],
  'several in one text': `${read('client-cert.pem')}\n${read('ca-cert.pem')}`,
  'somebody else': read('client-cert.pem'),
  'nobody': [],
  'the default': undefined,
  'PFX with its CA': null,
};

const server = tls.createServer({ pfx: read('server.pfx') }, (socket) => socket.end());
server.listen(0, () => inTurn([
  ...Object.keys(trusts).map((name) => (done) => {
    const trust = trusts[name] === null ? { pfx: read('client.pfx') } : { ca: trusts[name] };
    const client = tls.connect({ port: server.address().port, rejectUnauthorized: false, ...trust }, () => {
      console.log(name, client.authorized, client.authorizationError);
    });
    client.resume();
    client.on('close', () => done());
  }),
  () => server.close(),
]));
