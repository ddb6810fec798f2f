'use strict';

// The name under which packages of old reached TLSSocket.

const tls = require('tls');

module.exports = {
  TLSSocket: tls.TLSSocket,
  Server: tls.Server,
  createServer: tls.createServer,
  connect: tls.connect,
};
