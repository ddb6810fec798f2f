'use strict';
// Exactly one 'error' with Node's fields, then 'close'.
const net = require('net');

function show(name, socket, next) {
  let errors = 0;
  socket.on('error', (e) => {
    errors++;
    console.log(name, e.message.replace(/\d{4,}/g, 'N'), e.code, e.syscall, e.address, typeof e.port, Object.keys(e).join());
  });
  socket.on('close', (hadError) => {
    console.log(name, 'close', hadError, errors, socket.readyState);
    if (next) next();
  });
}
const server = net.createServer().listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  server.close(() => {
    const c = net.connect(port, '127.0.0.1');
    c.write('lost', (e) => console.log('write callback', e && e.code));
    show('tcp', c, () => {
      show('path', net.connect('/no/such/socket'), () => {
        show('local', net.connect({ port, host: '127.0.0.1', localAddress: '127.0.0.1' }));
      });
    });
  });
});
