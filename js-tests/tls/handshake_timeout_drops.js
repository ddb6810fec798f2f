// tlsjs only: Node tells of a handshake that times out and then leaves the connection open
'use strict';

// handshakeTimeout ends the connection by itself, as the documents say.

const assert = require('assert');
const net = require('net');
const { server: keys, tls } = require('./common');

const server = tls.createServer({ ...keys(), handshakeTimeout: 100 });
let told = 0;
server.on('tlsClientError', (error) => {
  told++;
  assert.strictEqual(error.code, 'ERR_TLS_HANDSHAKE_TIMEOUT');
});
server.listen(0, '127.0.0.1', () => {
  const socket = net.connect(server.address().port, '127.0.0.1');
  socket.resume();
  socket.on('close', () => server.close(() => assert.strictEqual(told, 1)));
});
