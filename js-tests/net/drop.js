'use strict';
// maxConnections drops what is too much; getConnections counts.
const net = require('net');

const server = net.createServer((c) => c.resume());
server.maxConnections = 1;
server.on('drop', (d) => console.log('drop', Object.keys(d).sort().join(), d.remoteFamily));
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const a = net.connect(port, '127.0.0.1', () => {
    const b = net.connect(port, '127.0.0.1');
    b.on('error', (e) => console.log('b error', e.code));
    b.on('close', () => {
      console.log('b close');
      server.getConnections((err, n) => {
        console.log(err, n);
        server.close(() => console.log('closed'));
        a.end();
      });
    });
  });
});
