// tlsjs only: OpenSSL, and so Node, breaks off (unexpected record) where data crosses a renegotiation
'use strict';

// Data in flight in both directions while each side renegotiates arrives whole
// and in order.

const { createHash } = require('crypto');
const { ca, inTurn, server: keys, tls } = require('./common');

const pieces = 400;
const size = 10007;

function piece(seed, i) {
  return Buffer.alloc(size, `${seed} ${i} `);
}

function expected(seed) {
  const hash = createHash('sha256');
  for (let i = 0; i < pieces; i++) hash.update(piece(seed, i));
  return hash.digest('hex');
}

// Sends everything, and renegotiates at the pieces named. Who does not ends last,
// and who does when it is through: with one that has ended nobody can renegotiate.
function send(socket, seed, at) {
  let i = 0;
  const end = () => {
    if (i === pieces && (socket.renegotiated || 0) === at.length) socket.end();
  };
  (function more() {
    while (i < pieces) {
      if (at.includes(i)) {
        socket.renegotiate({}, () => {
          socket.renegotiated = (socket.renegotiated || 0) + 1;
          end();
        });
      }
      if (!socket.write(piece(seed, i++))) {
        socket.once('drain', more);
        return;
      }
    }
    if (at.length > 0) end();
    else if (socket.readableEnded) socket.end();
    else socket.on('end', () => socket.end());
  })();
}

function receive(socket, seed, done) {
  const hash = createHash('sha256');
  let length = 0;
  socket.on('data', (data) => {
    length += data.length;
    hash.update(data);
  });
  socket.on('end', () => done(length, hash.digest('hex') === expected(seed)));
}

function run(name, ciphers, fromClient, fromServer) {
  return (done) => {
    const server = tls.createServer({ ...keys(), maxVersion: 'TLSv1.2', ciphers, allowHalfOpen: true }, (socket) => {
      receive(socket, 'c', (length, whole) => console.log(name, 'to the server', length, whole));
      send(socket, 's', fromServer);
    });
    server.listen(0, () => {
      const client = tls.connect({ port: server.address().port, ca: ca(), ciphers, maxVersion: 'TLSv1.2', allowHalfOpen: true }, () => {
        send(client, 'c', fromClient);
      });
      receive(client, 's', (length, whole) => console.log(name, 'to the client', length, whole, client.renegotiated || 0));
      client.on('close', () => server.close(done));
    });
  };
}

inTurn([
  run('GCM', 'ECDHE-RSA-AES128-GCM-SHA256', [3, 100, 300], []),
  run('CBC', 'ECDHE-RSA-AES256-SHA384', [50, 200], []),
  run('ChaCha20', 'ECDHE-RSA-CHACHA20-POLY1305', [1], []),
  run('server', 'ECDHE-RSA-AES128-GCM-SHA256', [], [100]),
]);
