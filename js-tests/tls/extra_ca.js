'use strict';
// tlsjs only: Node reads NODE_EXTRA_CA_CERTS before the script begins.
const assert = require('assert');
const fs = require('fs');

process.env.NODE_EXTRA_CA_CERTS = 'ca-cert.pem';
const tls = require('tls');

const server = tls.createServer({ pfx: fs.readFileSync('server.pfx') }, (socket) => socket.end());
server.listen(0, () => {
  const socket = tls.connect(server.address().port, { host: 'localhost' }, () => {
    assert.strictEqual(socket.authorized, true);
    console.log('authorized');
  });
  socket.resume().on('close', () => server.close());
});
