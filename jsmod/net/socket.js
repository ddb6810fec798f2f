'use strict';

const stream = require('stream');
const {
  codes: {
    ERR_INVALID_ARG_VALUE,
    ERR_INVALID_FD_TYPE,
    ERR_INVALID_HANDLE_TYPE,
    ERR_MISSING_ARGS,
    ERR_SOCKET_CLOSED,
    ERR_SOCKET_CLOSED_BEFORE_CONNECTION,
  },
  genericNodeError,
} = require('internal/errors');
const {
  validateAbortSignal, validateInt32, validateNumber, validateString,
} = require('internal/validators');
const { initSocket, kPipeFile } = require('internal/stream/fast');
const { nextTick, queueMicrotask } = require('internal/task_queue');
const {
  closeHandle, failureToError, flushUserBuffer, kBuffer, kBufferCb, kBufferGen, kUpdateTimer,
  known, own, PreparedOptions, shutdownHandle, writeGeneric, writevGeneric,
} = require('./stream_handle.js');
const {
  acceptOptions, applyOptions, applyToHandle, kClosed, kSetKeepAlive, kSetKeepAliveInitialDelay, kSetNoDelay, methods,
} = require('./socket_state.js');
const { debug } = require('./debug.js');
const { kPiping, kWish, stop, tryPipe } = require('./pipe.js');
const { pipeFile } = require('./pipe_file.js');
const { kNormalized, normalizeArgs } = require('./address.js');

const { Duplex } = stream;

function Socket(options) {
  if (!(this instanceof Socket)) return new Socket(options);
  if (options instanceof PreparedOptions) {
    initSocket(this, options.allowHalfOpen, options.highWaterMark);
    this.on('end', onReadableStreamEnd);
    return;
  }
  options = checkOptions(options);

  options.allowHalfOpen = Boolean(options.allowHalfOpen);
  // 'close' comes when the handle is closed, not when the stream is.
  options.emitClose = false;
  options.autoDestroy = true;
  // The handle takes texts as they are.
  options.decodeStrings = false;
  // Once only: initSocketHandle would bring back what this had ended.
  const { signal } = options;
  options.signal = undefined;
  Duplex.call(this, options);
  // A handle reads on until it is told to stop.
  this._readableState.keepsReading = true;

  if (options.handle) {
    this._handle = options.handle;
  } else if (options.fd !== undefined) {
    this._handle = openFd(options.fd);
  }
  if (options.onread) takeOnread(this, options.onread);

  this.on('end', onReadableStreamEnd);
  initSocketHandle(this);
  if (options.noDelay) this[kSetNoDelay] = true;
  if (options.keepAlive) {
    this[kSetKeepAlive] = true;
    this[kSetKeepAliveInitialDelay] = ~~(options.keepAliveInitialDelay / 1000);
  }

  if (signal) stream.addAbortSignal(signal, this);

  if (this._handle && options.readable !== false && !options.manualStart) {
    if (options.pauseOnCreate) {
      this._handle.reading = false;
      this.readableFlowing = false;
    } else {
      this.read(0);
    }
  }
}
Object.setPrototypeOf(Socket.prototype, Duplex.prototype);
Object.setPrototypeOf(Socket, Duplex);

Object.defineProperties(Socket.prototype, Object.getOwnPropertyDescriptors(methods));

// What most sockets never change is on the prototype: in this engine a property
// of its own costs as much as ten of its steps.
Object.assign(Socket.prototype, {
  connecting: false,
  server: null,
  _closeAfterHandlingError: false,
  _handle: null,
  _hadError: false,
  _host: null,
  _parent: null,
  _peername: undefined,
  _pendingData: null,
  _pendingEncoding: '',
  _server: null,
  _sockname: undefined,
  resetAndClosing: false,
});

// checkOptions returns a copy that may be changed.
function checkOptions(options) {
  if (typeof options === 'number') return { fd: options };
  if (options === undefined || options === null) return {};
  // What is set below must not show in the caller's object.
  const copy = Object.create(options);
  if (copy.objectMode) {
    throw new ERR_INVALID_ARG_VALUE('options.objectMode', copy.objectMode, 'is not supported');
  } else if (copy.readableObjectMode || copy.writableObjectMode) {
    const name = copy.readableObjectMode ? 'readableObjectMode' : 'writableObjectMode';
    throw new ERR_INVALID_ARG_VALUE(`options.${name}`, copy[name], 'is not supported');
  }
  if (copy.keepAliveInitialDelay !== undefined) {
    validateNumber(copy.keepAliveInitialDelay, 'options.keepAliveInitialDelay');
    if (copy.keepAliveInitialDelay < 0) copy.keepAliveInitialDelay = 0;
  }
  if (copy.signal) validateAbortSignal(copy.signal, 'signal');
  return copy;
}

