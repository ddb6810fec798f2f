'use strict';

// Who calls tls.connect({ socket }) over a connection that stands listens for
// 'keylog' and 'session' afterwards, be it a socket or any stream.

const net = require('net');
const { Duplex } = require('stream');
const { ca, server: keys, tls } = require('./common');

const server = tls.createServer(keys(), (socket) => socket.end('x'));

function around(socket) {
  const stream = new Duplex({
    read() { socket.resume(); },
    write(chunk, encoding, callback) { socket.write(chunk, callback); },
    final(callback) { socket.end(callback); },
  });
  socket.on('data', (chunk) => { if (!stream.push(chunk)) socket.pause(); });
  socket.on('end', () => stream.push(null));
  socket.on('close', () => stream.destroy());
  return stream;
}

function visit(name, below, done) {
  const socket = tls.connect({ socket: below, rejectUnauthorized: false });
  const heard = new Set();
  socket.on('keylog', (line) => heard.add(line.toString().split(' ')[0]));
  socket.on('session', (session) => heard.add(`session ${Buffer.isBuffer(session)}`));
  socket.resume();
  socket.on('close', () => {
    heard.delete('EXPORTER_SECRET'); // which not every version tells of
    console.log(name, [...heard].sort());
    done();
  });
}

server.listen(0, () => {
  const { port } = server.address();
  const first = net.connect(port, () => visit('socket', first, () => {
    const second = net.connect(port, () => visit('stream', around(second), () => server.close()));
  }));
});
