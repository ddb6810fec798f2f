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
  codes: { ERR_TLS_HANDSHAKE_TIMEOUT, ERR_TLS_SNI_FROM_SERVER },
  genericNodeError,
} = require('internal/errors');
const { validateString } = require('internal/validators');
const { inContext, nextTick } = require('internal/task_queue');
const { clearTimeout, setTimeout } = require('timers');
const { closeHandleOf, leaveServer } = require('internal/net_socket');
const { known, own, wrapConnection } = require('internal/net_stream');
const { adoptStream, isNative, takeBuffered } = require('./below.js');
const { joinDuplex, ondropped, onoutput, onoutputend, onwanted } = require('./duplex.js');
const { onalpn, onkeylog, onocsp, onsni } = require('./hooks.js');
const inspection = require('./inspection.js');
const { startKeyLog } = require('./keylog.js');
const { onpskclient, onpskserver } = require('./psk.js');
const renegotiation = require('./renegotiation.js');
const resumption = require('./resumption.js');
const { showStream } = require('./stream_socket.js');
const { checkOptions } = require('./socket_options.js');
const { bits, install, kDuplex, kOptions, kPrepared, kSession, kState, ownOptions } = require('./socket_state.js');

const {
  ESTABLISHED, SECURE, PENDING, RENEGOTIATING, RELEASED, READ_WANTED, ERROR_EMITTED, FLUSHING, UNREFED, DEFERRED,
  DESTROYED, CLOSED,
} = bits;
const debug = sectionLog('tls');
const side = (tls) => (tls[kOptions].isServer ? 'server' : 'client');

const kConstruct = Symbol('kConstruct');
const kPendingWrite = Symbol('kPendingWrite');
const kPendingFinal = Symbol('kPendingFinal');
const kHandshakeTimer = Symbol('kHandshakeTimer');

function TLSSocket(socket, options) {
  if (!(this instanceof TLSSocket)) return new TLSSocket(socket, options);
  // A server's options have been checked, and are shared by its connections.
  const prepared = options ? options[kPrepared] : undefined;
  if (prepared === undefined) {
    options = { ...options };
    checkOptions(options);
  }
  this[kOptions] = options;
  this[kConstruct](prepared === undefined || socket ? socketOptions(socket, options) : prepared);
  this.on('error', onError);
  this.on('close', onClosed);
  if (options.pauseOnConnect) this.pause();
  if (prepared !== undefined && !socket) return;
  if (options.host) this._host = options.host;
  if (socket) adoptStream(this, socket);
  if (options.session) offerSession(this, options.session);
  // Left to itself the handshake begins once the caller has had its turn.
  if (socket) nextTick(startLater, this);
}
Object.setPrototypeOf(TLSSocket.prototype, net.Socket.prototype);
Object.setPrototypeOf(TLSSocket, net.Socket);

// What a net.Socket is made of for these options.
function socketOptions(socket, options) {
  return {
    allowHalfOpen: socket ? socket.allowHalfOpen : options.allowHalfOpen,
    pauseOnCreate: options.pauseOnConnect,
    manualStart: true,
    highWaterMark: options.highWaterMark,
    onread: !socket ? options.onread : null,
    signal: options.signal,
  };
}

// The documents' note: a static value that tells TLS sockets from plain ones.
TLSSocket.prototype.encrypted = true;

install(TLSSocket.prototype);
for (const [key, value] of [[kPendingWrite, null], [kPendingFinal, null], [kHandshakeTimer, undefined]]) {
  Object.defineProperty(TLSSocket.prototype, key, { value, writable: true });
}

function startLater(tls) {
  if (tls.destroyed) return;
  // A client begins when it has something to say.
  if (tls[kSession] === null && tls[kOptions].isServer) tls._start();
  // An end is noticed, and a first piece read, before anybody listens.
  tls.read(0);
}

// --- the handshake ------------------------------------------------------

