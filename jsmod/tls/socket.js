'use strict';

// TLSSocket: a net.Socket whose handle lies over a TLS connection.
//
// The native half is a session (this[kSession]): wrapped around the connection
// of a net.Socket, or around a duplex that moves the bytes of any stream, it
// runs the handshake off the loop and then carries a stream handle, which takes
// the place of the socket's own. Until the handshake is done, reading, writing
// and ending wait here.

const net = require('net');
const { Buffer } = require('buffer');
const { sectionLog } = require('internal/util/debuglog');
const {
  codes: {
    ERR_INVALID_ARG_TYPE,
    ERR_TLS_HANDSHAKE_TIMEOUT,
    ERR_TLS_SNI_FROM_SERVER,
  },
  genericNodeError,
} = require('internal/errors');
const { validateString } = require('internal/validators');
const { nextTick } = require('internal/task_queue');
const { clearTimeout, setImmediate, setTimeout } = require('timers');
const { own, wrapConnection } = require('internal/net_stream');
const { createSecureContext, nativeContext } = require('./context.js');
const { joinDuplex, ondropped, onoutput, onoutputend, onwanted } = require('./duplex.js');
const { onalpn, onkeylog, onocsp, onsni } = require('./hooks.js');
const inspection = require('./inspection.js');
const { startKeyLog } = require('./keylog.js');
const renegotiation = require('./renegotiation.js');
const resumption = require('./resumption.js');
const { checkOptions } = require('./socket_options.js');

const { kFacts, kSession } = inspection;
const debug = sectionLog('tls');
const side = (tls) => (tls._tlsOptions.isServer ? 'server' : 'client');

const kPendingRead = Symbol('kPendingRead');
const kPendingWrite = Symbol('kPendingWrite');
const kPendingFinal = Symbol('kPendingFinal');
const kHandshakeTimer = Symbol('kHandshakeTimer');
const kErrorEmitted = Symbol('kErrorEmitted');
const kRef = Symbol('kRef');
const kDuplex = Symbol('kDuplex');
const kFlushing = Symbol('kFlushing');
const kTrusted = Symbol('kTrusted');

function TLSSocket(socket, options) {
  if (!(this instanceof TLSSocket)) return new TLSSocket(socket, options);
  // A server's options are its own to give away, and have been checked.
  const trusted = options !== undefined && options[kTrusted] === true;
  const opts = trusted ? options : { ...options };
  this._tlsOptions = opts;
  if (!trusted) checkOptions(opts);

  net.Socket.call(this, {
    allowHalfOpen: socket ? socket.allowHalfOpen : opts.allowHalfOpen,
    pauseOnCreate: opts.pauseOnConnect,
    manualStart: true,
    highWaterMark: opts.highWaterMark,
    onread: !socket ? opts.onread : null,
    signal: opts.signal,
  });
  if (opts.host) this._host = opts.host;
  this.on('error', onError);
  this.on('close', onClosed);
  if (socket) adoptStream(this, socket);
  if (opts.session) this.setSession(opts.session);
  if (opts.pauseOnConnect) this.pause();
  // Left to itself the handshake begins once the caller has had its turn.
  if (socket) nextTick(startLater, this);
}
Object.setPrototypeOf(TLSSocket.prototype, net.Socket.prototype);
Object.setPrototypeOf(TLSSocket, net.Socket);

// The documents' note: a static value that tells TLS sockets from plain ones.
TLSSocket.prototype.encrypted = true;

// What a socket is before its handshake is on the prototype: in this engine a
// property of its own costs as much as ten of its steps.
Object.assign(TLSSocket.prototype, {
  _secureEstablished: false,
  _securePending: false,
  _controlReleased: false,
  _renegotiating: false,
  secureConnecting: true,
  servername: null,
  alpnProtocol: null,
  npnProtocol: null,
  authorized: false,
  authorizationError: null,
  ssl: undefined, // null only after the end
});
for (const [key, value] of [
  [kSession, null], [kFacts, null], [kPendingRead, false], [kPendingWrite, null], [kPendingFinal, null],
  [kHandshakeTimer, undefined], [kErrorEmitted, false], [kDuplex, null], [kFlushing, false], [kRef, true],
]) {
  Object.defineProperty(TLSSocket.prototype, key, { value, writable: true });
}

function startLater(tls) {
  if (tls.destroyed) return;
  // A client begins when it has something to say.
  if (tls[kSession] === null && tls._tlsOptions.isServer) tls._start();
  // An end is noticed, and a first piece read, before anybody listens.
  tls.read(0);
}

// --- the stream below ---------------------------------------------------

