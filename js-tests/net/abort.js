'use strict';
// AbortSignal ends a socket with an AbortError and closes a server.
const net = require('net');

const stop = new AbortController();
const server = net.createServer();
server.on('close', () => console.log('server close'));
server.listen({ port: 0, host: '127.0.0.1', signal: stop.signal }, () => {
  const ac = new AbortController();
  const c = net.connect({ port: server.address().port, host: '127.0.0.1', signal: ac.signal });
  c.on('connect', () => ac.abort());
  c.on('error', (e) => console.log(e.name, e.code, e.message));
  c.on('close', (hadError) => {
    console.log('close', hadError);
    stop.abort();
  });
});
