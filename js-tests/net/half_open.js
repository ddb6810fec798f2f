'use strict';
// With allowHalfOpen the server answers after the client's end.
const net = require('net');

const server = net.createServer({ allowHalfOpen: true }, (c) => {
  let got = '';
  c.setEncoding('utf8');
  c.on('data', (d) => { got += d; });
  c.on('end', () => {
    console.log('server got', got, c.readyState, c.writable);
    setTimeout(() => c.end('the answer'), 20);
  });
}).listen(0, '127.0.0.1', () => {
  const c = net.connect(server.address());
  c.end('the question', () => console.log('finished', c.readyState));
  c.setEncoding('utf8');
  c.on('data', (d) => console.log('client got', d));
  c.on('end', () => console.log('end'));
  c.on('close', () => {
    console.log('close');
    server.close();
  });
});