// Ties the life of the TLS socket to that of the stream below it.
function adoptStream(tls, stream) {
  if (stream === null || typeof stream !== 'object' || typeof stream.on !== 'function' ||
      typeof stream.write !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('socket', ['net.Socket', 'stream.Duplex'], stream);
  }
  tls._parent = stream;
  tls.connecting = Boolean(stream.connecting);
  stream.on('error', (error) => {
    if (!tls[kErrorEmitted]) tls._emitTLSError(error);
  });
  stream.on('close', () => closedBelow(tls, stream));
  if (stream.timeout) tls.setTimeout(0);
}

// What a stream gave before it closed may still be on its way through the
// native half, and its end with it; in Node it would have been read by now.
function closedBelow(tls, stream) {
  const { _handle: handle, _readableState: state } = tls;
  const onItsWay = tls._secureEstablished && tls[kDuplex] && !stream.errored && !tls.destroyed &&
    !state.endEmitted && handle && handle.reading;
  // A handshake that failed has dropped the stream, and will say why.
  const failing = tls[kDuplex] && tls[kDuplex].dropped && tls._securePending && !tls.destroyed;
  if (!onItsWay && !failing) tls.destroy();
  else setImmediate(closedBelow, tls, stream);
}

function isNative(stream) {
  return stream instanceof net.Socket && stream._handle !== null && stream._handle !== undefined;
}

// What a socket has read and nobody has taken goes to the handshake.
function takeBuffered(stream) {
  if (stream.readableEncoding) return undefined;
  const chunks = [];
  for (let chunk = stream.read(); chunk !== null && chunk !== undefined; chunk = stream.read()) chunks.push(chunk);
  return chunks.length === 0 ? undefined : Buffer.concat(chunks);
}

// --- the handshake ------------------------------------------------------

// The context in force: that of the options, or one made of them.
function contextOf(tls) {
  const options = tls._tlsOptions;
  const given = options.secureContext || options.credentials;
  const native = given ? nativeContext(given) : null;
  return native === null ? createSecureContext(options).context : native;
}

TLSSocket.prototype._start = function _start() {
  if (this[kSession] !== null || this.destroyed) return;
  debug?.('%s _start handle? %s connecting? %s requestOCSP? %s', side(this), Boolean(this._parent),
        this.connecting, this._tlsOptions.requestOCSP);
  const below = this._parent;
  if (this.connecting || (below && below.connecting)) {
    (below || this).once('connect', () => {
      this.connecting = false;
      if (below) this.emit('connect');
      this._start();
    });
    return;
  }
  // TLS in TLS waits for the outer one.
  if (below && below.encrypted && below.secureConnecting && below instanceof TLSSocket) {
    below.once(below._tlsOptions.isServer ? 'secure' : 'secureConnect', () => this._start());
    return;
  }
  if (!below) return; // _wrapConnected starts
  // A socket that nobody has told yet where to connect to.
  if (below instanceof net.Socket && below.pending && !below.destroyed) {
    below.once('connect', () => this._start());
    return;
  }
  if (this[kFlushing]) return;
  // What was written to the socket goes out before TLS does.
  if (isNative(below) && below.writableLength > 0 && !below.writableEnded) {
    this[kFlushing] = true;
    below.pause();
    below.write(Buffer.alloc(0), () => {
      this[kFlushing] = false;
      this._start();
    });
    return;
  }
  if (isNative(below)) startOn(this, below._handle, takeBuffered(below));
  else {
    this[kDuplex] = joinDuplex(below);
    startOn(this, this[kDuplex], undefined);
  }
};

// Called by net.Socket when a connection of this socket's own stands.
TLSSocket.prototype._wrapConnected = function _wrapConnected(handle) {
  startOn(this, handle, undefined);
};

