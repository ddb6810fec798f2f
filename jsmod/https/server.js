'use strict';

// https.Server: a tls.Server whose connections http reads.

const tls = require('tls');
const { Server: HTTPServer } = require('http');
const {
  _connectionListener, asyncClose, httpServerPreClose, serverArguments, setupConnectionsTracking, storeHTTPOptions,
} = require('_http_server');

function Server(options, requestListener) {
  if (!(this instanceof Server)) return new Server(options, requestListener);
  [options, requestListener] = serverArguments(options, requestListener);
  const ALPNProtocols = options.ALPNProtocols || options.ALPNCallback ? undefined : ['http/1.1'];
  storeHTTPOptions.call(this, options);
  tls.Server.call(this, { noDelay: true, ALPNProtocols, ...options }, _connectionListener);
  this.httpAllowHalfOpen = false;
  if (requestListener) this.addListener('request', requestListener);
  this.addListener('tlsClientError', (error, socket) => {
    if (!this.emit('clientError', error, socket)) socket.destroy(error);
  });
  this.timeout = 0;
  this.maxHeadersCount = null;
  this.on('listening', setupConnectionsTracking);
}
Object.setPrototypeOf(Server.prototype, tls.Server.prototype);
Object.setPrototypeOf(Server, tls.Server);

// tls leaves 'clientError' to the listener above.
Object.defineProperty(Server.prototype, '_tellsClientError', { value: true });

for (const name of ['closeAllConnections', 'closeIdleConnections', 'setTimeout']) {
  Server.prototype[name] = HTTPServer.prototype[name];
}

Server.prototype.close = function close(...args) {
  httpServerPreClose(this);
  Reflect.apply(tls.Server.prototype.close, this, args);
  return this;
};

Server.prototype[Symbol.asyncDispose] = asyncClose;

module.exports = { Server };
