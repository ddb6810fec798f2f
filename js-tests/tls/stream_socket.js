'use strict';

// A TLSSocket over a stream has its handle from the beginning; the class behind it,
// which http2-wrapper takes from there, lies around other streams.

const { PassThrough, Duplex } = require('stream');
const net = require('net');
const { ca, inTurn, journal, server: keys, tls } = require('./common');

const { _handle: handle } = new tls.TLSSocket(new PassThrough());
const JSStreamSocket = handle._parentWrap.constructor;
console.log(JSStreamSocket.name, handle._parentWrap.stream instanceof PassThrough);

function duplexOver(raw) {
  raw.pause();
  const duplex = new Duplex({
    read() { raw.resume(); },
    write(chunk, encoding, callback) { raw.write(chunk, callback); },
    final(callback) { raw.end(callback); },
  });
  raw.on('data', (chunk) => {
    if (!duplex.push(chunk)) raw.pause();
  });
  raw.on('end', () => duplex.push(null));
  return duplex;
}

// Whether the handle is there, and how many bytes come back.
function echo(done) {
  const log = journal();
  const server = tls.createServer(keys(), (socket) => socket.pipe(socket));
  server.listen(0, () => {
    const raw = net.connect(server.address().port);
    const socket = new JSStreamSocket(duplexOver(raw));
    const client = tls.connect({ socket, ca: ca(), servername: 'localhost' }, () => {
      log('client', 'secure', client.authorized, client._handle._parentWrap instanceof JSStreamSocket);
      client.end('x'.repeat(200000));
    });
    let bytes = 0;
    client.on('data', (data) => { bytes += data.length; });
    client.on('end', () => log('client', 'end', bytes));
    client.on('close', (failed) => {
      log('client', 'close', failed);
      log.print();
      server.close(done);
    });
  });
}

// A socket that ends before it has begun.
function destroyed(done) {
  const socket = new tls.TLSSocket(new PassThrough());
  socket.on('close', (failed) => {
    console.log('close', failed, socket._handle);
    done();
  });
  socket.destroy();
  console.log('destroyed', socket.pending);
}

// The stream fails.
function broken(done) {
  const stream = new PassThrough();
  const socket = new JSStreamSocket(stream);
  socket.on('error', (error) => console.log('error', error.message));
  socket.on('close', () => {
    console.log('close', stream.destroyed);
    done();
  });
  stream.destroy(new Error('broken'));
}

inTurn([echo, destroyed, broken]);
