'use strict';

// A server that is not there, one that hangs up, and a port in use.

const net = require('net');
const { inTurn, server: keys, tls } = require('./common');

function show(title, error) {
  const port = typeof error.port === 'number' ? 'PORT' : error.port;
  console.log(title, error.code, error.syscall, error.address, port, error.errno === undefined, error.host, error.path,
              error.localAddress, error.message.replace(/:\d+$/, ':PORT'));
}

inTurn([
  (done) => {
    const gone = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = gone.address();
      gone.close(() => {
        const socket = tls.connect({ port, host: '127.0.0.1' });
        let errors = 0;
        socket.on('error', (error) => {
          errors++;
          show('refused', error);
        });
        socket.on('close', (hadError) => {
          console.log('close', hadError, errors);
          done();
        });
      });
    });
  },
  (done) => {
    const rude = net.createServer((socket) => socket.resume().end()).listen(0, '127.0.0.1', () => {
      const socket = tls.connect({ port: rude.address().port, host: '127.0.0.1' });
      socket.on('error', (error) => show('hung up', error));
      socket.on('close', (hadError) => {
        console.log('close', hadError);
        rude.close(done);
      });
    });
  },
  (done) => {
    const socket = tls.connect({ path: '/no/such/socket' });
    socket.on('error', (error) => show('no path', error));
    socket.on('close', done);
  },
  (done) => {
    const first = tls.createServer(keys()).listen(0, '127.0.0.1', () => {
      const second = tls.createServer(keys());
      second.on('error', (error) => {
        show('in use', error);
        first.close(done);
      });
      second.listen(first.address().port, '127.0.0.1');
    });
  },
  (done) => {
    const plain = net.createServer((socket) => socket.resume().end('plain text, no TLS\r\n')).listen(0, '127.0.0.1', () => {
      const socket = tls.connect({ port: plain.address().port, host: '127.0.0.1' });
      socket.on('error', (error) => console.log('plain', error.code, error.library, error.reason));
      socket.on('close', () => plain.close(done));
    });
  },
]);
