// proves: tls.connect options.checkServerIdentity
'use strict';

// connect's checkServerIdentity: what it is given, and what its answer does.

const assert = require('assert');
const { ca, inTurn, server: keys, tls, words } = require('./common');

const server = tls.createServer(keys(), (socket) => socket.end());
server.on('tlsClientError', () => {});

function run(title, options) {
  return (done) => {
    const client = tls.connect({ port: server.address().port, host: '127.0.0.1', ca: ca(), ...options });
    client.on('secureConnect', () => console.log(title, client.authorized, client.authorizationError));
    client.on('error', (error) => console.log(title, words(error), error.reason, error.host, client.authorized,
                                              String(client.authorizationError)));
    client.resume();
    client.on('close', () => done());
  };
}

server.listen(0, '127.0.0.1', () => inTurn([
  run('good', { checkServerIdentity(host, cert) {
    assert.strictEqual(host, 'name.test');
    assert.strictEqual(cert.subject.CN, 'localhost');
  }, servername: 'name.test' }),
  run('by address', {}),
  run('bad', { checkServerIdentity: () => new Error('not mine') }),
  run('bad, but taken', { checkServerIdentity: () => new Error('not mine'), rejectUnauthorized: false }),
  run('bad, with code', { checkServerIdentity: () => Object.assign(new Error('not mine'), { code: 'MINE' }) }),
  run('other name', { servername: 'other.test' }),
  run('other name, but taken', { servername: 'other.test', rejectUnauthorized: false }),
  run('chain comes first', { ca: [], checkServerIdentity: () => assert.fail('asked') }),
  () => server.close(),
]));