function openFd(fd) {
  validateInt32(fd, 'fd', 0);
  const handle = binding.openFd(fd);
  if (handle.readStart === undefined) {
    if (handle.code === 'ENOTSOCK' || handle.code === 'EINVAL') throw new ERR_INVALID_FD_TYPE('FILE');
    throw failureToError(handle);
  }
  return handle;
}

// takeOnread reads the onread option: bytes go into one buffer of the caller's
// instead of into 'data' events.
function takeOnread(socket, onread) {
  if (typeof onread !== 'object') return;
  const { buffer, callback } = onread;
  if (typeof callback !== 'function') return;
  if (buffer instanceof Uint8Array) {
    socket[kBuffer] = buffer;
  } else if (typeof buffer === 'function') {
    socket[kBufferGen] = buffer;
    socket[kBuffer] = buffer();
  } else {
    return;
  }
  socket[kBufferCb] = callback;
  for (const name of Object.keys(unbuffered)) {
    Object.defineProperty(socket, name, { configurable: true, enumerable: false, writable: true, value: unbuffered[name] });
  }
}

// initSocketHandle makes a socket ready for the handle that it has got, also
// after it was closed and connects again.
function initSocketHandle(socket) {
  if (socket._readableState.destroyed || socket._writableState.destroyed) socket._undestroy();
  if (socket._sockname !== undefined) socket._sockname = undefined;
  if (socket._peername !== undefined) socket._peername = undefined;
  const handle = socket._handle;
  if (!handle) return;
  own(handle, socket, socket[kBuffer] !== null || socket[kWish] !== undefined);
  handle.direct = true;
}

// Called when 'end' comes: without half open sockets the peer's end is ours.
function onReadableStreamEnd() {
  if (!this.allowHalfOpen) this.write = writeAfterFIN;
}

function writeAfterFIN(chunk, encoding, cb) {
  if (!this.writableEnded) return Duplex.prototype.write.apply(this, arguments);
  if (typeof encoding === 'function') cb = encoding;
  const err = genericNodeError('This socket has been ended by the other party', { code: 'EPIPE' });
  if (typeof cb === 'function') nextTick(cb, err);
  this.destroy(err);
  return false;
}

// --- reading ---

function tryReadStart(socket) {
  const handle = socket._handle;
  handle.reading = true;
  if (socket[kBuffer] && !flushUserBuffer(socket, handle)) {
    handle.reading = false;
    return;
  }
  handle.readStart();
  // A pipe whose destination has drained: nothing is on its way in JavaScript now.
  if (socket[kWish] !== undefined && socket[kPiping] === undefined) nextTick(tryPipe, socket);
}

Socket.prototype._read = function _read(n) {
  if (this.connecting || !this._handle) {
    this.once('connect', () => this._read(n));
  } else if (!this._handle.reading) {
    tryReadStart(this);
  }
};

// pipe between two sockets goes through Go as long as nobody looks.
Socket.prototype.pipe = function pipe(dest, options) {
  Duplex.prototype.pipe.call(this, dest, options);
  if (dest instanceof Socket && dest.pipe !== undefined) {
    this[kWish] = Socket.prototype;
    if (this._handle) this._handle.special = true;
    nextTick(tryPipe, this);
  }
  return dest;
};

// A file that is piped to a socket goes through Go, too.
Object.defineProperty(Socket.prototype, kPipeFile, { value: pipeFile });

// A socket with the onread option buffers nothing: what asks for bytes, and pause,
// act on its handle.
const unbuffered = {
  pause() {
    const handle = this._handle;
    if (!this.connecting && handle && handle.reading) {
      handle.reading = false;
      if (!this.destroyed) handle.readStop();
    }
    return Socket.prototype.pause.call(this);
  },

  resume() {
    startUserRead(this);
    return Socket.prototype.resume.call(this);
  },

  read(n) {
    startUserRead(this);
    return Socket.prototype.read.call(this, n);
  },
};

function startUserRead(socket) {
  if (!socket.connecting && socket._handle && !socket._handle.reading) tryReadStart(socket);
}

// --- writing ---

Socket.prototype._writeGeneric = function _writeGeneric(writev, data, encoding, cb) {
  if (this.connecting) {
    this._pendingData = data;
    this._pendingEncoding = encoding;
    const onClose = () => cb(new ERR_SOCKET_CLOSED_BEFORE_CONNECTION());
    this.once('connect', function onConnect() {
      this.off('close', onClose);
      this._writeGeneric(writev, data, encoding, cb);
    });
    this.once('close', onClose);
    return;
  }
  if (this._pendingData !== null) {
    this._pendingData = null;
    this._pendingEncoding = '';
  }
  const handle = this._handle;
  if (!handle) {
    cb(new ERR_SOCKET_CLOSED());
    return;
  }
  binding.touchIdle(this);
  if (writev) writevGeneric(this, data, cb);
  else writeGeneric(this, data, encoding, cb);
  binding.wrote(this, handle);
};