TLSSocket.prototype._start = function _start() {
  if (this[kSession] !== null || this.destroyed) return;
  debug?.('%s _start handle? %s connecting? %s requestOCSP? %s', side(this), Boolean(this._parent),
          this.connecting, this[kOptions].requestOCSP);
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
    below.once(below[kOptions].isServer ? 'secure' : 'secureConnect', () => this._start());
    return;
  }
  if (!below) return; // _wrapConnected starts
  // A socket that nobody has told yet where to connect to.
  if (below instanceof net.Socket && below.pending && !below.destroyed) {
    below.once('connect', () => this._start());
    return;
  }
  if ((this[kState] & FLUSHING) !== 0) return;
  // What was written to the socket goes out before TLS does.
  if (isNative(below) && below.writableLength > 0 && !below.writableEnded) {
    this[kState] |= FLUSHING;
    below.pause();
    below.write(Buffer.alloc(0), () => {
      this[kState] &= ~FLUSHING;
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

// Begins the handshake on a connection, which may take limit milliseconds, or as
// long as it likes where that is undefined.
function startOn(tls, raw, unread, limit) {
  debug?.('%s _init handle? %s', side(tls), true);
  const session = binding.wrap(raw, tls, tls[kOptions], unread, limit);
  if (session === undefined) {
    nextTick(vanished, tls);
    return;
  }
  tls[kSession] = session;
  const over = tls[kDuplex] !== null;
  const handle = wrapConnection(session, over);
  handle.errorFrom = binding.errorFrom;
  if (raw.isPipe) handle.isPipe = true;
  // A socket below keeps its handle, to be closed with it.
  if (raw.close !== undefined && !tls._parent) {
    raw.owner = undefined;
    raw.close();
  }
  // What is read goes elsewhere than into the buffer: see net.
  if (over && tls._handle) {
    tls._handle.owner = undefined;
    tls._handle.close();
    showStream(handle, tls._parent);
  }
  own(handle, tls, Boolean(tls[kOptions].onread) || tls._readableState.pipes.length > 0);
  tls._handle = handle;
  if (over) tls.once('end', () => raw.readAll());
  const state = tls[kState];
  tls[kState] = (state & ~DESTROYED) | PENDING;
  if ((state & UNREFED) !== 0) {
    handle.unref();
    session.unref();
  }
}

function vanished(tls) {
  if (!tls.destroyed) tls._handshakeFailed(hangUp(tls));
}

// A handshake is over, the first or a later one.
function onhandshake(error) {
  debug?.('%s %s', side(this), error === undefined ? 'onhandshakedone' : 'onerror');
  if (this[kHandshakeTimer] !== undefined) clearHandshakeTimer(this);
  const state = this[kState] & ~(PENDING | RENEGOTIATING);
  if ((state & DESTROYED) !== 0) return;
  if (error !== undefined) {
    this[kState] = state;
    this._handshakeFailed(error);
    return;
  }
  // Nothing waits in JavaScript from here on.
  if (this[kDuplex] === null && this._handle) this._handle.direct = true;
  this[kState] = state | ESTABLISHED | SECURE;
  const options = this[kOptions];
  if (options.requestOCSP && !options.isServer) {
    this.emit('OCSPResponse', this[kSession].ocspResponse());
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
    this._flushPending();
  }
};

TLSSocket.prototype._flushPending = function _flushPending() {
  let state = this[kState];
  if ((state & (DEFERRED | READ_WANTED)) === 0) return;
  if ((state & DEFERRED) !== 0) {
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
    state = this[kState];
  }
  if ((state & (READ_WANTED | DESTROYED)) === READ_WANTED) {
    this[kState] = state & ~READ_WANTED;
    if (!this._handle || !this._handle.ask()) this._read(this._readableState.highWaterMark);
  }
};

function hangUp(tls) {
  if (tls[kOptions].isServer || binding.generation.oldShapes) {
    return genericNodeError('socket hang up', { code: 'ECONNRESET' });
  }
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
    // 'close' tells a server of a client that has gone, once that is counted out.
    if (ended && this[kOptions].server) {
      this.destroy();
      return;
    }
  }
  // The socket stays whole until the server's listeners have seen it.
  this._closeAfterHandlingError = true;
  this.destroy(error);
};

// A client whose peer ends the connection in the handshake sees 'end' first.
function endsBefore(tls, error) {
  if (tls[kOptions].isServer || tls.destroyed || tls._readableState.ended) return false;
  tls.prependOnceListener('end', () => tls.destroy(error));
  tls.push(null);
  tls.read(0);
  return true;
}

// Before a connection is the script's, its errors are the server's to tell.
TLSSocket.prototype._tlsError = function _tlsError(error) {
  this.emit('_tlsError', error);
  if ((this[kState] & RELEASED) !== 0) return error;
  return null;
};

TLSSocket.prototype._emitTLSError = function _emitTLSError(error) {
  const left = this._tlsError(error);
  if (left) this.destroy(left);
};

TLSSocket.prototype._releaseControl = function _releaseControl() {
  const state = this[kState];
  if ((state & RELEASED) !== 0) return false;
  this[kState] = state | RELEASED;
  this.removeListener('error', onError);
  return true;
};

function onError(error) {
  if ((this[kState] & RELEASED) !== 0) return;
  this[kState] |= ERROR_EMITTED;
  this._tlsError(error);
}

// --- timeouts -----------------------------------------------------------

function ontimeout() {
  this._handleTimeout();
}

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

// Methods that go on to net.Socket's: super finds those without a detour through
// Function.prototype.call, which is native.
const overrides = {
  __proto__: net.Socket.prototype,

  [kConstruct](options) {
    super.constructor(options);
  },

  _read(n) {
    if ((this[kState] & ESTABLISHED) === 0) this[kState] |= READ_WANTED;
    else super._read(n);
  },

  _writeGeneric(writev, data, encoding, cb) {
    if ((this[kState] & (ESTABLISHED | RENEGOTIATING)) === ESTABLISHED || this.destroyed) {
      super._writeGeneric(writev, data, encoding, cb);
      return;
    }
    // The connect of a socket of one's own carries what waits for it.
    this[kPendingWrite] = [writev, data, encoding, this.connecting ? cb : inContext(cb)];
    this[kState] |= DEFERRED;
    this._pendingData = data; // for bytesWritten
    this._pendingEncoding = encoding;
    this._start();
  },

  _final(cb) {
    if ((this[kState] & (ESTABLISHED | RENEGOTIATING)) !== ESTABLISHED && !this.destroyed) {
      this[kPendingFinal] = cb;
      this[kState] |= DEFERRED;
      this._start();
      return;
    }
    if (this[kDuplex] !== null) this[kDuplex].ending = true;
    super._final(cb);
  },

  _destroy(error, cb) {
    endSession(this);
    super._destroy(error, cb);
    failWrite(this, error);
  },

  ref() {
    this[kState] &= ~UNREFED;
    if (this[kSession] !== null) this[kSession].ref();
    return super.ref();
  },

  unref() {
    this[kState] |= UNREFED;
    if (this[kSession] !== null) this[kSession].unref();
    return super.unref();
  },
};

function endSession(tls) {
  if (tls[kHandshakeTimer] !== undefined) clearHandshakeTimer(tls);
  tls[kState] |= DESTROYED;
  const session = tls[kSession];
  if (session === null) return;
  // What came together with what was read would reset the connection.
  if ((tls[kState] & ESTABLISHED) !== 0 && !tls._readableState.ended) session.discard();
  session.abort();
}

// A write that has been waiting for a handshake will never happen.
function failWrite(tls, error) {
  if ((tls[kState] & DEFERRED) === 0) return;
  const write = tls[kPendingWrite];
  tls[kPendingWrite] = tls[kPendingFinal] = null;
  if (write === null) return;
  const { codes: { ERR_SOCKET_CLOSED } } = require('internal/errors');
  nextTick(write[3], error || new ERR_SOCKET_CLOSED());
}

function onClosed() {
  this._destroySSL();
  if (this._parent) this._parent.destroy();
}

// Lets go of what tells of the connection; the socket itself lives on.
TLSSocket.prototype._destroySSL = function _destroySSL() {
  this[kState] |= CLOSED;
};

Object.assign(TLSSocket.prototype, overrides, inspection.methods, renegotiation.methods, resumption.methods);
known('_read', TLSSocket.prototype._read);
known('_final', TLSSocket.prototype._final);
known('_destroy', TLSSocket.prototype._destroy, (tls, error) => {
  endSession(tls);
  closeHandleOf(tls, error);
}, (tls, error) => {
  leaveServer(tls);
  failWrite(tls, error);
});
if (binding.generation.bytesOnWire) {
  Object.defineProperty(TLSSocket.prototype, 'bytesWritten', {
    configurable: true,
    get() { return inspection.bytesOnWire(this); },
  });
}

TLSSocket.prototype.setServername = function setServername(name) {
  validateString(name, 'name');
  if (this[kOptions].isServer) throw new ERR_TLS_SNI_FROM_SERVER();
  // The name of a connection that stands is what it was.
  if ((this[kState] & ESTABLISHED) !== 0) this.servername = this.servername;
  ownOptions(this).servername = name;
};

// The verdict on the peer's certificate: an Error with OpenSSL's code, or null.
function verifyError(tls) {
  return (tls[kState] & ESTABLISHED) === 0 ? null : tls[kSession].verifyError();
}

// What authorizationError shows for an error.
function shownError(error) {
  return error.code || error.message;
}

const { onrenegotiation, onrenegotiationfailed } = renegotiation;
const { offerSession, onnewsession, onresumesession, onsession } = resumption;

binding.setup({
  onfirst: startKeyLog, onhandshake, ontimeout, onsni, onalpn, onocsp, onkeylog, onsession, onnewsession,
  onresumesession, onpskclient, onpskserver, onrenegotiation, onrenegotiationfailed, onoutput, onoutputend, onwanted, ondropped,
});

module.exports = { TLSSocket, onClosed, onError, shownError, startOn, verifyError };
