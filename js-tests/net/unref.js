'use strict';
// A server, a connection and a paused socket that are unreferenced or idle do
// not keep the process alive.
const net = require('net');

const server = net.createServer((c) => c.unref());
server.unref();
server.listen(0, '127.0.0.1', () => {
  const c = net.connect(server.address().port, '127.0.0.1');
  c.on('connect', () => {
    console.log('connected', c.unref() === c, server.unref() === server);
    setTimeout(() => console.log('last'), 30);
  });
});
process.on('exit', (code) => console.log('exit', code));
// The server does not count before its callback; this keeps the loop going.
setTimeout(() => {}, 20);
