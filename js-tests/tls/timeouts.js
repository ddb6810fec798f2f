'use strict';

// setTimeout on both ends, the timeout option, and what keeps a socket busy.

const { ca, inTurn, server: keys, tls } = require('./common');

inTurn([
  (done) => {
    const server = tls.createServer(keys(), (socket) => {
      socket.setTimeout(80, () => {
        console.log('server timed out', socket.timeout, socket.destroyed);
        socket.end('late');
      });
      socket.resume();
    });
    server.listen(0, () => {
      const client = tls.connect({ port: server.address().port, ca: ca() });
      client.on('data', (data) => console.log(String(data)));
      client.on('close', () => server.close(done));
    });
  },
  (done) => {
    const server = tls.createServer(keys(), (socket) => socket.resume().on('error', () => {}));
    server.listen(0, () => {
      const client = tls.connect({ port: server.address().port, ca: ca(), timeout: 80 });
      client.on('timeout', () => {
        console.log('client timed out', client.timeout);
        client.setTimeout(0);
        client.destroy();
      });
      client.on('close', () => server.close(done));
    });
  },
]);
