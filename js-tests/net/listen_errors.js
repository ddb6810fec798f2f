'use strict';
// Addresses that cannot be bound, and the port that is taken.
const net = require('net');

const first = net.createServer().listen(0, '127.0.0.1', () => {
  const { port } = first.address();
  const tries = [
    [port, '127.0.0.1'],
    [0, '192.0.2.1'],
    ['/no/such/folder/socket'],
  ];
  (function next() {
    if (tries.length === 0) {
      first.close(listenAgain);
      return;
    }
    const s = net.createServer();
    s.on('error', (e) => {
      console.log(e.message.split(String(port)).join('PORT'), e.code, e.syscall, e.address, Object.keys(e).join());
      console.log(s.listening, s.address() && typeof s.address());
      next();
    });
    s.listen(...tries.shift());
  })();
});

// A server that was closed can listen again, at once and at the same port.
function listenAgain() {
  const again = net.createServer().listen(0, '127.0.0.1', () => {
    const { port } = again.address();
    again.close(() => {
      again.listen(port, '127.0.0.1', () => {
        console.log('again', again.address().port === port);
        again.close((err) => {
          console.log('closed', err);
          again.close((e) => console.log(e.code, e.message));
        });
      });
    });
  });
}
