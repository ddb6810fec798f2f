'use strict';

// ZlibBase is the stream that all classes of zlib share: a Transform whose chunks
// go through a handle, into one buffer after another.

const {
  codes: { ERR_BUFFER_TOO_LARGE, ERR_INTERNAL_ASSERTION, ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE }, genericNodeError,
} = require('internal/errors');
const { checkRangesOrGetDefault, validateFiniteNumber } = require('internal/validators');
const { deprecate } = require('internal/util');
const { isArrayBufferView, isAnyArrayBuffer } = require('internal/util/types');
const { nextTick } = require('internal/task_queue');
const { kMaxLength } = require('buffer');
const { Transform, finished } = require('stream');
const constants = require('./constants.js');

const {
  BROTLI_DECODE, BROTLI_ENCODE, BROTLI_OPERATION_EMIT_METADATA, BROTLI_OPERATION_PROCESS,
  Z_BLOCK, Z_DEFAULT_CHUNK, Z_FINISH, Z_FULL_FLUSH, Z_MIN_CHUNK, Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH,
} = constants;

const kOwner = Symbol('owner_symbol');
const kFlushFlag = Symbol('kFlushFlag');
const kError = Symbol('kError');

// A flush travels through the stream as an empty chunk of its own.
const flushChunks = [];
for (let kind = Z_NO_FLUSH; kind <= Z_BLOCK; kind++) {
  flushChunks[kind] = Buffer.alloc(0);
  flushChunks[kind][kFlushFlag] = kind;
}

const strength = [Z_NO_FLUSH, Z_BLOCK, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH];

function stronger(a, b) {
  return strength.indexOf(a) > strength.indexOf(b) ? a : b;
}

function assert(handle) {
  if (!handle) throw new ERR_INTERNAL_ASSERTION('zlib binding closed');
}

// onError is the handle's onerror.
function onError(message, errno, code) {
  const self = this[kOwner];
  const error = genericNodeError(message, { errno, code });
  error.errno = errno;
  error.code = code;
  self.destroy(error);
  self[kError] = error;
}

// withoutObjects takes away what would make the stream one of objects.
function withoutObjects(opts) {
  if (!opts || !(opts.encoding || opts.objectMode || opts.writableObjectMode)) return opts;
  return { ...opts, encoding: null, objectMode: false, writableObjectMode: false };
}

function ZlibBase(opts, mode, handle, { flush, finishFlush, fullFlush }) {
  let chunkSize = Z_DEFAULT_CHUNK;
  let maxOutputLength = kMaxLength;
  const last = mode === BROTLI_ENCODE || mode === BROTLI_DECODE ? BROTLI_OPERATION_EMIT_METADATA : Z_BLOCK;
  const first = mode === BROTLI_ENCODE || mode === BROTLI_DECODE ? BROTLI_OPERATION_PROCESS : Z_NO_FLUSH;
  if (opts) {
    ({ chunkSize } = opts);
    if (chunkSize === undefined || Number.isNaN(chunkSize)) chunkSize = Z_DEFAULT_CHUNK;
    validateFiniteNumber(chunkSize, 'options.chunkSize');
    if (chunkSize < Z_MIN_CHUNK) throw new ERR_OUT_OF_RANGE('options.chunkSize', `>= ${Z_MIN_CHUNK}`, chunkSize);
    flush = checkRangesOrGetDefault(opts.flush, 'options.flush', first, last, flush);
    finishFlush = checkRangesOrGetDefault(opts.finishFlush, 'options.finishFlush', first, last, finishFlush);
    maxOutputLength = checkRangesOrGetDefault(
      opts.maxOutputLength, 'options.maxOutputLength', 1, kMaxLength, kMaxLength);
    opts = withoutObjects(opts);
  }
  Reflect.apply(Transform, this, [{ autoDestroy: true, ...opts }]);
  this[kError] = null;
  this.bytesWritten = 0;
  this._handle = handle;
  handle[kOwner] = this;
  handle.onerror = onError;
  this._outBuffer = Buffer.allocUnsafe(chunkSize);
  this._outOffset = 0;
  this._chunkSize = chunkSize;
  this._defaultFlushFlag = flush;
  this._finishFlushFlag = finishFlush;
  this._defaultFullFlushFlag = fullFlush;
  this._info = opts && opts.info;
  this._maxOutputLength = maxOutputLength;
}
Object.setPrototypeOf(ZlibBase.prototype, Transform.prototype);
Object.setPrototypeOf(ZlibBase, Transform);

const bytesRead = 'zlib.bytesRead is deprecated and will change its meaning in the future. ' +
  'Use zlib.bytesWritten instead.';

Object.defineProperties(ZlibBase.prototype, {
  _closed: {
    configurable: true,
    enumerable: true,
    get() {
      return !this._handle;
    },
  },
  bytesRead: {
    configurable: true,
    enumerable: true,
    get: deprecate(function() {
      return this.bytesWritten;
    }, bytesRead, 'DEP0108'),
    set: deprecate(function(value) {
      this.bytesWritten = value;
    }, bytesRead, 'DEP0108'),
  },
});

ZlibBase.prototype.reset = function() {
  assert(this._handle);
  return this._handle.reset();
};

ZlibBase.prototype._flush = function(callback) {
  this._transform(Buffer.alloc(0), '', callback);
};

ZlibBase.prototype._final = function(callback) {
  callback();
};

