'use strict';

// A script that throws in a callback reaches uncaughtException; the connection
// that it happened in does no harm to others.

const { ca, server: keys, tls } = require('./common');

let count = 0;
const server = tls.createServer(keys(), (socket) => {
  count++;
  socket.end('x');
  if (count === 1) throw new Error('in secureConnection');
});
process.on('uncaughtException', (error) => console.log('uncaught', error.message));
server.listen(0, () => {
  const first = tls.connect({ port: server.address().port, ca: ca() }, () => { throw new Error('in secureConnect'); });
  first.on('error', () => {});
  first.resume();
  first.on('close', () => {
    const second = tls.connect({ port: server.address().port, ca: ca() });
    second.on('data', (data) => console.log(String(data)));
    second.on('close', () => server.close(() => console.log('closed', count)));
  });
});
