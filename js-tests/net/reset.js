'use strict';
// resetAndDestroy sends a reset, which the peer meets as ECONNRESET.
const net = require('net');

const server = net.createServer((c) => {
  c.on('data', () => {
    c.resetAndDestroy();
    console.log('destroyed', c.destroyed, c.writable);
  });
  c.on('close', (e) => console.log('server close', e));
}).listen(0, '127.0.0.1', () => {
  const c = net.connect(server.address().port, '127.0.0.1', () => c.write('x'));
  c.on('error', (e) => console.log(e.message, e.code, e.errno, e.syscall, Object.keys(e).join()));
  c.on('end', () => console.log('no end is expected'));
  c.on('close', (e) => {
    console.log('close', e);
    server.close();
    const s = new net.Socket();
    s.on('error', (err) => console.log(err.code, err.message));
    s.resetAndDestroy();
  });
});
