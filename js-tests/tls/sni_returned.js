// tlsjs only: Node waits for ever where an SNICallback returns its context, as those of v0.8 and v0.10 do
// proves: tls.createServer options.SNICallback -- the form of v0.8 and v0.10, which returns the context, too
'use strict';

// SNICallback in the form of the older documents, and one that throws.

const assert = require('assert');
const { inTurn, read, server: keys, tls } = require('./common');

function once(SNICallback, check) {
  return (done) => {
    let failure;
    const server = tls.createServer({ ...keys(), SNICallback }, (socket) => socket.end());
    server.on('tlsClientError', (error) => { failure = error; });
    server.listen(0, () => {
      const client = tls.connect({ port: server.address().port, rejectUnauthorized: false, servername: 'a.test' });
      let name;
      client.on('secureConnect', () => {
        name = client.getPeerCertificate().subject.CN;
        client.end();
      });
      client.on('error', () => {});
      client.on('close', () => server.close(() => {
        check(name, failure);
        done();
      }));
      client.resume();
    });
  };
}

inTurn([
  once(() => tls.createSecureContext({ pfx: read('client.pfx') }).context, (name) => assert.strictEqual(name, 'client')),
  once(() => require('crypto').createCredentials({ pfx: read('client.pfx') }).context, (name) => assert.strictEqual(name, 'client')),
  once(() => null, (name) => assert.strictEqual(name, 'localhost')),
  once(() => { throw new Error('thrown'); }, (name, failure) => {
    assert.strictEqual(name, undefined);
    assert.strictEqual(failure.message, 'thrown');
  }),
]);
