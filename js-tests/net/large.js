'use strict';
// Bytes written before an orderly end are never lost, with back-pressure on the way.
const net = require('net');

const size = 6 * 1024 * 1024;
const server = net.createServer((c) => {
  let n = 0;
  let sum = 0;
  c.on('data', (d) => {
    n += d.length;
    for (let i = 0; i < d.length; i += 4093) sum += d[i] & 0;
    if (n % 5 === 0) {
      c.pause();
      setTimeout(() => c.resume(), 1);
    }
  });
  c.on('end', () => {
    console.log('received', n, sum);
    server.close();
  });
}).listen(0, '127.0.0.1', () => {
  const c = net.connect(server.address().port, '127.0.0.1');
  const piece = Buffer.alloc(64 * 1024, 'x');
  let left = size;
  let drains = 0;
  (function more() {
    while (left > 0) {
      left -= piece.length;
      if (!c.write(piece)) {
        drains++;
        c.once('drain', more);
        return;
      }
    }
    c.end();
  })();
  c.on('close', () => {
    console.log('sent', drains > 0, c.bytesWritten, c.writableLength);
  });
});
