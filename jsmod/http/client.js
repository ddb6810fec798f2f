'use strict';

// ClientRequest. What its socket tells is in client_socket.js.

const net = require('net');
const diagnostics = require('diagnostics_channel');
const { Buffer } = require('buffer');
const { URL, isURL } = require('internal/url');
const { addAbortSignal, finished } = require('stream');
const {
  ConnResetException,
  codes: {
    ERR_HTTP_HEADERS_SENT, ERR_INVALID_ARG_TYPE, ERR_INVALID_HTTP_TOKEN, ERR_INVALID_PROTOCOL, ERR_UNESCAPED_CHARACTERS,
  },
} = require('internal/errors');
const { validateBoolean, validateInteger } = require('internal/validators');
const { getTimerDuration } = require('internal/timers');
const { inContext, nextTick } = require('internal/task_queue');
const agents = require('./agent.js');
const { OutgoingMessage, kUniqueHeaders, parseUniqueHeadersOption } = require('./outgoing.js');
const { emitError, kScope, listenTimeout, take } = require('./client_socket.js');
const { debug, kOutHeaders, showFields } = require('./shared.js');

const requestStart = diagnostics.channel('http.client.request.start');

const kError = Symbol('kError');
const kUnsafePath = /[^\u0021-\u00ff]/;
// Methods whose requests seldom have a body: none is announced.
const kBodiless = ['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'];

const run = (fn, ...args) => fn(...args);

// isPlain tells of options that need not be copied to lose what they inherit.
function isPlain(options) {
  return typeof options === 'object' && options !== null && Object.getPrototypeOf(options) === Object.prototype;
}

// (url[, options][, callback]) and (options[, callback]).
function ClientRequest(input, options, cb) {
  OutgoingMessage.call(this);
  if (typeof input === 'string') {
    input = require('url').urlToHttpOptions(new URL(input));
  } else if (isURL(input)) {
    input = require('url').urlToHttpOptions(input);
  } else {
    cb = options;
    options = input;
    input = null;
  }
  if (typeof options === 'function') {
    cb = options;
    options = input || {};
  } else if (input !== null || !isPlain(options)) {
    options = Object.assign(input || {}, options);
  }
  const defaultAgent = options._defaultAgent || agents.globalAgent;
  this.agent = chooseAgent(options, defaultAgent);
  checkTarget(options, this.agent, defaultAgent);

  const defaultPort = options.defaultPort || (this.agent && this.agent.defaultPort);
  const port = options.port || defaultPort || 80;
  const host = checkHost(options.hostname, 'hostname') || checkHost(options.host, 'host') || 'localhost';
  if (options.socketPath !== undefined) this.socketPath = options.socketPath;
  if (options.timeout !== undefined) this.timeout = getTimerDuration(options.timeout, 'timeout');
  if (options.signal) addAbortSignal(options.signal, this);
  const method = takeOptions(this, options);
  this.path = options.path || '/';
  if (cb) this.once('response', cb);
  this.useChunkedEncodingByDefault = !kBodiless.includes(method);

  this.host = host;
  this.protocol = options.protocol || defaultAgent.protocol;
  // What the connection tells later is told in the context of the request, if any.
  const scope = inContext(run);
  if (scope !== run) Object.defineProperty(this, kScope, { value: scope });

  if (this.agent) {
    // A connection that nobody would use again is not kept.
    this.shouldKeepAlive = Boolean(this.agent.keepAlive) || Number.isFinite(this.agent.maxSockets);
    this._last = !this.shouldKeepAlive;
  }
  writeHeaders(this, options, { host, port, defaultPort });
  if (options.uniqueHeaders !== undefined) this[kUniqueHeaders] = parseUniqueHeadersOption(options.uniqueHeaders);
  if (this.agent && agents.reuse(this.agent, this, options, host, port)) return;
  const connecting = { __proto__: null, ...options, host, port };
  if (options.signal) delete connecting.signal;
  if (this.agent) this.agent.addRequest(this, connecting);
  else connectAlone(this, connecting);
}
Object.setPrototypeOf(ClientRequest.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ClientRequest, OutgoingMessage);
binding.showClient(ClientRequest.prototype);
showFields(ClientRequest, binding.fields.client);

