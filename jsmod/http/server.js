'use strict';

// http.Server. What it does with one connection is in connection.js.

const net = require('net');
const EventEmitter = require('events');
const { clearInterval, setInterval } = require('timers');
const { newConnections } = require('./common.js');
const { connectionListener, kConnections, requestTimedOut } = require('./connection.js');
const { kServerResponse, serverArguments, storeHTTPOptions } = require('./options.js');
const { kUniqueHeaders, parseUniqueHeadersOption } = require('./outgoing.js');
const { ServerResponse } = require('./response.js');
const STATUS_CODES = require('./status.js');

const kConnectionsCheckingInterval = Symbol('http.server.connectionsCheckingInterval');

function Server(options, requestListener) {
  if (!(this instanceof Server)) return new Server(options, requestListener);
  [options, requestListener] = serverArguments(options, requestListener);
  storeHTTPOptions.call(this, options);
  net.Server.call(this, {
    allowHalfOpen: true,
    noDelay: options.noDelay ?? true,
    keepAlive: options.keepAlive,
    keepAliveInitialDelay: options.keepAliveInitialDelay,
    highWaterMark: options.highWaterMark,
  });
  if (requestListener) this.on('request', requestListener);

  // Whether a connection whose peer has ended may still be answered.
  this.httpAllowHalfOpen = false;

  this.on('connection', connectionListener);
  this.on('listening', setupConnectionsTracking);

  this.timeout = 0;
  this.maxHeadersCount = null;
  this.maxRequestsPerSocket = 0;
  this[kUniqueHeaders] = parseUniqueHeadersOption(options.uniqueHeaders);
}
Object.setPrototypeOf(Server.prototype, net.Server.prototype);
Object.setPrototypeOf(Server, net.Server);

// setupConnectionsTracking is called with a server as this, once it listens. The
// timer runs whatever the limits are, which may be set later.
function setupConnectionsTracking() {
  if (!this[kConnections]) this[kConnections] = newConnections();
  if (this[kConnectionsCheckingInterval]) clearInterval(this[kConnectionsCheckingInterval]);
  this[kConnectionsCheckingInterval] =
    setInterval(() => { endLate(this); }, this.connectionsCheckingInterval).unref();
}

// endLate answers requests that take longer than they may.
function endLate(server) {
  if (server.headersTimeout === 0 && server.requestTimeout === 0) return;
  const late = server[kConnections].expired(server.headersTimeout, server.requestTimeout);
  for (const { socket } of late) if (socket) requestTimedOut(socket);
}

function httpServerPreClose(server) {
  server.closeIdleConnections();
  clearInterval(server[kConnectionsCheckingInterval]);
}

Server.prototype.close = function close(...args) {
  httpServerPreClose(this);
  Reflect.apply(net.Server.prototype.close, this, args);
  return this;
};

// asyncClose is the Symbol.asyncDispose of a server.
async function asyncClose() {
  await new Promise((resolve, reject) => {
    this.close((error) => (error ? reject(error) : resolve()));
  });
}

Server.prototype[Symbol.asyncDispose] = asyncClose;

Server.prototype.closeAllConnections = function closeAllConnections() {
  if (!this[kConnections]) return;
  for (const { socket } of this[kConnections].all()) socket.destroy();
};

Server.prototype.closeIdleConnections = function closeIdleConnections() {
  if (!this[kConnections]) return;
  for (const { socket } of this[kConnections].idle()) {
    if (socket._httpMessage && !socket._httpMessage.finished) continue;
    // A request that has come is on its way here; in Node's loop it would have been read by now.
    if (socket._handle?.hasUnread?.()) continue;
    socket.destroy();
  }
};

Server.prototype.setTimeout = function setTimeout(msecs, callback) {
  this.timeout = msecs;
  if (callback) this.on('timeout', callback);
  return this;
};

Server.prototype[EventEmitter.captureRejectionSymbol] = function(error, event, ...args) {
  if (event !== 'request') {
    net.Server.prototype[EventEmitter.captureRejectionSymbol].call(this, error, event, ...args);
    return;
  }
  const res = args[1];
  if (res.headersSent || res.writableEnded) {
    res.destroy();
    return;
  }
  // What was meant for another answer must not leave with this one.
  for (const name of res.getHeaderNames()) res.removeHeader(name);
  res.statusCode = 500;
  res.end(STATUS_CODES[500]);
};

module.exports = {
  STATUS_CODES,
  Server,
  ServerResponse,
  setupConnectionsTracking,
  storeHTTPOptions,
  _connectionListener: connectionListener,
  kServerResponse,
  httpServerPreClose,
  kConnectionsCheckingInterval,
};
// For https alone.
Object.defineProperties(module.exports, { asyncClose: { value: asyncClose }, serverArguments: { value: serverArguments } });
