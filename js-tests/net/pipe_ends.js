'use strict';
// What a pipe of sockets does at its end: end option, a target that dies, events.
const net = require('net');

const target = net.createServer({ allowHalfOpen: true }, (c) => {
  c.on('error', () => {});
  let n = 0;
  c.on('data', (d) => { n += d.length; });
  c.on('end', () => {
    console.log('target got', n);
    c.end();
  });
}).listen(0, '127.0.0.1', () => {
  const proxy = net.createServer((c) => {
    const up = net.connect(target.address().port, '127.0.0.1');
    up.on('pipe', (s) => console.log('pipe', s === c));
    up.on('unpipe', (s) => console.log('unpipe', s === c));
    c.pipe(up, { end: false });
    c.on('end', () => {
      console.log('source end', up.writable);
      setTimeout(() => up.end('tail'), 10);
    });
    up.on('close', () => {
      console.log('up close');
      c.destroy();
      proxy.close();
      target.close();
    });
    up.resume();
  }).listen(0, '127.0.0.1', () => {
    const c = net.connect(proxy.address().port, '127.0.0.1');
    c.write(Buffer.alloc(200000));
    setTimeout(() => c.end(Buffer.alloc(100000)), 30);
    c.resume();
  });
});
