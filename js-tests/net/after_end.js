'use strict';
// Writing after one's own end, and after the peer's.
const net = require('net');

const server = net.createServer((c) => {
  c.end();
  c.resume();
}).listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const a = net.connect(port, '127.0.0.1', () => {
    a.end('bye');
    a.write('more', (e) => console.log('callback', e.code));
  });
  a.on('error', (e) => console.log('a', e.code, e.message));
  a.on('close', (hadError) => {
    console.log('a close', hadError);
    const b = net.connect(port, '127.0.0.1');
    b.resume();
    b.on('end', () => setImmediate(() => {
      console.log('b write', b.write('late', (e) => console.log('callback', e && e.code)), b.writable);
    }));
    b.on('error', (e) => console.log('b', e.code, e.message));
    b.on('close', (bad) => {
      console.log('b close', bad);
      server.close();
    });
  });
});
