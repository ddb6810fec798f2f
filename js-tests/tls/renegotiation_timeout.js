// tlsjs only: Node does not bound a renegotiation, though its documents say so
'use strict';

// handshakeTimeout bounds a renegotiation on the server, whoever began it.

const net = require('net');
const { ca, inTurn, server: keys, tls, words } = require('./common');

// Between client and server stands somebody who can keep back what the client
// says.
function run(name, begin) {
  return (done) => {
    const server = tls.createServer({ ...keys(), maxVersion: 'TLSv1.2', handshakeTimeout: 400 }, (socket) => {
      socket.on('error', (error) => console.log(name, words(error)));
      socket.on('close', (hadError) => {
        console.log(name, 'close', hadError);
        between.close();
        server.close(done);
      });
      socket.resume();
      begin(socket);
    });
    const between = net.createServer((front) => {
      const back = net.connect(server.address().port);
      back.pipe(front);
      front.pipe(back);
      front.on('error', () => {});
      back.on('error', () => {});
      server.stall = () => front.unpipe(back).pause();
    });
    server.listen(0, () => between.listen(0, () => {
      const client = tls.connect({ port: between.address().port, ca: ca() });
      client.on('error', () => {});
      client.resume();
    }));
  };
}

inTurn([
  run('asked by the server', (socket) => {
    socket.server.stall();
    socket.renegotiate({}, () => console.log('renegotiated'));
  }),
  run('in time', (socket) => {
    socket.renegotiate({}, (error) => {
      console.log('in time', error);
      // A timer that was left would strike now.
      setTimeout(() => socket.end(), 600);
    });
  }),
]);
