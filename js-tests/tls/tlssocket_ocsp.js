// tlsjs only: Node 20 emits OCSPResponse for tls.connect only; the documents have the option here too
// proves: new tls.TLSSocket options.requestOCSP
'use strict';

// new tls.TLSSocket with requestOCSP: the event comes before 'secure', and with
// null where the server has no answer.

const net = require('net');
const { server: keys, tls } = require('./common');

const answers = [Buffer.from('answer'), null];
const server = tls.createServer(keys(), (socket) => socket.end());
server.on('OCSPRequest', (certificate, issuer, callback) => callback(null, answers[0]));
server.listen(0, function connect() {
  const raw = net.connect(server.address().port, () => {
    const socket = new tls.TLSSocket(raw, { requestOCSP: true });
    socket.on('OCSPResponse', (response) => console.log('OCSPResponse', String(response)));
    socket.on('secure', () => console.log('secure'));
    socket.write('x');
    socket.resume().on('error', () => {}).on('close', () => {
      answers.shift();
      if (answers.length > 0) connect();
      else server.close();
    });
  });
});
