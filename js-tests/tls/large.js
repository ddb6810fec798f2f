'use strict';

// Ten megabytes in each direction, with back-pressure and nothing lost.

const assert = require('assert');
const crypto = require('crypto');
const { ca, inTurn, server: keys, tls } = require('./common');

const data = crypto.randomBytes(10 * 1024 * 1024);
const digest = (bytes) => crypto.createHash('sha256').update(bytes).digest('hex');
const want = digest(data);

function receive(socket, done) {
  const hash = crypto.createHash('sha256');
  let size = 0;
  let pauses = 0;
  socket.on('data', (chunk) => {
    size += chunk.length;
    hash.update(chunk);
    // A reader that stops now and then.
    if (pauses < 3 && size > (pauses + 1) * 2000000) {
      pauses++;
      socket.pause();
      setTimeout(() => socket.resume(), 10);
    }
  });
  socket.on('end', () => done(size, hash.digest('hex')));
}

function send(socket, size) {
  let at = 0;
  let drains = 0;
  const more = () => {
    while (at < data.length) {
      const chunk = data.subarray(at, at += size);
      if (!socket.write(chunk)) {
        drains++;
        socket.once('drain', more);
        return;
      }
    }
    socket.end();
    assert(drains > 1);
  };
  more();
}

inTurn([['TLSv1.2', 65536], ['TLSv1.3', 1000000]].map(([version, size]) => (done) => {
  const server = tls.createServer({ ...keys(), maxVersion: version, allowHalfOpen: true }, (socket) => {
    receive(socket, (got, hash) => assert(got === data.length && hash === want));
    send(socket, size);
  });
  server.listen(0, () => {
    const client = tls.connect({ port: server.address().port, ca: ca(), allowHalfOpen: true });
    receive(client, (got, hash) => console.log(version, 'client', got, hash === want));
    send(client, size);
    client.on('close', () => server.close(() => setTimeout(done, 20)));
  });
}));
