'use strict';

// The server of every case, for every runtime: server.cjs MODE FOLDER [FILE].
// It prints its port and serves until it is killed.

const fs = require('fs');
const http = require('http');
const path = require('path');
const tls = require('tls');

const [, , mode, folder, file] = process.argv;

const modes = {
  // One byte, then the end: what is measured is the handshake.
  handshake: (socket) => socket.end('x'),
  pipe: (socket) => socket.pipe(socket),
  // As the examples of Node's documents do.
  utf8(socket) {
    socket.setEncoding('utf8');
    socket.pipe(socket);
  },
  data(socket) {
    socket.on('data', (chunk) => {
      if (!socket.write(chunk)) socket.pause();
    });
    socket.on('drain', () => socket.resume());
    socket.on('end', () => socket.end());
  },
  download: (socket) => fs.createReadStream(file).pipe(socket),
  idle() {},
  // A server whose script is the bottleneck: for an interpreter it takes thirty times what the handshake does.
  busy(socket) {
    let sum = 0;
    for (let i = 0; i < 100000; i++) sum = (sum + i * i) % 1000003;
    socket.end(String(sum).slice(0, 1));
  },
};

function secure() {
  const server = tls.createServer({
    key: fs.readFileSync(path.join(folder, 'server-key.pem')),
    cert: fs.readFileSync(path.join(folder, 'server-cert.pem')),
    allowHalfOpen: mode === 'data',
  }, (socket) => {
    socket.on('error', () => {});
    modes[mode](socket);
  });
  server.on('tlsClientError', () => {});
  return server;
}

const server = mode === 'http' ? http.createServer((req, res) => res.end('hello, world\n')) : secure();
server.listen(0, '127.0.0.1', () => console.log(`port ${server.address().port}`));
