'use strict';

// Where no key can be used pskCallback is not called, and the certificate serves:
// up to TLS 1.2 with ciphers that want none, and with peers that have no keys. What
// ciphers say of TLS 1.2 leaves TLS 1.3 as it is.

const assert = require('assert');
const { ca, inTurn, journal, server: keys, tls, words } = require('./common');

const log = journal();
const called = () => assert.fail('called');
const old = { maxVersion: 'TLSv1.2' };

function run(title, serverOptions, clientOptions) {
  return (done) => {
    const server = tls.createServer(serverOptions, (socket) => socket.end());
    server.on('tlsClientError', (error) => log('server', words(error)));
    server.listen(0, () => {
      const client = tls.connect({ port: server.address().port, ca: ca(), checkServerIdentity() {}, ...clientOptions },
                                 () => log('client', client.getProtocol(), client.getCipher().name, client.authorized));
      client.on('error', (error) => log('client', words(error)));
      client.resume().on('close', () => server.close(() => {
        log.print(title);
        done();
      }));
    });
  };
}

inTurn([
  run('both, default ciphers', { ...keys(), ...old, pskCallback: called }, { ...old, pskCallback: called }),
  run('the server, default ciphers', { ...keys(), ...old, pskCallback: called }, {}),
  run('the client, default ciphers', keys(), { ...old, pskCallback: called }),
  run('neither has a certificate', { ...old, pskCallback: called }, { ...old, pskCallback: called }),
  run('the server, PSK', { ...keys(), ciphers: 'PSK', pskCallback: called }, {}),
  run('the server, PSK, no certificate', { ciphers: 'PSK', pskCallback: called }, {}),
  run('the server, only TLS 1.2 and PSK', { ...keys(), ...old, ciphers: 'PSK', pskCallback: called }, {}),
  run('the list without the callback', keys(), { ciphers: 'PSK' }),
  run('at both', { ...keys(), ciphers: 'PSK' }, { ciphers: 'PSK' }),
  run('other suites of TLS 1.2', { ...keys(), ciphers: 'AES256-SHA256' }, {}),
  run('with TLS 1.3 alone', { ...keys(), ciphers: 'AES256-SHA256', minVersion: 'TLSv1.3' }, {}),
]);
