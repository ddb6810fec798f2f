// proves: event 'OCSPRequest'
// proves: event 'OCSPResponse'
'use strict';

// A stapled OCSP response: OCSPRequest on the server, OCSPResponse on the client.

const { inTurn, journal, read, tls, watch } = require('./common');

const log = journal();

function run(title, answer, requestOCSP) {
  return (done) => {
    const server = tls.createServer({ pfx: read('server.pfx') }, (socket) => socket.end());
    if (answer) {
      server.on('OCSPRequest', (certificate, issuer, callback) => {
        log('server', Buffer.isBuffer(certificate), Buffer.isBuffer(issuer));
        answer(callback);
      });
    }
    server.listen(0, () => {
      const client = tls.connect({ port: server.address().port, ca: read('ca-cert.pem'), requestOCSP });
      client.on('OCSPResponse', (response) => log('client', response === null ? 'none' : String(response)));
      watch(log, 'client', client, ['secureConnect', 'close']);
      client.on('error', (error) => log('client', error.code));
      client.resume();
      client.on('close', () => server.close(() => {
        log.print(title);
        done();
      }));
    });
  };
}

inTurn([
  run('answered', (cb) => cb(null, Buffer.from('response')), true),
  run('answered late', (cb) => setTimeout(cb, 20, null, Buffer.from('late')), true),
  run('answered with nothing', (cb) => cb(null, null), true),
  run('not answered', null, true),
  run('refused', (cb) => cb(new Error('no response')), true),
  run('not asked', null, false),
]);