function chooseAgent(options, defaultAgent) {
  const { agent } = options;
  if (agent === false) return new defaultAgent.constructor();
  if (agent === null || agent === undefined) {
    // Who makes connections himself needs none.
    return typeof options.createConnection === 'function' ? agent : defaultAgent;
  }
  if (typeof agent.addRequest !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('options.agent', ['Agent-like Object', 'undefined', 'false'], agent);
  }
  return agent;
}

function checkTarget(options, agent, defaultAgent) {
  if (options.path && kUnsafePath.test(String(options.path))) {
    debug?.('Path contains unescaped characters: "%s"', options.path);
    throw new ERR_UNESCAPED_CHARACTERS('Request path');
  }
  const protocol = options.protocol || defaultAgent.protocol;
  const expected = (agent && agent.protocol) || defaultAgent.protocol;
  if (protocol !== expected) throw new ERR_INVALID_PROTOCOL(protocol, expected);
}

function checkHost(host, name) {
  if (host !== null && host !== undefined && typeof host !== 'string') {
    throw new ERR_INVALID_ARG_TYPE(`options.${name}`, ['string', 'undefined', 'null'], host);
  }
  return host;
}

// takeOptions keeps what concerns the message, and returns its method.
function takeOptions(req, options) {
  let { method } = options;
  if (method !== null && method !== undefined && typeof method !== 'string') {
    throw new ERR_INVALID_ARG_TYPE('options.method', 'string', method);
  }
  if (method) {
    if (!binding.isToken(method)) throw new ERR_INVALID_HTTP_TOKEN('Method', method);
    method = method.toUpperCase();
  } else {
    method = 'GET';
  }
  req.method = method;
  const { maxHeaderSize, insecureHTTPParser, joinDuplicateHeaders } = options;
  if (maxHeaderSize !== undefined) validateInteger(maxHeaderSize, 'maxHeaderSize', 0);
  if (maxHeaderSize !== undefined) req.maxHeaderSize = maxHeaderSize;
  if (insecureHTTPParser !== undefined) validateBoolean(insecureHTTPParser, 'options.insecureHTTPParser');
  if (insecureHTTPParser !== undefined) req.insecureHTTPParser = insecureHTTPParser;
  if (joinDuplicateHeaders !== undefined) validateBoolean(joinDuplicateHeaders, 'options.joinDuplicateHeaders');
  if (joinDuplicateHeaders !== undefined) req.joinDuplicateHeaders = joinDuplicateHeaders;
  return method;
}

const firstLine = (req) => `${req.method} ${req.path} HTTP/1.1\r\n`;

function writeHeaders(req, options, { host, port, defaultPort }) {
  const { auth, headers, setHost } = options;
  if (Array.isArray(headers)) {
    req._storeHeader(firstLine(req), headers);
    return;
  }
  if (headers) for (const name of Object.keys(headers)) req.setHeader(name, headers[name]);
  if (host && !req.getHeader('host') && (setHost === undefined || Boolean(setHost))) {
    // RFC 3986, 3.2.2: an IPv6 address has brackets.
    const colon = host.indexOf(':');
    const bare = colon !== -1 && host.includes(':', colon + 1) && host[0] !== '[';
    const name = bare ? `[${host}]` : host;
    req.setHeader('Host', port && +port !== defaultPort ? `${name}:${port}` : name);
  }
  if (auth && !req.getHeader('Authorization')) {
    req.setHeader('Authorization', `Basic ${Buffer.from(auth).toString('base64')}`);
  }
  if (req.getHeader('expect')) {
    if (req._header) throw new ERR_HTTP_HEADERS_SENT('render');
    req._storeHeader(firstLine(req), req[kOutHeaders]);
  }
}

