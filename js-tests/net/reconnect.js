'use strict';
// A socket that was closed can connect again.
const net = require('net');

const server = net.createServer((c) => c.end('hi')).listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const c = new net.Socket();
  let round = 0;
  c.on('data', (d) => console.log(round, String(d)));
  c.on('close', (e) => {
    console.log('close', e, c.destroyed);
    if (++round < 3) c.connect(port, '127.0.0.1');
    else server.close();
  });
  c.connect(port, '127.0.0.1');
});
