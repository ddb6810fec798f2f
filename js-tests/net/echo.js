'use strict';
// A server echoes; counters, states and the order of events on one connection.
const net = require('net');

const server = net.createServer((c) => {
  c.on('data', (d) => c.write(`echo ${d}`));
  c.on('end', () => console.log('server: end', c.readyState));
  c.on('close', (hadError) => {
    console.log('server: close', hadError, c.bytesRead, c.bytesWritten);
    server.close(() => console.log('server closed', server.listening, server.address()));
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port, family, address } = server.address();
  console.log('listening', family, address, server.listening);
  const c = net.connect(port, '127.0.0.1', () => {
    console.log('connect', c.readyState, c.pending, c.connecting, c.remotePort === port, c.remoteFamily);
    c.write('hello');
  });
  console.log('state', c.readyState, c.pending, c.connecting, c.address());
  c.on('ready', () => console.log('ready'));
  c.on('data', (d) => {
    console.log('data', String(d), d instanceof Buffer);
    c.end();
  });
  c.on('end', () => console.log('end'));
  c.on('close', (hadError) => {
    console.log('close', hadError, c.bytesRead, c.bytesWritten, c.readyState, c.destroyed, c.remoteAddress);
  });
});
