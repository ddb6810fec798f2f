// tlsjs only: today's Node has no server.connections
// proves: server.connections
'use strict';

// server.connections, the documents' number of connections.

const assert = require('assert');
const { ca, server: keys, tls } = require('./common');

const server = tls.createServer(keys(), (socket) => socket.resume());
server.listen(0, () => {
  assert.strictEqual(server.connections, 0);
  const client = tls.connect({ port: server.address().port, ca: ca() });
  client.resume();
  client.once('secureConnect', () => {
    assert.strictEqual(server.connections, 1);
    client.end();
    server.close(() => assert.strictEqual(server.connections, 0));
  });
});
