'use strict';
// pauseOnConnect: nothing is read until resume.
const net = require('net');

const server = net.createServer({ pauseOnConnect: true }, (c) => {
  console.log('paused', c.isPaused(), c.readableFlowing);
  setTimeout(() => {
    console.log('read before resume', c.bytesRead);
    c.on('data', (d) => console.log('data', String(d)));
    c.on('end', () => server.close());
    c.resume();
  }, 50);
}).listen(0, '127.0.0.1', () => {
  net.connect(server.address().port, '127.0.0.1').end('hello');
});
