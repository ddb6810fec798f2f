// tlsjs only: Node calls the event tlsClientError; clientError is the documents' name
// proves: event 'clientError'
'use strict';

// clientError: the exception and the socket of a client whose handshake fails.

const assert = require('assert');
const net = require('net');
const { server: keys, tls } = require('./common');

const server = tls.createServer(keys(), () => assert.fail('secure'));
const told = [];
server.on('tlsClientError', (error, socket) => told.push([error, socket]));
server.on('clientError', (error, socket) => {
  assert(error instanceof Error && socket instanceof tls.TLSSocket);
  assert.strictEqual(error, told[told.length - 1][0]);
  assert.strictEqual(socket, told[told.length - 1][1]);
  console.log(error.code);
});
server.listen(0, () => {
  const plain = net.connect(server.address().port, () => plain.write('no TLS at all'));
  plain.on('error', () => {}).on('close', () => {
    const silent = net.connect(server.address().port, () => silent.end());
    silent.on('error', () => {}).resume().on('close', () => server.close(() => assert.strictEqual(told.length, 2)));
  });
});
