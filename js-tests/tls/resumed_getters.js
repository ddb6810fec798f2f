'use strict';

// What both ends tell of the key exchange, the signatures and their own certificate
// where a session is resumed, and a client where nobody asked for its certificate.

const { ca, client: own, inTurn, server: keys, tls } = require('./common');

// A client's algorithms are those of the server's request, if any, and left out here.
const about = (socket, ...more) => JSON.stringify([
  socket.isSessionReused(), socket.getEphemeralKeyInfo(), socket.getCertificate()?.subject.CN,
  String(socket.getX509Certificate()?.subject), ...more,
]);

const table = [
  { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-GCM-SHA256' },
  { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-GCM-SHA256', requestCert: true },
  { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES256-SHA384', requestCert: true },
  { maxVersion: 'TLSv1.3' },
  { maxVersion: 'TLSv1.3', requestCert: true },
];

inTurn(table.map((options) => (done) => {
  const { ciphers } = options;
  const seen = { server: [], client: [] };
  const server = tls.createServer({ ...keys(), ecdhCurve: 'prime256v1', ca: ca(), ...options }, (socket) => {
    seen.server.push(about(socket, socket.getSharedSigalgs().length > 0));
    socket.end('x');
  });
  const connect = (session, then) => {
    let made;
    const { port } = server.address();
    const socket = tls.connect({ ...own(), port, ca: ca(), ecdhCurve: 'prime256v1', ciphers, session }, () => {
      seen.client.push(about(socket));
    });
    socket.on('session', (data) => { made = data; });
    socket.resume().on('close', () => then(made));
  };
  server.listen(0, () => connect(undefined, (session) => connect(session, () => {
    console.log(JSON.stringify(options));
    for (const side of ['server', 'client']) for (const line of seen[side]) console.log(' ', side, line);
    server.close(done);
  })));
}));
