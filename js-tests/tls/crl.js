'use strict';

// crl: one list is enough to demand a list for every certificate of a chain,
// on clients and on servers. This one is of a CA that issued nothing here.

const { ca, client: clientKeys, inTurn, read, tls } = require('./common');

const crl = `-----BEGIN X509 CRL-----
MIGsMFUCAQEwCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJZWxzZXdoZXJlFw0yNjEx
MjcwMjM2MjRaGA8yMTI1MDYyMTAyMzYyNFqgDjAMMAoGA1UdFAQDAgEBMAoGCCqG
SM49BAMCA0cAMEQCIGVX2fiYQ1QIdkrUSAdvAvbIu9MkAc7k1HfEwcOflBWVAiBh
HoM+GjtL6hs0sdS0aWO9+SlW2HC9/0n95FidffO53w==
-----END X509 CRL-----
`;

inTurn([
  [{}, {}],
  [{}, { crl }],
  [{}, { crl: [crl, Buffer.from(crl)] }],
  [{ crl }, {}],
].map(([serverOptions, clientOptions]) => (done) => {
  const server = tls.createServer({
    pfx: read('server.pfx'), ca: read('ca-cert.pem'), requestCert: true, rejectUnauthorized: false, ...serverOptions,
  }, (socket) => {
    console.log('server', socket.authorized, socket.authorizationError);
    socket.end();
  });
  server.listen(0, () => {
    const socket = tls.connect({
      port: server.address().port, ...clientKeys(), ca: ca(), rejectUnauthorized: false, ...clientOptions,
    });
    socket.on('secureConnect', () => {
      const verdict = ['client', socket.authorized, socket.authorizationError];
      socket.on('close', () => console.log(...verdict));
    });
    socket.resume().on('close', () => server.close(done));
  });
}));
