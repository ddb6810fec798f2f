// proves: tls.connect options.rejectUnauthorized
// proves: tls.connect options.ca
// proves: tls.connect options.pfx
// proves: tls.connect options.key
// proves: tls.connect options.cert
// proves: tls.createServer options.requestCert
// proves: tls.createServer options.rejectUnauthorized
// proves: tls.createServer options.ca
// proves: socket.authorized
// proves: socket.authorizationError
'use strict';

// requestCert and rejectUnauthorized on both sides, in both versions, with a
// client that shows a good certificate, a strange one or none.

const { ca, client, inTurn, journal, read, server, tls, watch } = require('./common');

const strange = { key: read('client-key.pem'), cert: read('client-cert.pem') };
const clients = { good: client(), none: {}, strange };
const log = journal();
const steps = [];

for (const maxVersion of ['TLSv1.2', 'TLSv1.3']) {
  for (const shown of Object.keys(clients)) {
    for (const requestCert of [false, true]) {
      for (const serverRejects of [undefined, false, true]) {
        for (const trusts of [true, false]) {
          if (serverRejects !== false && !requestCert) continue;
          steps.push((done) => run({ maxVersion, shown, requestCert, serverRejects, trusts }, done));
        }
      }
    }
  }
}

function run(how, done) {
  const title = Object.values(how).join(' ');
  const options = { ...server(), ca: ca(), maxVersion: how.maxVersion, requestCert: how.requestCert };
  if (how.serverRejects !== undefined) options.rejectUnauthorized = how.serverRejects;
  const listening = tls.createServer(options, (socket) => {
    log('server', 'secure', socket.authorized, socket.authorizationError, Object.keys(socket.getPeerCertificate()).length > 0);
    socket.on('error', () => {}); // of a client that hung up
    socket.on('data', () => {});
    socket.end('text');
  });
  watch(log, 'server', listening, ['tlsClientError']);
  listening.listen(0, () => {
    const socket = tls.connect({
      ...clients[how.shown],
      port: listening.address().port,
      ca: how.trusts ? ca() : read('client-cert.pem'),
      rejectUnauthorized: how.trusts,
    });
    socket.on('secureConnect', () => log('client', 'secure', socket.authorized, socket.authorizationError));
    let failed = false;
    socket.on('error', (error) => {
      failed = true;
      // How a refusal reaches the client depends on timing.
      if (!/ECONNRESET|EPIPE/.test(error.code)) log('client', 'error', error.code);
    });
    let text = '';
    socket.on('data', (piece) => { text += piece; });
    socket.on('close', () => {
      log('client', text === 'text' && !failed ? 'served' : 'not served');
      listening.close(() => setTimeout(() => {
        log.print(title);
        done();
      }, 20));
    });
  });
}

inTurn(steps);
