'use strict';

// What a socket tells and is told about itself: idle time, options of the
// connection, addresses, counters. socket.js puts the methods into its class.

const { validateFunction, validateNumber } = require('internal/validators');
const { Buffer } = require('buffer');
const { kBuffer, kBufferCb, kBufferGen, kUpdateTimer } = require('./stream_handle.js');
const { movedBy } = require('./pipe.js');

// The handle that a socket had before it was closed, which still counts bytes.
const kClosed = Symbol('kClosed');
const kMoved = Symbol('kMoved');
const kSetNoDelay = Symbol('kSetNoDelay');
const kSetKeepAlive = Symbol('kSetKeepAlive');
const kSetKeepAliveInitialDelay = Symbol('kSetKeepAliveInitialDelay');

const methods = {};

// Fields that most sockets never change are on the prototype.
for (const [key, value] of [
  [kBuffer, null], [kBufferCb, null], [kBufferGen, null],
  [kSetNoDelay, false], [kSetKeepAlive, false], [kSetKeepAliveInitialDelay, 0], [kClosed, null],
]) {
  Object.defineProperty(methods, key, { value, writable: true });
}

// hidden and shown add accessors, the former without being enumerable.
function hidden(name, get) {
  Object.defineProperty(methods, name, { configurable: false, enumerable: false, get });
}

function shown(name, get) {
  Object.defineProperty(methods, name, { configurable: true, enumerable: true, get });
}

// --- time ---

methods._unrefTimer = function _unrefTimer() {
  binding.touchIdle(this);
};

methods[kUpdateTimer] = function() {
  this._unrefTimer();
};

methods.setTimeout = binding.setTimeout(function setTimeout(msecs, callback) {
  if (this.destroyed) return this;
  this.timeout = msecs;
  msecs = checkDuration(msecs);
  binding.setIdle(this, msecs);
  if (callback === undefined) return this;
  validateFunction(callback, 'callback');
  if (msecs === 0) this.removeListener('timeout', callback);
  else this.once('timeout', callback);
  return this;
});

const kMaxTimeout = 2 ** 31 - 1;

function checkDuration(msecs) {
  validateNumber(msecs, 'msecs');
  if (msecs < 0 || !Number.isFinite(msecs)) {
    const { codes: { ERR_OUT_OF_RANGE } } = require('internal/errors');
    throw new ERR_OUT_OF_RANGE('msecs', 'a non-negative finite number', msecs);
  }
  if (msecs > kMaxTimeout) {
    process.emitWarning(`${msecs} does not fit into a 32-bit signed integer.` +
      `\nTimer duration was truncated to ${kMaxTimeout}.`, 'TimeoutOverflowWarning');
    return kMaxTimeout;
  }
  return msecs;
}

methods._onTimeout = function _onTimeout() {
  const handle = this._handle;
  // A long write that makes progress is no idle socket, nor is a native pipe.
  if (handle && binding.progress(this, handle)) {
    this._unrefTimer();
    return;
  }
  const moved = movedBy(this);
  if (moved !== (this[kMoved] || 0)) {
    this[kMoved] = moved;
    this._unrefTimer();
    return;
  }
  this.emit('timeout');
};

// --- options ---

methods.setNoDelay = function setNoDelay(enable) {
  enable = enable === undefined ? true : Boolean(enable);
  const handle = this._handle;
  if (!handle || this.connecting) {
    this[kSetNoDelay] = enable;
    return this;
  }
  if (handle.setNoDelay && enable !== this[kSetNoDelay]) {
    this[kSetNoDelay] = enable;
    handle.setNoDelay(enable);
  }
  return this;
};

methods.setKeepAlive = function setKeepAlive(enable, initialDelayMsecs) {
  enable = Boolean(enable);
  const initialDelay = ~~(initialDelayMsecs / 1000);
  const handle = this._handle;
  if (!handle || this.connecting) {
    this[kSetKeepAlive] = enable;
    this[kSetKeepAliveInitialDelay] = initialDelay;
    return this;
  }
  if (handle.setKeepAlive &&
      (enable !== this[kSetKeepAlive] || this[kSetKeepAliveInitialDelay] !== initialDelay)) {
    this[kSetKeepAlive] = enable;
    this[kSetKeepAliveInitialDelay] = initialDelay;
    handle.setKeepAlive(enable, initialDelay);
  }
  return this;
};

