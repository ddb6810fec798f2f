// tlsjs only: Node has taken these names away
// proves: class CleartextStream
// proves: class CryptoStream
// proves: tls.SLAB_BUFFER_SIZE -- a value without effect: there are no slabs
// proves: crypto.createCredentials
'use strict';

process.noDeprecation = true;

// What the older documents call things: classes, values that a script may set,
// and crypto.createCredentials.

const assert = require('assert');
const crypto = require('crypto');
const { ca, server: keys, tls } = require('./common');

assert.strictEqual(tls.SLAB_BUFFER_SIZE, 10 * 1024 * 1024);
assert.strictEqual(tls.CLIENT_RENEG_LIMIT, 3);
assert.strictEqual(tls.CLIENT_RENEG_WINDOW, 600);
for (const name of ['SLAB_BUFFER_SIZE', 'CLIENT_RENEG_LIMIT', 'CLIENT_RENEG_WINDOW']) {
  const value = tls[name];
  tls[name] = value + 1;
  assert.strictEqual(tls[name], value + 1);
  tls[name] = value;
}

// A pair may be made of such credentials, and a connection too.
const credentials = crypto.createCredentials({ ca: ca() });
assert(credentials.context);
const server = tls.createServer(keys(), (socket) => {
  assert(socket instanceof tls.CleartextStream && socket instanceof tls.CryptoStream);
  socket.end('x');
});
assert(server instanceof tls.Server);
server.listen(0, () => {
  const socket = tls.connect({ port: server.address().port, secureContext: credentials }, () => {
    assert.strictEqual(socket.authorized, true);
    assert(socket instanceof tls.CleartextStream && socket instanceof tls.TLSSocket);
  });
  const pair = tls.createSecurePair(credentials, false);
  assert(pair instanceof tls.SecurePair && pair.cleartext instanceof tls.CleartextStream);
  pair.destroy();
  socket.resume().on('close', () => server.close(() => console.log('closed')));
});
