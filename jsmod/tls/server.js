'use strict';

// tls.Server: a net.Server that gives its connections to TLSSockets and tells
// of those whose handshake succeeded.

const net = require('net');
const EventEmitter = require('events');
const { Buffer } = require('buffer');
const { sectionLog } = require('internal/util/debuglog');
const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_TLS_REQUIRED_SERVER_NAME },
  genericNodeError,
} = require('internal/errors');
const { onReadableStreamEnd } = require('internal/net_socket');
const { PreparedOptions, wrapConnection } = require('internal/net_stream');
const { TIMEOUT_MAX } = require('internal/timers');
const { validateFunction, validateNumber, validateObject, validateString } = require('internal/validators');
const { createSecureContext, isBytes, nativeContext } = require('./context.js');
const { protocolList } = require('./protocols.js');
const { TLSSocket, onClosed, onError, shownError, startOn, verifyError } = require('./socket.js');
const { wantsTrace } = require('./socket_options.js');
const { bits, kOptions: kSocketOptions, kPrepared, kSession, kState } = require('./socket_state.js');
const { refuseKeys, refuseUnsupported } = require('./unsupported.js');

const debug = sectionLog('tls');

const { CLIENT_ERROR_TOLD, DESTROYED, PENDING, READ_WANTED, RELEASED } = bits;

const kOptions = Symbol('kOptions');
const kSettings = Symbol('kSettings');
const kPskCallback = Symbol('kPskCallback');
const kPskIdentityHint = Symbol('kPskIdentityHint');

const defaultHandshakeTimeout = 120 * 1000;

function Server(options, listener) {
  if (!(this instanceof Server)) return new Server(options, listener);
  if (typeof options === 'function') {
    listener = options;
    options = {};
  } else if (options === undefined || options === null) {
    options = {};
  } else if (typeof options !== 'object') {
    throw new ERR_INVALID_ARG_TYPE('options', 'Object', options);
  }
  refuseUnsupported(options);
  if (options.enableTrace !== undefined && options.enableTrace !== null) wantsTrace(options.enableTrace);
  this._contexts = [];
  clientRules(this, options);
  this.handshakeTimeout = options.handshakeTimeout;
  if (!this.handshakeTimeout) this.handshakeTimeout = defaultHandshakeTimeout;
  validateNumber(this.handshakeTimeout, 'options.handshakeTimeout');
  if (options.SNICallback) validateFunction(options.SNICallback, 'options.SNICallback');
  this._SNICallback = options.SNICallback;
  if (options.ALPNProtocols) this.ALPNProtocols = protocolList(options.ALPNProtocols, 'ALPNProtocols');
  if (options.NPNProtocols) this.NPNProtocols = protocolList(options.NPNProtocols, 'NPNProtocols');
  if (options.ALPNCallback) {
    validateFunction(options.ALPNCallback, 'options.ALPNCallback');
    if (options.ALPNProtocols) {
      const { codes: { ERR_TLS_ALPN_CALLBACK_WITH_PROTOCOLS } } = require('internal/errors');
      throw new ERR_TLS_ALPN_CALLBACK_WITH_PROTOCOLS();
    }
    this.ALPNCallback = options.ALPNCallback;
  }
  const { pskCallback, pskIdentityHint } = options;
  if (pskCallback) validateFunction(pskCallback, 'options.pskCallback');
  if (pskIdentityHint) validateString(pskIdentityHint, 'options.pskIdentityHint');
  Object.defineProperty(this, kPskCallback, { value: pskCallback });
  Object.defineProperty(this, kPskIdentityHint, { value: pskIdentityHint });
  if (binding.generation.needsCertificate && !options.pfx && !(options.cert && options.key)) {
    throw new Error('Missing PFX or certificate + private key.');
  }
  this.setSecureContext(options);

  net.Server.call(this, options, onconnection);
  this[kOptions] = options;
  Object.defineProperty(this, kSettings, { value: binding.settings(this, options) });
  if (listener) this.on('secureConnection', listener);
}
Object.setPrototypeOf(Server.prototype, net.Server.prototype);
Object.setPrototypeOf(Server, net.Server);

// Nothing is read before TLS has the connection.
Object.defineProperty(Server.prototype, '_readsItself', { value: true });

function createServer(options, listener) {
  return new Server(options, listener);
}

