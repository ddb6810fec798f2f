'use strict';
// tlsjs only: Node 20 now and then never closes the socket whose handle was closed by hand.
// Closing before the address is known, and handles that are closed by hand.
const net = require('net');

const s = net.createServer(() => {}).listen(0, 'localhost', () => console.log('never')).close();
s.on('close', () => {
  const server = net.createServer((c) => c.resume()).listen(0, '127.0.0.1', () => {
    console.log(server._connectionKey);
    const c = net.connect(server.address().port, '127.0.0.1', () => {
      c.on('error', (e) => console.log(e.message, e.code));
      c.on('close', () => server.close(() => console.log('closed')));
      c._handle.close();
      c.write('foo');
    });
  });
});
