// proves: tls.createSecurePair options.requestCert
// proves: tls.createSecurePair options.rejectUnauthorized
'use strict';

process.noDeprecation = true;

// createSecurePair with requestCert and rejectUnauthorized: clients with a good
// certificate and with none.

const net = require('net');
const { ca, client: clientKeys, inTurn, journal, server: keys, tls } = require('./common');

const log = journal();
const clients = { good: clientKeys(), none: {} };

function attempt(shown, requestCert, rejectUnauthorized) {
  return (done) => {
    const server = net.createServer((raw) => {
      const credentials = tls.createSecureContext({ ...keys(), ca: ca(), maxVersion: 'TLSv1.2' });
      const pair = tls.createSecurePair(credentials, true, requestCert, rejectUnauthorized);
      pair.encrypted.pipe(raw);
      raw.pipe(pair.encrypted);
      raw.on('error', () => {});
      pair.on('secure', () => {
        const { subject } = pair.cleartext.getPeerCertificate();
        log('pair', 'secure', subject === undefined ? 'nobody' : subject.CN);
        pair.cleartext.end('x');
      });
      pair.cleartext.on('error', (error) => {
        log('pair', 'error', error.code);
        raw.destroy();
      });
      pair.cleartext.resume();
    });
    server.listen(0, () => {
      const socket = tls.connect({ port: server.address().port, ca: ca(), ...clients[shown] });
      let text = '';
      socket.on('data', (data) => { text += data; });
      socket.on('error', () => {});
      socket.on('end', () => socket.end());
      socket.on('close', () => {
        log('client', 'got', text);
        // The pair may learn of it later than the client.
        server.close(() => setTimeout(() => {
          log.print(`${shown} ${requestCert} ${rejectUnauthorized}`);
          done();
        }, 100));
      });
    });
  };
}

inTurn([
  attempt('good', false, false), attempt('good', true, false), attempt('good', true, true),
  attempt('none', true, false), attempt('none', true, true),
]);