// applyOptions sets on a fresh handle what was asked before there was one.
function applyOptions(socket, handle) {
  applyToHandle(handle, socket[kSetNoDelay], socket[kSetKeepAlive], socket[kSetKeepAliveInitialDelay]);
}

function applyToHandle(handle, noDelay, keepAlive, initialDelay) {
  if (noDelay && handle.setNoDelay) handle.setNoDelay(true);
  if (keepAlive && handle.setKeepAlive) handle.setKeepAlive(true, initialDelay);
}

// acceptOptions is what a server asks of the sockets it accepts.
function acceptOptions(socket, noDelay, keepAlive, initialDelay) {
  if (noDelay) socket[kSetNoDelay] = true;
  if (keepAlive) {
    socket[kSetKeepAlive] = true;
    socket[kSetKeepAliveInitialDelay] = initialDelay;
  }
  applyOptions(socket, socket._handle);
}

methods.ref = function ref() {
  if (!this._handle) {
    this.once('connect', this.ref);
  } else if (typeof this._handle.ref === 'function') {
    this._handle.ref();
  }
  return this;
};

methods.unref = function unref() {
  if (!this._handle) {
    this.once('connect', this.unref);
  } else if (typeof this._handle.unref === 'function') {
    this._handle.unref();
  }
  return this;
};

// --- state ---

hidden('_connecting', function() { return this.connecting; });
hidden('pending', function() { return !this._handle || this.connecting; });
hidden('readyState', function() {
  if (this.connecting) return 'opening';
  if (this.readable) return this.writable ? 'open' : 'readOnly';
  return this.writable ? 'writeOnly' : 'closed';
});
hidden('bufferSize', function() {
  return this._handle ? this.writableLength : undefined;
});

methods.address = function address() {
  return this._getsockname();
};

methods._getpeername = function _getpeername() {
  const handle = this._handle;
  if (!handle || !handle.getpeername || this.connecting) return this._peername || {};
  if (!this._peername) this._peername = handle.getpeername();
  return this._peername || {};
};

methods._getsockname = function _getsockname() {
  const handle = this._handle;
  if (!handle || !handle.getsockname) return {};
  if (!this._sockname) this._sockname = handle.getsockname();
  return this._sockname || {};
};

shown('bytesRead', function() {
  const handle = this._handle || this[kClosed];
  return handle ? handle.bytesRead() : 0;
});
shown('remoteAddress', function() { return this._getpeername().address; });
shown('remoteFamily', function() { return this._getpeername().family; });
shown('remotePort', function() { return this._getpeername().port; });
shown('localAddress', function() { return this._getsockname().address; });
shown('localPort', function() { return this._getsockname().port; });
shown('localFamily', function() { return this._getsockname().family; });

// _bytesDispatched counts what the handle was given, by JavaScript or by Go.
shown('_bytesDispatched', function() {
  const handle = this._handle || this[kClosed];
  return handle ? handle.bytesWritten() : 0;
});

shown('bytesWritten', function() {
  if (!this._writableState) return undefined;
  let bytes = this._bytesDispatched;
  for (const { chunk, encoding } of this._writableState.getBuffer()) bytes += sizeOf(chunk, encoding);
  const data = this._pendingData;
  if (Array.isArray(data)) {
    for (const { chunk, encoding } of data) bytes += sizeOf(chunk, encoding);
  } else if (data) {
    bytes += sizeOf(data, this._pendingEncoding);
  }
  return bytes;
});

function sizeOf(chunk, encoding) {
  return typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding) : chunk.length;
}

module.exports = {
  acceptOptions,
  applyOptions,
  applyToHandle,
  kClosed,
  kSetKeepAlive,
  kSetKeepAliveInitialDelay,
  kSetNoDelay,
  methods,
};
