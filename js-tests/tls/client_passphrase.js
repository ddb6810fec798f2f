// proves: tls.connect options.passphrase
'use strict';

// A client's key under a passphrase: the server sees its certificate.

const crypto = require('crypto');
const { ca, inTurn, read, server: keys, tls } = require('./common');

const locked = crypto.createPrivateKey(read('client-key.pem'))
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'word' });
const shown = { key: locked, cert: read('client-cert.pem') };

inTurn(['word', 'wrong', undefined].map((passphrase) => (done) => {
  const server = tls.createServer({ ...keys(), requestCert: true, rejectUnauthorized: false }, (socket) => {
    console.log(passphrase, socket.getPeerCertificate().subject.CN);
    socket.end();
  });
  server.listen(0, () => {
    try {
      const socket = tls.connect({ port: server.address().port, ca: ca(), ...shown, passphrase });
      socket.resume().on('close', () => server.close(done));
    } catch (error) {
      // Which of two it is depends on the padding that a wrong key gives.
      console.log(passphrase, error.code === 'ERR_OSSL_BAD_DECRYPT' || error.code === 'ERR_MISSING_PASSPHRASE' || error.code);
      server.close(done);
    }
  });
}));