// The documents of v0.8 and v0.10 bind to IPv4 where no host is named.
if (binding.generation.listenIPv4) {
  Server.prototype.listen = function listen(...args) {
    const [options] = net._normalizeArgs(args);
    if (options.port !== undefined && options.port !== null && !options.host && !options.path) {
      const callback = typeof args[args.length - 1] === 'function' ? [args[args.length - 1]] : [];
      return net.Server.prototype.listen.call(this, { ...options, host: '0.0.0.0' }, ...callback);
    }
    return net.Server.prototype.listen.apply(this, args);
  };
}

// What a server does not look at where it is falsy. createSecureContext does.
const passedOver = [
  'ciphers', 'crl', 'dhparam', 'maxVersion', 'minVersion', 'passphrase', 'pfx', 'secureProtocol', 'sessionIdContext',
  'sessionTimeout', 'ticketKeys',
];

Server.prototype.setSecureContext = function setSecureContext(options) {
  validateObject(options, 'options');
  const withDefaults = { ...options };
  for (const name of passedOver) if (!withDefaults[name]) withDefaults[name] = undefined;
  if (withDefaults.sessionIdContext === undefined && this.requestCert) {
    withDefaults.sessionIdContext = binding.sessionIdContext();
  }
  const context = nativeContext(options.secureContext || options.credentials) === null ?
    createSecureContext(withDefaults) : (options.secureContext || options.credentials);
  if (this[kPskCallback]) refuseKeys(nativeContext(context));
  this._sharedCreds = context;
};

// What is not given is the default, also where it has been set before.
function clientRules(server, options) {
  server.requestCert = options.requestCert === true;
  server.rejectUnauthorized = options.rejectUnauthorized === undefined ?
    binding.generation.serverRejects : options.rejectUnauthorized !== false;
}

// Options that may change later, as old programs set them.
Server.prototype.setOptions = function setOptions(options) {
  clientRules(this, options);
  this.setSecureContext({ ...this[kOptions], ...options });
  if (options.handshakeTimeout) this.handshakeTimeout = options.handshakeTimeout;
  if (options.SNICallback) this._SNICallback = options.SNICallback;
  if (options.ALPNProtocols) this.ALPNProtocols = protocolList(options.ALPNProtocols, 'ALPNProtocols');
  if (options.NPNProtocols) this.NPNProtocols = protocolList(options.NPNProtocols, 'NPNProtocols');
};

// --- connections --------------------------------------------------------

function onconnection(stream) {
  debug?.('net.Server.on(connection): new TLSSocket');
  secure(this, stream)._start();
}

// Where nobody but onconnection would see the plain socket none is made: making
// and ending one took a third of a connection's time in JavaScript.
Server.prototype._takeConnection = function _takeConnection(handle) {
  if (this._events.connection !== onconnection || this.emit !== EventEmitter.prototype.emit) return false;
  debug?.('net.Server.on(connection): new TLSSocket');
  const options = this[kSettings].prepared() || prepare(this);
  const limit = this.handshakeTimeout;
  // A timer of the script's kind says what it thinks of any other limit.
  const known = limit >= 1 && limit <= TIMEOUT_MAX;
  if (known && !options.pauseOnConnect && binding.accept(handle, options, limit) !== undefined) {
    this._connections++;
    return true;
  }
  const socket = secure(this, undefined);
  this._connections++;
  socket._server = this;
  if (limit > 0 && !known) socket._setHandshakeTimeout(limit);
  startOn(socket, handle, undefined, known ? limit : undefined);
  // An end is noticed, and a first piece read, before anybody listens.
  socket.read(0);
  return true;
};

function secure(server, stream) {
  const socket = new TLSSocket(stream, server[kSettings].prepared() || prepare(server));
  socket.on('secure', onSecure);
  socket.on('close', onClose);
  socket.on('_tlsError', onTLSError);
  if (stream && server.handshakeTimeout > 0) socket._setHandshakeTimeout(server.handshakeTimeout);
  return socket;
}

// What a server's connections share as their options, until one of the settings
// has changed that they are made of: the native half looks at each of them when
// a connection comes, and gives back what is still right.
function prepare(server) {
  const options = {
    allowHalfOpen: server.allowHalfOpen,
    secureContext: server._sharedCreds,
    isServer: true,
    server,
    requestCert: server.requestCert,
    rejectUnauthorized: server.rejectUnauthorized,
    SNICallback: server._SNICallback,
    ALPNCallback: server.ALPNCallback,
    enableTrace: wantsTrace(server[kOptions].enableTrace),
    pauseOnConnect: server.pauseOnConnect,
    highWaterMark: server.highWaterMark,
    alpn: server.ALPNProtocols,
    npn: server.NPNProtocols,
    pskCallback: server[kPskCallback],
    pskIdentityHint: server[kPskIdentityHint],
    requestOCSP: false,
  };
  Object.defineProperty(options, kPrepared, { value: new PreparedOptions(options) });
  server[kSettings].keep(options);
  return options;
}

