'use strict';

// TLS over a Duplex, over TLS, over a pair of streams in one process.

const net = require('net');
const { Duplex } = require('stream');
const { ca, inTurn, server: keys, tls } = require('./common');

// Wraps a socket so that nothing but the stream is to be seen.
function wrapped(raw) {
  const duplex = new Duplex({
    read() { raw.resume(); },
    write(chunk, encoding, callback) { raw.write(chunk, encoding, callback); },
    final(callback) { raw.end(() => callback()); }, // which may have ended already
    destroy(error, callback) {
      raw.destroy();
      callback(error);
    },
  });
  raw.on('data', (chunk) => { if (!duplex.push(chunk)) raw.pause(); });
  raw.on('end', () => duplex.push(null));
  raw.on('error', (error) => duplex.destroy(error));
  return duplex;
}

const big = Buffer.alloc(500000, 'x');

function talk(title, client, done) {
  let size = 0;
  client.on('secureConnect', () => console.log(title, client.authorized, client.remoteAddress === undefined));
  client.on('data', (data) => { size += data.length; });
  client.on('end', () => {
    console.log(title, size);
    client.end(); // a Duplex is half-open
  });
  // The end may come when the socket below has gone.
  client.on('error', (error) => error.code === 'EPIPE' || console.log(title, error.code));
  client.on('close', () => done());
}

inTurn([
  (done) => {
    const server = tls.createServer(keys(), (socket) => socket.resume().end(big));
    server.listen(0, () => {
      const socket = wrapped(net.connect(server.address().port));
      talk('client over a duplex', tls.connect({ socket, ca: ca(), servername: 'localhost' }), () => server.close(done));
    });
  },
  (done) => {
    const inner = tls.createServer(keys(), (socket) => socket.resume().end(big));
    const server = net.createServer((raw) => inner.emit('connection', wrapped(raw)));
    server.listen(0, () => {
      const client = tls.connect({ port: server.address().port, ca: ca() });
      let size = 0;
      client.on('data', (data) => { size += data.length; });
      client.on('end', () => console.log('server over a duplex', size));
      client.on('close', () => server.close(done));
    });
  },
  (done) => {
    const inner = tls.createServer(keys(), (socket) => socket.resume().end(big));
    const outer = tls.createServer(keys(), (socket) => inner.emit('connection', socket));
    outer.listen(0, () => {
      const below = tls.connect({ port: outer.address().port, ca: ca() });
      const client = tls.connect({ socket: below, ca: ca(), servername: 'localhost' });
      let size = 0;
      client.on('secureConnect', () => console.log('TLS in TLS', client.authorized, below.authorized));
      client.on('data', (data) => { size += data.length; });
      client.on('end', () => console.log('TLS in TLS', size));
      client.on('close', () => outer.close(done));
    });
  },
]);
