'use strict';
// The onread option: one buffer for everything that comes.
const net = require('net');

const server = net.createServer((c) => c.end('abcdefghijklmnopqrstuvwxyz'));
server.listen(0, '127.0.0.1', () => {
  const buffer = Buffer.alloc(26);
  let text = '';
  let calls = 0;
  const c = net.connect({
    port: server.address().port,
    host: '127.0.0.1',
    onread: {
      buffer,
      callback(n, buf) {
        calls++;
        text += buf.toString('latin1', 0, n);
        console.log(buf === buffer, n);
        if (calls === 1) {
          setTimeout(() => c.resume(), 10);
          return false;
        }
        return true;
      },
    },
  });
  c.on('data', () => console.log('no data event is expected'));
  c.on('end', () => console.log('end', text));
  c.on('close', () => server.close());
});