// After each handshake: who the client is may change with a renegotiation.
function onSecure() {
  const { server, requestCert, rejectUnauthorized } = this[kSocketOptions];
  if (requestCert || this.authorized || this.authorizationError !== null) {
    const problem = requestCert ? verifyError(this) : null;
    this.authorized = Boolean(requestCert) && problem === null;
    this.authorizationError = problem === null ? null : shownError(problem);
    if (problem !== null && rejectUnauthorized) this.destroy();
  }
  if ((this[kState] & (DESTROYED | RELEASED)) === 0 && this._releaseControl()) {
    debug?.('server emit secureConnection');
    server.emit('secureConnection', this);
  }
}

function tellClientError(socket, error) {
  if ((socket[kState] & (RELEASED | CLIENT_ERROR_TOLD)) !== 0) return;
  socket[kState] |= CLIENT_ERROR_TOLD;
  const { server } = socket[kSocketOptions];
  server.emit('tlsClientError', error, socket);
  // The older documents have it under this name; https tells it by itself.
  if (server._tellsClientError !== true) server.emit('clientError', error, socket);
}

function onTLSError(error) {
  tellClientError(this, error);
}

function onClose() {
  if ((this[kState] & RELEASED) !== 0) return;
  tellClientError(this, genericNodeError('socket hang up', { code: 'ECONNRESET' }));
}

// What binding.accept makes a socket of, in the order of the constructors.
binding.setupSockets({
  prototype: TLSSocket.prototype,
  options: kSocketOptions,
  state: kState,
  session: kSession,
  initial: PENDING | READ_WANTED,
  listeners: [
    'end', onReadableStreamEnd, 'error', onError, 'close', onClosed,
    'secure', onSecure, 'close', onClose, '_tlsError', onTLSError,
  ],
  wrapConnection,
  errorFrom: binding.errorFrom,
});

Server.prototype[EventEmitter.captureRejectionSymbol] = function(error, event, socket) {
  if (event === 'secureConnection') socket.destroy(error);
  else net.Server.prototype[EventEmitter.captureRejectionSymbol].call(this, error, event, socket);
};

// --- names --------------------------------------------------------------

function pattern(name) {
  const text = name.replace(/([.^$+?\-\\[\]{}()|])/g, '\\$1').replace(/\*/g, '[^.]*');
  return new RegExp(`^${text}$`, 'i');
}

Server.prototype.addContext = function addContext(servername, context) {
  if (!servername) throw new ERR_TLS_REQUIRED_SERVER_NAME();
  const native = nativeContext(context) || createSecureContext(context).context;
  this._contexts.push([pattern(servername), native]);
};

// The native context for a name, the newest match first, or null.
Server.prototype._contextFor = function _contextFor(name) {
  for (let i = this._contexts.length - 1; i >= 0; i--) {
    const [matcher, native] = this._contexts[i];
    if (matcher.test(name)) return native;
  }
  return null;
};

// --- ticket keys --------------------------------------------------------

Server.prototype.getTicketKeys = function getTicketKeys() {
  return nativeContext(this._sharedCreds).getTicketKeys();
};

Server.prototype.setTicketKeys = function setTicketKeys(keys) {
  if (!isBytes(keys)) throw new ERR_INVALID_ARG_TYPE('buffer', ['Buffer', 'TypedArray', 'DataView'], keys);
  if (keys.byteLength !== 48) throw new ERR_INVALID_ARG_VALUE('keys', keys.byteLength, 'Session ticket keys must be a 48-byte buffer');
  nativeContext(this._sharedCreds).setTicketKeys(keys);
};

Server.prototype._getServerData = function _getServerData() {
  return { ticketKeys: this.getTicketKeys().toString('hex') };
};

Server.prototype._setServerData = function _setServerData(data) {
  this.setTicketKeys(Buffer.from(data.ticketKeys, 'hex'));
};

// Sessions with ids, for clients that take no tickets: one cache for all servers
// on a socket that several runtimes listen on.
Server.prototype._shareSessions = function _shareSessions(handle) {
  nativeContext(this._sharedCreds).shareSessions(handle);
};

module.exports = { Server, createServer };
