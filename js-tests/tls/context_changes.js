// proves: tls.createSecureContext()
'use strict';

// setSecureContext and connections that stand; contexts that are shared.

const assert = require('assert');
const { ca, inTurn, read, server: keys, tls } = require('./common');

const server = tls.createServer(keys(), (socket) => socket.pipe(socket));

function name(done) {
  const client = tls.connect({ port: server.address().port, rejectUnauthorized: false }, () => {
    console.log(client.getPeerCertificate().subject.CN, client.authorized);
    client.end();
  });
  client.resume();
  client.on('close', () => done());
}

let standing;
server.listen(0, () => inTurn([
  (done) => { standing = tls.connect({ port: server.address().port, ca: ca() }, done); },
  name,
  (done) => {
    server.setSecureContext({ pfx: read('client.pfx') });
    name(done);
  },
  (done) => {
    assert.throws(() => server.setSecureContext({ key: 'nonsense' }));
    for (const bad of [null, undefined, 7]) assert.throws(() => server.setSecureContext(bad), { code: 'ERR_INVALID_ARG_TYPE' });
    name(done);
  },
  (done) => {
    standing.write('still here');
    standing.once('data', (data) => {
      console.log(String(data));
      standing.end();
      done();
    });
  },
  (done) => {
    const secureContext = tls.createSecureContext({ ca: ca() });
    server.setSecureContext(keys());
    const client = tls.connect({ port: server.address().port, secureContext }, () => {
      console.log(client.authorized);
      client.end();
    });
    client.resume();
    client.on('close', () => done());
  },
  () => server.close(),
]));
