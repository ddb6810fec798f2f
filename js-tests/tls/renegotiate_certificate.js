'use strict';

// A server asks for a certificate after the fact: authorized, authorizationError
// and getPeerCertificate change.

const { constants } = require('crypto');
const { ca, client: certificate, inTurn, journal, read, server: keys, tls } = require('./common');

const log = journal();

function ask(name, clientOptions, serverOptions, wish, more) {
  return (done) => {
    // With tickets Node resumes, and then has not seen a certificate either.
    const options = { ...keys(), maxVersion: 'TLSv1.2', secureOptions: constants.SSL_OP_NO_TICKET, ...serverOptions };
    const server = tls.createServer(options, (socket) => {
      const tell = (when) => {
        const { subject } = socket.getPeerCertificate() || {};
        log('server', when, socket.authorized, socket.authorizationError, subject && subject.CN, socket.destroyed);
      };
      socket.on('error', () => {});
      socket.resume();
      tell('before');
      socket.renegotiate(wish, (error) => {
        tell(`after, ${error}`);
        if (more && !socket.destroyed) socket.renegotiate(more, () => socket.end());
        else socket.end();
      });
    });
    server.listen(0, () => {
      const socket = tls.connect({ port: server.address().port, ca: ca(), ...clientOptions() });
      socket.on('error', (error) => log('client', error.code));
      socket.resume();
      socket.on('close', () => server.close(() => setTimeout(() => {
        log.print(name);
        done();
      }, 20)));
    });
  };
}

const none = () => ({});
const stranger = () => ({ key: read('client-key.pem'), cert: read('client-cert.pem') });

inTurn([
  ask('trusted', certificate, { ca: ca() }, { requestCert: true, rejectUnauthorized: true }),
  ask('trusted, not required', certificate, { ca: ca() }, { requestCert: true, rejectUnauthorized: false }),
  ask('not trusted', stranger, { ca: ca() }, { requestCert: true, rejectUnauthorized: false }),
  ask('not trusted, rejected', stranger, { ca: ca() }, { requestCert: true, rejectUnauthorized: true }),
  ask('none', none, { ca: ca() }, { requestCert: true, rejectUnauthorized: false }),
  ask('none, rejected', none, { ca: ca() }, { requestCert: true, rejectUnauthorized: true }),
  ask('not asked for', certificate, { ca: ca() }, {}),
]);