function startOn(tls, raw, unread) {
  startKeyLog();
  debug?.('%s _init handle? %s', side(tls), true);
  const options = tls._tlsOptions;
  const server = options.server;
  const session = binding.wrap(raw, tls, {
    isServer: Boolean(options.isServer),
    context: contextOf(tls),
    servername: options.servername,
    alpn: options.alpn,
    npn: options.npn,
    session: options.session,
    requestOCSP: options.requestOCSP,
    requestCert: Boolean(options.requestCert),
    rejectUnauthorized: options.rejectUnauthorized !== false,
    sni: Boolean(options.SNICallback) || Boolean(server && server._contexts && server._contexts.length > 0),
    alpnCallback: Boolean(options.ALPNCallback),
    ocsp: Boolean(server && server.listenerCount('OCSPRequest') > 0),
    store: resumption.hasStore(server),
    keylog: tls.listenerCount('keylog') > 0 || Boolean(server && server.listenerCount('keylog') > 0),
  }, unread);
  if (session === undefined) {
    nextTick(vanished, tls);
    return;
  }
  tls[kSession] = session;
  tls.ssl = session;
  if (options.enableTrace) session.enableTrace();
  const handle = wrapConnection(session, raw.stream !== undefined);
  handle.errorFrom = binding.errorFrom;
  renegotiation.countHandshakes(handle);
  handle.isPipe = raw.isPipe;
  // A socket below keeps its handle, to be closed with it.
  if (!tls._parent) {
    raw.owner = undefined;
    raw.close();
  }
  // What is read goes elsewhere than into the buffer: see net.
  own(handle, tls, Boolean(options.onread) || tls._readableState.pipes.length > 0);
  tls._handle = handle;
  if (!tls[kRef]) {
    handle.unref();
    session.unref();
  }
  if (raw.readAll !== undefined) tls.once('end', () => raw.readAll());
  tls._securePending = true;
  session.start();
}

function vanished(tls) {
  if (!tls.destroyed) tls._handshakeFailed(hangUp(tls));
}

// A handshake is over, the first or a later one.
function onhandshake(error, facts) {
  debug?.('%s %s', side(this), error === undefined ? 'onhandshakedone' : 'onerror');
  clearHandshakeTimer(this);
  if (this.destroyed) return;
  this._securePending = false;
  this._renegotiating = false;
  if (error !== undefined) {
    this._handshakeFailed(error);
    return;
  }
  this[kFacts] = facts;
  const [protocol, name, , , , , ocsp, npn] = facts;
  this._secureEstablished = true;
  this.secureConnecting = false;
  this.alpnProtocol = protocol || false;
  this.npnProtocol = npn;
  this.servername = (this._tlsOptions.isServer ? name : this._tlsOptions.servername) || false;
  if (this._tlsOptions.requestOCSP && !this._tlsOptions.isServer) {
    this.emit('OCSPResponse', ocsp);
    if (this.destroyed) return;
  }
  this._finishInit();
}

TLSSocket.prototype._finishInit = function _finishInit() {
  debug?.('%s _finishInit handle? %s alpn %s servername %s',
        side(this), Boolean(this._handle), this.alpnProtocol, this.servername);
  try {
    this.emit('secure');
  } finally {
    // A listener that throws does not stop the connection.
    if (!this.destroyed) this._flushPending();
  }
};

TLSSocket.prototype._flushPending = function _flushPending() {
  const write = this[kPendingWrite];
  if (write !== null) {
    this[kPendingWrite] = null;
    this._writeGeneric(...write);
  }
  const final = this[kPendingFinal];
  if (final !== null) {
    this[kPendingFinal] = null;
    this._final(final);
  }
  if (this[kPendingRead] && !this.destroyed) {
    this[kPendingRead] = false;
    this._read(this.readableHighWaterMark);
  }
};

function hangUp(tls) {
  if (tls._tlsOptions.isServer) return genericNodeError('socket hang up', { code: 'ECONNRESET' });
  const error = genericNodeError(
    'Client network socket disconnected before secure TLS connection was established', { code: 'ECONNRESET' });
  const { path, host, port, localAddress } = tls._connectOptions || {};
  error.path = path;
  error.host = host;
  error.port = port;
  error.localAddress = localAddress;
  return error;
}

TLSSocket.prototype._handshakeFailed = function _handshakeFailed(error) {
  if (error !== null && typeof error === 'object' && error.code === 'ECONNRESET' &&
      (error.message === 'socket hang up' || error.syscall === undefined)) {
    const ended = error.message === 'socket hang up' && error.syscall === undefined;
    error = hangUp(this);
    if (ended && endsBefore(this, error)) return;
  }
  // The socket stays whole until the server's listeners have seen it.
  this._closeAfterHandlingError = true;
  this.destroy(error);
};

// A client whose peer ends the connection in the handshake sees 'end' first.
function endsBefore(tls, error) {
  if (tls._tlsOptions.isServer || tls.destroyed || tls._readableState.ended) return false;
  tls.prependOnceListener('end', () => tls.destroy(error));
  tls.push(null);
  tls.read(0);
  return true;
}

// Before a connection is the script's, its errors are the server's to tell.
TLSSocket.prototype._tlsError = function _tlsError(error) {
  this.emit('_tlsError', error);
  if (this._controlReleased) return error;
  return null;
};

TLSSocket.prototype._emitTLSError = function _emitTLSError(error) {
  const left = this._tlsError(error);
  if (left) this.destroy(left);
};

