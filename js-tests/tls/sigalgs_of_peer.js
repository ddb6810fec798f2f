'use strict';

// sigalgs says what a peer may sign with: a peer whose key signs otherwise is
// refused, and the connection fails on both ends.

const { ca, inTurn, journal, server: keys, client, tls } = require('./common');

const log = journal();
// The server must sign.
const signing = 'ECDHE-RSA-AES128-GCM-SHA256';

function attempt(title, serverOptions, clientOptions) {
  return (done) => {
    let failed = 0;
    const server = tls.createServer({ ...keys(), ...serverOptions }, (socket) => socket.on('error', () => {}).end('x'));
    server.on('tlsClientError', () => failed++);
    server.listen(0, () => {
      const socket = tls.connect({ port: server.address().port, ca: ca(), ciphers: signing, ...clientOptions });
      let text = '';
      socket.on('data', (data) => { text += data; });
      socket.on('error', () => failed++);
      socket.on('close', () => server.close(() => {
        log('ends', failed > 0 ? 'refused' : 'good', text);
        log.print(title);
        done();
      }));
    });
  };
}

const steps = [];
for (const maxVersion of ['TLSv1.2', 'TLSv1.3']) {
  steps.push(
    attempt(`RSA allowed, ${maxVersion}`, {}, { maxVersion, sigalgs: 'RSA-PSS+SHA256:RSA+SHA256' }),
    attempt(`ECDSA only, ${maxVersion}`, {}, { maxVersion, sigalgs: 'ECDSA+SHA256' }),
    attempt(`a client's certificate, ECDSA only, ${maxVersion}`,
      { requestCert: true, rejectUnauthorized: false, ca: ca(), sigalgs: 'ECDSA+SHA256:RSA-PSS+SHA256' }, { ...client(), maxVersion }),
  );
}
steps.push(attempt('no signature needed', { ciphers: 'AES128-GCM-SHA256', maxVersion: 'TLSv1.2' },
  { ciphers: 'AES128-GCM-SHA256', sigalgs: 'RSA+SHA256' }));
inTurn(steps);
