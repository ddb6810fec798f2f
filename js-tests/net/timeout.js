'use strict';
// setTimeout: idle time, activity, switching off, the timeout option.
const net = require('net');

const server = net.createServer((c) => {
  c.on('error', () => {});
  let n = 0;
  const t = setInterval(() => {
    if (++n > 5) clearInterval(t);
    else c.write('tick');
  }, 20);
}).listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const c = net.connect({ port, host: '127.0.0.1', timeout: 400 });
  console.log('timeout', c.timeout);
  let ticks = 0;
  let last = Date.now();
  c.on('data', (d) => {
    ticks += d.length / 'tick'.length;
    last = Date.now();
  });
  c.on('timeout', () => {
    // A machine that stands still makes idle time, too: what counts is that there
    // was so much of it since something came.
    if (Date.now() - last < 390) console.log('too early');
    if (ticks < 5) return;
    console.log('idle after', ticks, 'ticks', c.destroyed);
    c.setTimeout(0);
    console.log('off', c.timeout);
    const cb = () => console.log('callback');
    c.setTimeout(30, cb);
    c.removeAllListeners('timeout');
    c.once('timeout', () => {
      console.log('second');
      c.destroy();
    });
  });
  c.on('close', (e) => {
    console.log('close', e);
    server.close();
  });
});