TLSSocket.prototype._releaseControl = function _releaseControl() {
  if (this._controlReleased) return false;
  this._controlReleased = true;
  this.removeListener('error', onError);
  return true;
};

function onError(error) {
  if (this._controlReleased) return;
  this[kErrorEmitted] = true;
  this._tlsError(error);
}

// --- timeouts -----------------------------------------------------------

TLSSocket.prototype._handleTimeout = function _handleTimeout() {
  this._handshakeFailed(new ERR_TLS_HANDSHAKE_TIMEOUT());
};

TLSSocket.prototype._setHandshakeTimeout = function _setHandshakeTimeout(msecs) {
  clearHandshakeTimer(this);
  this[kHandshakeTimer] = setTimeout(() => this._handleTimeout(), msecs).unref();
};

function clearHandshakeTimer(tls) {
  if (tls[kHandshakeTimer] === undefined) return;
  clearTimeout(tls[kHandshakeTimer]);
  tls[kHandshakeTimer] = undefined;
}

// --- what waits for the handshake ---------------------------------------

TLSSocket.prototype._read = function _read(n) {
  if (!this._secureEstablished) {
    this[kPendingRead] = true;
    if (!this._handle && !this.connecting) return;
    return;
  }
  net.Socket.prototype._read.call(this, n);
};

TLSSocket.prototype._writeGeneric = function _writeGeneric(writev, data, encoding, cb) {
  if ((!this._secureEstablished || this._renegotiating) && !this.destroyed) {
    this[kPendingWrite] = [writev, data, encoding, cb];
    this._pendingData = data; // for bytesWritten
    this._pendingEncoding = encoding;
    this._start();
    return;
  }
  net.Socket.prototype._writeGeneric.call(this, writev, data, encoding, cb);
};

TLSSocket.prototype._final = function _final(cb) {
  if ((!this._secureEstablished || this._renegotiating) && !this.destroyed && !this._handshakeOver) {
    this[kPendingFinal] = cb;
    this._start();
    return;
  }
  if (this[kDuplex] !== null) this[kDuplex].ending = true;
  net.Socket.prototype._final.call(this, cb);
};

TLSSocket.prototype._destroy = function _destroy(error, cb) {
  clearHandshakeTimer(this);
  const write = this[kPendingWrite];
  if (write !== null) this[kPendingWrite] = null;
  if (this[kPendingFinal] !== null) this[kPendingFinal] = null;
  if (this[kSession] !== null) this[kSession].abort();
  net.Socket.prototype._destroy.call(this, error, cb);
  if (write !== null) {
    const { codes: { ERR_SOCKET_CLOSED } } = require('internal/errors');
    nextTick(write[3], error || new ERR_SOCKET_CLOSED());
  }
};

function onClosed() {
  this._destroySSL();
  if (this._parent) this._parent.destroy();
}

// Lets go of what tells of the connection; the socket itself lives on.
TLSSocket.prototype._destroySSL = function _destroySSL() {
  this.ssl = null;
};

TLSSocket.prototype.ref = function ref() {
  this[kRef] = true;
  if (this[kSession] !== null) this[kSession].ref();
  return net.Socket.prototype.ref.call(this);
};

TLSSocket.prototype.unref = function unref() {
  this[kRef] = false;
  if (this[kSession] !== null) this[kSession].unref();
  return net.Socket.prototype.unref.call(this);
};

Object.assign(TLSSocket.prototype, inspection.methods, renegotiation.methods, resumption.methods);
if (binding.generation.bytesOnWire) {
  Object.defineProperty(TLSSocket.prototype, 'bytesWritten', {
    configurable: true,
    get() { return inspection.bytesOnWire(this); },
  });
}

TLSSocket.prototype.setServername = function setServername(name) {
  validateString(name, 'name');
  if (this._tlsOptions.isServer) throw new ERR_TLS_SNI_FROM_SERVER();
  this._tlsOptions.servername = name;
};

// The verdict on the peer's certificate: an Error with OpenSSL's code, or null.
function verifyError(tls) {
  const facts = tls[kFacts];
  if (facts === null || facts[3] === '') return null;
  const error = new Error(facts[4]);
  error.code = facts[3];
  return error;
}

// What authorizationError shows for an error.
function shownError(error) {
  return error.code || error.message;
}

const { onrenegotiation, onrenegotiationfailed } = renegotiation;
const { onnewsession, onresumesession, onsession } = resumption;

binding.setup({
  onhandshake, onsni, onalpn, onocsp, onkeylog, onsession, onnewsession, onresumesession,
  onrenegotiation, onrenegotiationfailed, onoutput, onoutputend, onwanted, ondropped,
});

module.exports = { TLSSocket, kTrusted, shownError, verifyError };