Socket.prototype._writev = function _writev(chunks, cb) {
  this._writeGeneric(true, chunks, '', cb);
};

Socket.prototype._write = function _write(data, encoding, cb) {
  this._writeGeneric(false, data, encoding, cb);
};

known('_read', Socket.prototype._read);
known('_write', Socket.prototype._write);
known('_writev', Socket.prototype._writev);

// --- ends ---

Socket.prototype._final = function _final(cb) {
  if (this.connecting) {
    this.once('connect', function() { this._final(cb); });
    return;
  }
  if (!this._handle) {
    cb();
    return;
  }
  debug?.('_final: not ended, call shutdown()');
  shutdownHandle(this._handle, cb);
};
known('_final', Socket.prototype._final);

Socket.prototype.destroySoon = function destroySoon() {
  if (this.writable) this.end();
  if (this.writableFinished) this.destroy();
  else this.once('finish', this.destroy);
};

Socket.prototype.resetAndDestroy = function resetAndDestroy() {
  if (!this._handle) {
    this.destroy(new ERR_SOCKET_CLOSED());
    return this;
  }
  if (this._handle.isPipe) throw new ERR_INVALID_HANDLE_TYPE();
  if (this.connecting) this.once('connect', () => this._reset());
  else this._reset();
  return this;
};

Socket.prototype._reset = function _reset() {
  this.resetAndClosing = true;
  return this.destroy();
};

Socket.prototype._destroy = function _destroy(exception, cb) {
  closeHandleOf(this, exception);
  cb(exception);
  leaveServer(this);
};

known('_destroy', Socket.prototype._destroy, closeHandleOf, leaveServer);

function closeHandleOf(socket, exception) {
  debug?.('destroy');
  if (socket.connecting) socket.connecting = false;
  binding.endIdle(socket);
  if (socket[kPiping] !== undefined) stop(socket);
  const handle = socket._handle;
  if (!handle) {
    nextTick(emitClose, socket);
    return;
  }
  socket[kClosed] = handle;
  // A server that tells of a broken connection leaves the socket usable until
  // its 'error' listeners have run.
  if (socket._closeAfterHandlingError) queueMicrotask(() => close(socket, handle, Boolean(exception)));
  else close(socket, handle, Boolean(exception));
}

function close(socket, handle, isException) {
  debug?.('close handle');
  if (debug === undefined && handle.endWith !== undefined) {
    handle.endWith(socket, isException, socket.resetAndClosing);
  } else {
    closeHandle(handle, socket.resetAndClosing, () => {
      handle.owner = undefined;
      debug?.('emit close');
      socket.emit('close', isException);
    });
  }
  socket._handle = null;
  if (socket._sockname !== undefined) socket._sockname = undefined;
}

function leaveServer(socket) {
  const server = socket._server;
  if (!server) return;
  debug?.('has server');
  server._connections--;
  if (server._emitCloseIfDrained) server._emitCloseIfDrained();
}

function emitClose(socket) {
  socket.emit('close', false);
}

// --- connecting ---

Socket.prototype.connect = function connect(...args) {
  // TLS and pools hand over what was normalized before.
  const [options, cb] = Array.isArray(args[0]) && args[0][kNormalized] ? args[0] : normalizeArgs(args);
  if (options.port === undefined && (options.path === undefined || options.path === null)) {
    throw new ERR_MISSING_ARGS(['options', 'port', 'path']);
  }
  if (this.write !== Socket.prototype.write) this.write = Socket.prototype.write;
  if (this.destroyed) {
    this._handle = null;
    this._peername = undefined;
    this._sockname = undefined;
  }
  const pipe = Boolean(options.path);
  if (pipe) validateString(options.path, 'options.path');
  if (!this._handle) {
    this._handle = binding.createStream();
    this._handle.isPipe = pipe;
    initSocketHandle(this);
  }
  if (cb !== null) this.once('connect', cb);
  // A parent that connects will tell.
  if (this._parent && this._parent.connecting) return this;
  this[kUpdateTimer]();
  this.connecting = true;
  const connecting = require('./connect.js');
  if (pipe) connecting.connectPipe(this, options.path);
  else connecting.lookupAndConnect(this, options);
  return this;
};

module.exports = {
  Socket, acceptOptions, applyOptions, applyToHandle, closeHandleOf, initSocketHandle, leaveServer, onReadableStreamEnd,
};
