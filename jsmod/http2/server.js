'use strict';

// http2's servers: net's and tls' with a session on each connection.

const EventEmitter = require('events');
const net = require('net');
const tls = require('tls');
const { clearTimeout, setTimeout } = require('timers');
const { validateFunction } = require('internal/validators');
const {
  _connectionListener: http1Listener, asyncClose, httpServerPreClose, kServerResponse, setupConnectionsTracking,
} = require('_http_server');
const { kIncomingMessage } = require('_http_common');
const { onServerStream } = require('./compat_server.js');
const { assertIsObject } = require('./headers.js');
const { serverOptions, tlsOptions } = require('./options.js');
const { ServerHttp2Session } = require('./server_session.js');
const { validateSettings } = require('./settings.js');
const { kOptions, kServer } = require('./shared.js');

class Http2SecureServer extends tls.Server {
  constructor(given, requestListener) {
    const options = tlsOptions(given);
    super(options, connectionListener);
    this[kOptions] = options;
    begin(this, requestListener);
    if (options.allowHTTP1 === true) {
      this.headersTimeout = 60000;
      this.requestTimeout = 300000;
      this.connectionsCheckingInterval = 30000;
      this.on('listening', setupConnectionsTracking);
    }
    this.on('tlsClientError', onSecureError);
  }

  close(...args) {
    if (this[kOptions].allowHTTP1 === true) httpServerPreClose(this);
    return Reflect.apply(tls.Server.prototype.close, this, args);
  }
}

class Http2Server extends net.Server {
  constructor(given, requestListener) {
    const options = serverOptions(given);
    super(options, connectionListener);
    this[kOptions] = options;
    begin(this, requestListener);
  }
}

// tls leaves 'clientError' to onSecureError.
Object.defineProperty(Http2SecureServer.prototype, '_tellsClientError', { value: true });

for (const Class of [Http2SecureServer, Http2Server]) {
  const methods = {
    setTimeout(msecs, callback) {
      this.timeout = msecs;
      if (callback !== undefined) {
        validateFunction(callback, 'callback');
        this.on('timeout', callback);
      }
      return this;
    },

    updateSettings(settings) {
      assertIsObject(settings, 'settings');
      validateSettings(settings);
      this[kOptions].settings = { ...this[kOptions].settings, ...settings };
    },

    [Symbol.asyncDispose]: asyncClose,

    [EventEmitter.captureRejectionSymbol](error, event, ...args) {
      onRejection(this, Class, error, event, args);
    },
  };
  for (const name of Reflect.ownKeys(methods)) {
    Object.defineProperty(Class.prototype, name, { configurable: true, writable: true, value: methods[name] });
  }
}
for (const name of ['closeAllConnections', 'closeIdleConnections']) {
  Object.defineProperty(Http2SecureServer.prototype, name, {
    configurable: true, writable: true, value: require('http').Server.prototype[name],
  });
}

function begin(server, requestListener) {
  server.timeout = 0;
  server.on('newListener', setupCompat);
  if (typeof requestListener === 'function') server.on('request', requestListener);
}

// The requests and responses of the compatibility API are made once somebody
// listens to them.
function setupCompat(event) {
  if (event !== 'request') return;
  this.removeListener('newListener', setupCompat);
  const { Http2ServerRequest, Http2ServerResponse } = this[kOptions];
  this.on('stream', onServerStream.bind(this, Http2ServerRequest, Http2ServerResponse));
}

function onRejection(server, Class, error, event, args) {
  if (event === 'stream') {
    const [stream] = args;
    if (stream.sentHeaders) {
      stream.destroy(error);
    } else {
      stream.respond({ ':status': 500 });
      stream.end();
    }
  } else if (event === 'request') {
    const [, res] = args;
    if (!res.headersSent && !res.finished) {
      for (const name of res.getHeaderNames()) res.removeHeader(name);
      res.statusCode = 500;
      res.end(require('http').STATUS_CODES[500]);
    } else {
      res.destroy();
    }
  } else {
    Object.getPrototypeOf(Class.prototype)[EventEmitter.captureRejectionSymbol].call(server, error, event, ...args);
  }
}

function onSecureError(error, socket) {
  if (this.listenerCount('clientError') > 0 && this.emit('clientError', error, socket)) return;
  socket.destroy(error);
}

// --- connections ---

function connectionListener(socket) {
  const options = this[kOptions];
  if (socket.alpnProtocol === false || socket.alpnProtocol === 'http/1.1') {
    if (options.allowHTTP1 === true) {
      socket.server[kIncomingMessage] = options.Http1IncomingMessage;
      socket.server[kServerResponse] = options.Http1ServerResponse;
      http1Listener.call(this, socket);
    } else if (!this.emit('unknownProtocol', socket)) {
      refuse(socket, options);
    }
    return;
  }
  const session = new ServerHttp2Session(options, socket, this);
  session.on('stream', onStream);
  session.on('error', onError);
  session.on('priority', onPriority);
  if (this.timeout) session.setTimeout(this.timeout, onTimeout);
  socket[kServer] = this;
  this.emit('session', session);
}

// refuse tells a client that speaks neither protocol so, in words that it may know.
function refuse(socket, options) {
  const timer = setTimeout(() => {
    if (!socket.destroyed) socket.destroy();
  }, options.unknownProtocolTimeout).unref();
  socket.once('close', () => clearTimeout(timer));
  socket.on('error', () => {});
  socket.end([
    'HTTP/1.0 403 Forbidden', 'Content-Type: text/plain', '',
    'Missing ALPN Protocol, expected `h2` to be available.\nIf this is a HTTP request: The server was not configured ' +
    'with the `allowHTTP1` option or a listener for the `unknownProtocol` event.\n',
  ].join('\r\n'));
}

function onStream(stream, headers, flags, rawHeaders) {
  this[kServer]?.emit('stream', stream, headers, flags, rawHeaders);
}

function onError(error) {
  this[kServer]?.emit('sessionError', error, this);
}

function onPriority(id, parent, weight, exclusive) {
  this[kServer]?.emit('priority', id, parent, weight, exclusive);
}

function onTimeout() {
  // A session that serves somebody is left alone.
  if (this.destroyed || this.closed) return;
  const server = this[kServer];
  if (!server.emit('timeout', this)) this.destroy();
}

function createServer(options, handler) {
  if (typeof options === 'function') {
    handler = options;
    options = undefined;
  }
  return new Http2Server(options, handler);
}

function createSecureServer(options, handler) {
  return new Http2SecureServer(options, handler);
}

// performServerHandshake begins a session on a socket that no server has accepted.
function performServerHandshake(socket, options = {}) {
  return new ServerHttp2Session(serverOptions(options), socket, undefined);
}

module.exports = { createSecureServer, createServer, performServerHandshake };
