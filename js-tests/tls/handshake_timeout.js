// proves: tls.createServer options.handshakeTimeout
'use strict';

// A client that says nothing is told of and dropped, one that says too little too.

const net = require('net');
const { inTurn, server: keys, tls, words } = require('./common');

const server = tls.createServer({ ...keys(), handshakeTimeout: 150 });
server.on('tlsClientError', (error, socket) => {
  console.log(words(error), socket instanceof tls.TLSSocket);
  socket.destroy(); // today's Node leaves that to the script
});
server.listen(0, '127.0.0.1', () => inTurn([
  ...[Buffer.alloc(0), Buffer.from('16030100a001', 'hex')].map((start) => (done) => {
    const socket = net.connect(server.address().port, '127.0.0.1');
    socket.write(start);
    socket.resume();
    socket.on('error', (error) => console.log(error.code));
    socket.on('close', () => done());
  }),
  () => server.close(() => console.log('closed')),
]));