ZlibBase.prototype.flush = function(kind, callback) {
  if (typeof kind === 'function' || (kind === undefined && !callback)) {
    callback = kind;
    kind = this._defaultFullFlushFlag;
  }
  if (this.writableFinished) {
    if (callback) nextTick(callback);
  } else if (this.writableEnded) {
    if (callback) this.once('end', callback);
  } else {
    this.write(flushChunks[kind], '', callback);
  }
};

ZlibBase.prototype.close = function(callback) {
  if (callback) finished(this, callback);
  this.destroy();
};

ZlibBase.prototype._destroy = function(err, callback) {
  shut(this);
  callback(err);
};

ZlibBase.prototype._transform = function(chunk, encoding, callback) {
  let flag = this._defaultFlushFlag;
  if (typeof chunk[kFlushFlag] === 'number') flag = chunk[kFlushFlag];
  if (this.writableEnded && this.writableLength === chunk.byteLength) flag = stronger(flag, this._finishFlushFlag);
  processChunk(this, chunk, flag, callback);
};

// _processChunk works at once where no callback is given.
ZlibBase.prototype._processChunk = function(chunk, flag, callback) {
  if (typeof callback === 'function') processChunk(this, chunk, flag, callback);
  else return processChunkSync(this, chunk, flag);
};

function shut(engine) {
  if (!engine._handle) return;
  engine._handle.close();
  engine._handle = null;
}

// freshBuffer begins a buffer when there is no room in the last one.
function freshBuffer(self) {
  self._outOffset = 0;
  self._outBuffer = Buffer.allocUnsafe(self._chunkSize);
}

function processChunkSync(self, chunk, flag) {
  const handle = self._handle;
  const state = self._writeState;
  assert(handle);
  // The failure is thrown: the event for it is nobody's.
  self.on('error', () => {});
  const buffers = [];
  let taken = 0;
  let total = 0;
  for (;;) {
    const room = self._chunkSize - self._outOffset;
    const input = chunk.byteLength - taken;
    handle.writeSync(flag, chunk, taken, input, self._outBuffer, self._outOffset, room);
    if (self[kError]) throw self[kError];
    const [roomAfter, inputAfter] = state;
    taken += input - inputAfter;
    const have = room - roomAfter;
    if (have > 0) {
      buffers.push(self._outBuffer.slice(self._outOffset, self._outOffset + have));
      self._outOffset += have;
      total += have;
      if (total > self._maxOutputLength) {
        shut(self);
        throw new ERR_BUFFER_TOO_LARGE(self._maxOutputLength);
      }
    }
    if (roomAfter === 0 || self._outOffset >= self._chunkSize) freshBuffer(self);
    if (roomAfter !== 0) break;
  }
  self.bytesWritten = taken;
  shut(self);
  if (total === 0) return Buffer.alloc(0);
  return buffers.length === 1 ? buffers[0] : Buffer.concat(buffers, total);
}

function processChunk(self, chunk, flag, callback) {
  const handle = self._handle;
  if (!handle) {
    nextTick(callback);
    return;
  }
  handle.buffer = chunk;
  handle.cb = callback;
  handle.availOutBefore = self._chunkSize - self._outOffset;
  handle.availInBefore = chunk.byteLength;
  handle.inOff = 0;
  handle.flushFlag = flag;
  work(self, handle);
}

function work(self, handle) {
  handle.write(handle.flushFlag, handle.buffer, handle.inOff, handle.availInBefore,
    self._outBuffer, self._outOffset, handle.availOutBefore);
}

// processCallback is called with the handle as this when a piece of work is done.
function processCallback() {
  const handle = this;
  const self = handle[kOwner];
  if (self.destroyed) {
    settle(handle);
    return;
  }
  const [room, input] = self._writeState;
  const used = handle.availInBefore - input;
  self.bytesWritten += used;
  const have = handle.availOutBefore - room;
  let full = false;
  if (have > 0) {
    const out = self._outBuffer.slice(self._outOffset, self._outOffset + have);
    self._outOffset += have;
    full = !self.push(out);
  }
  if (self.destroyed) {
    settle(handle);
    return;
  }
  if (room === 0 || self._outOffset >= self._chunkSize) {
    handle.availOutBefore = self._chunkSize;
    freshBuffer(self);
  }
  if (room === 0) {
    handle.inOff += used;
    handle.availInBefore = input;
    if (full) workWhenRead(self, handle);
    else work(self, handle);
    return;
  }
  // What follows the end of the stream is no part of it.
  if (input > 0) self.push(null);
  settle(handle);
}

function settle(handle) {
  handle.buffer = null;
  handle.cb();
}

// workWhenRead goes on when somebody reads what there is.
function workWhenRead(self, handle) {
  const { _read } = self;
  self._read = (n) => {
    self._read = _read;
    if (self._handle === handle) work(self, handle);
    self._read(n);
  };
}

// toBytes is the input of the functions that take all of it at once.
function toBytes(buffer) {
  if (typeof buffer === 'string') return Buffer.from(buffer);
  if (isArrayBufferView(buffer)) return buffer;
  if (isAnyArrayBuffer(buffer)) return Buffer.from(buffer);
  throw new ERR_INVALID_ARG_TYPE('buffer', ['string', 'Buffer', 'TypedArray', 'DataView', 'ArrayBuffer'], buffer);
}

module.exports = { ZlibBase, assert, kOwner, processCallback, processChunkSync, toBytes };