// connectAlone is for a request without an agent, whose connection ends with it.
function connectAlone(req, options) {
  req._last = true;
  req.shouldKeepAlive = false;
  if (options.path || options.socketPath) options = { ...options, path: options.socketPath || undefined };
  if (typeof options.createConnection !== 'function') {
    debug?.('CLIENT use net.createConnection', options);
    req.onSocket(net.createConnection(options));
    return;
  }
  let called = false;
  const oncreate = (error, socket) => {
    if (called) return;
    called = true;
    if (error) nextTick(() => { emitError(req, error); });
    else req.onSocket(socket);
  };
  try {
    const socket = options.createConnection(options, oncreate);
    if (socket) oncreate(null, socket);
  } catch (error) {
    oncreate(error);
  }
}

ClientRequest.prototype._finish = function _finish() {
  OutgoingMessage.prototype._finish.call(this);
  if (requestStart.hasSubscribers) requestStart.publish({ request: this });
};

ClientRequest.prototype._implicitHeader = function _implicitHeader() {
  if (this._header) throw new ERR_HTTP_HEADERS_SENT('render');
  this._storeHeader(firstLine(this), this[kOutHeaders]);
};

ClientRequest.prototype.abort = function abort() {
  if (this.aborted) return;
  this.aborted = true;
  nextTick(() => { this.emit('abort'); });
  this.destroy();
};

ClientRequest.prototype.destroy = function destroy(error) {
  if (this.destroyed) return this;
  this.destroyed = true;
  // Nobody cares for the rest of the answer.
  if (this.res) this.res._dump();
  this[kError] = error;
  this.socket?.destroy(error);
  return this;
};

// onSocket gives the request its connection, or the error that there is instead.
ClientRequest.prototype.onSocket = function onSocket(socket, error) {
  nextTick(onSocketLater, this, socket, error);
};

function onSocketLater(req, socket, error) {
  if (!req.destroyed && !error) {
    take(req, socket);
    req._flush();
    return;
  }
  req.destroyed = true;
  if (!socket) {
    ended(req, error || req[kError]);
  } else if (!error && req.agent && !socket.destroyed) {
    // Somebody else can use it.
    socket.emit('free');
    ended(req, req[kError]);
  } else {
    finished(socket.destroy(error || req[kError]), (e) => {
      const cut = e !== undefined && e !== null && e.code === 'ERR_STREAM_PREMATURE_CLOSE';
      ended(req, (cut ? null : e) || error);
    });
  }
}

// ended tells the end of a request that was never sent.
function ended(req, error) {
  if (!req.aborted && !error) error = new ConnResetException('socket hang up');
  if (error) emitError(req, error);
  req._closed = true;
  req.emit('close');
}

// _deferToConnect calls a method of the socket once that is connected.
ClientRequest.prototype._deferToConnect = function _deferToConnect(method, args) {
  const call = () => { if (method) this.socket[method](...args); };
  const onSocket = () => {
    if (this.socket.writable) call();
    else this.socket.once('connect', call);
  };
  if (this.socket) onSocket();
  else this.once('socket', onSocket);
};

ClientRequest.prototype.setTimeout = function setTimeout(msecs, callback) {
  if (this._ended) return this;
  listenTimeout(this);
  msecs = getTimerDuration(msecs, 'msecs');
  if (callback) this.once('timeout', callback);
  if (this.socket) setSocketTimeout(this.socket, msecs);
  else this.once('socket', (socket) => { setSocketTimeout(socket, msecs); });
  return this;
};

// The time to connect does not count.
function setSocketTimeout(socket, msecs) {
  if (socket.connecting) socket.once('connect', () => { socket.setTimeout(msecs); });
  else socket.setTimeout(msecs);
}

ClientRequest.prototype.setNoDelay = function setNoDelay(noDelay) {
  this._deferToConnect('setNoDelay', [noDelay]);
};

ClientRequest.prototype.setSocketKeepAlive = function setSocketKeepAlive(enable, initialDelay) {
  this._deferToConnect('setKeepAlive', [enable, initialDelay]);
};

ClientRequest.prototype.clearTimeout = function clearTimeout(cb) {
  this.setTimeout(0, cb);
};

module.exports = { ClientRequest };
