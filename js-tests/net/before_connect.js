'use strict';
// Writes before the connection are queued, counted and sent in order.
const net = require('net');

const server = net.createServer((c) => {
  let all = '';
  c.on('data', (d) => { all += d; });
  c.on('end', () => {
    console.log('server got', all);
    server.close();
  });
}).listen(0, '127.0.0.1', () => {
  const c = new net.Socket();
  console.log(c.readyState, c.pending, c.bufferSize, c.bytesWritten);
  c.connect(server.address().port, '127.0.0.1');
  console.log(c.write('a', () => console.log('a written')), c.bytesWritten, c.bufferSize);
  console.log(c.write(Buffer.from('bb')), c.bytesWritten, c.bufferSize);
  console.log(c.write('636363', 'hex'), c.write('\u00e9', 'latin1'), c.bytesWritten);
  c.end('end', () => console.log('finish'));
  c.on('connect', () => console.log('connect', c.bytesWritten));
  c.on('close', () => console.log('close', c.bytesWritten));
});
