'use strict';

// Writable. A write that meets an idle stream goes straight to _write; the
// callback given to _write is one function a stream, made at the first write.

const EE = require('events');
const { Buffer } = require('buffer');
const { nextTick } = require('internal/task_queue');
const { Stream } = require('./legacy.js');
const { WritableState, unknownEncoding } = require('./writable_state.js');
const { beginEnd, callFinishedCallbacks, finishMaybe } = require('./writable_end.js');
const { construct, destroy, undestroy, errorOrDestroy } = require('./destroy.js');

const { bufferLength } = binding;

module.exports = Writable;
Object.setPrototypeOf(Writable.prototype, Stream.prototype);
Object.setPrototypeOf(Writable, Stream);

function nop() {}

function Writable(options) {
  const isDuplex = !isWritable(this) && this instanceof require('./duplex.js');
  if (!isDuplex && !isWritable(this)) return new Writable(options);
  EE.init.call(this, options);
  this._writableState = new WritableState(options, this, isDuplex);
  if (options) {
    if (typeof options.write === 'function') this._write = options.write;
    if (typeof options.writev === 'function') this._writev = options.writev;
    if (typeof options.destroy === 'function') this._destroy = options.destroy;
    if (typeof options.final === 'function') this._final = options.final;
    if (typeof options.construct === 'function') this._construct = options.construct;
    if (options.signal) require('./add_abort_signal.js').addAbortSignal(options.signal, this);
  }
  if (typeof this._construct === 'function') construct(this, () => { afterConstruct(this); });
}

function isWritable(object) {
  return Function.prototype[Symbol.hasInstance].call(Writable, object);
}

function afterConstruct(stream) {
  const state = stream._writableState;
  if (!state.writing) clearBuffer(stream, state);
  finishMaybe(stream, state);
}

Writable.WritableState = WritableState;

// A Duplex inherits from Readable and is a Writable all the same.
Object.defineProperty(Writable, Symbol.hasInstance, {
  value(object) {
    if (Function.prototype[Symbol.hasInstance].call(this, object)) return true;
    if (this !== Writable) return false;
    return !!object && object._writableState instanceof WritableState;
  },
});

Writable.prototype.pipe = function() {
  const { codes: { ERR_STREAM_CANNOT_PIPE } } = require('internal/errors');
  errorOrDestroy(this, new ERR_STREAM_CANNOT_PIPE());
};

Writable.prototype.write = function(chunk, encoding, cb) {
  if (typeof encoding === 'function') {
    cb = encoding;
    encoding = null;
  }
  return write(this, chunk, encoding, cb) === true;
};

// The result is an error, or whether more may be written.
function write(stream, chunk, encoding, cb) {
  const state = stream._writableState;
  if (typeof cb !== 'function') cb = nop;
  let length = 1;
  if (chunk === null) {
    const { codes: { ERR_STREAM_NULL_VALUES } } = require('internal/errors');
    throw new ERR_STREAM_NULL_VALUES();
  } else if (state.objectMode) {
    // Whatever the encoding is, it is the stream's own affair.
  } else if (typeof chunk === 'string') {
    if (!encoding) encoding = state.defaultEncoding;
    else checkEncoding(encoding);
    if (state.decodeStrings) {
      chunk = Buffer.from(chunk, encoding);
      encoding = 'buffer';
      length = bufferLength(chunk);
    } else {
      length = chunk.length;
    }
  } else {
    if (encoding) checkEncoding(encoding);
    encoding = 'buffer';
    length = bufferLength(chunk);
    if (length < 0) {
      if (!(chunk instanceof Buffer)) chunk = asBuffer(chunk);
      length = chunk.length;
    }
  }
  if (state.ending || state.destroyed) return refuse(stream, state, cb);
  state.pendingcb++;
  return writeOrBuffer(stream, state, chunk, encoding, cb, length);
}

function checkEncoding(encoding) {
  if (encoding !== 'utf8' && encoding !== 'buffer' && !Buffer.isEncoding(encoding)) throw unknownEncoding(encoding);
}

function asBuffer(chunk) {
  if (ArrayBuffer.isView(chunk)) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
  throw new ERR_INVALID_ARG_TYPE('chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk);
}

function refuse(stream, state, cb) {
  const { codes: { ERR_STREAM_WRITE_AFTER_END, ERR_STREAM_DESTROYED } } = require('internal/errors');
  const error = state.ending ? new ERR_STREAM_WRITE_AFTER_END() : new ERR_STREAM_DESTROYED('write');
  nextTick(cb, error);
  errorOrDestroy(stream, error, true);
  return error;
}

function writeOrBuffer(stream, state, chunk, encoding, callback, length) {
  state.length += length;
  const ret = state.length < state.highWaterMark;
  if (!ret) state.needDrain = true;
  if (state.writing || state.corked !== 0 || state.errored || !state.constructed) {
    state.buffered.push({ chunk, encoding, callback });
    if (state.allBuffers && encoding !== 'buffer') state.allBuffers = false;
    if (state.allNoop && callback !== nop) state.allNoop = false;
  } else {
    state.writelen = length;
    state.writecb = callback;
    state.writing = true;
    state.sync = true;
    stream._write(chunk, encoding, state.onwrite || onwriteOf(stream, state));
    state.sync = false;
  }
  return ret && !state.errored && !state.destroyed;
}

function onwriteOf(stream, state) {
  state.onwrite = function(error) { onwrite(stream, state, error); };
  return state.onwrite;
}

function doWrite(stream, state, writev, length, chunk, encoding, cb) {
  state.writelen = length;
  state.writecb = cb;
  state.writing = true;
  state.sync = true;
  const done = state.onwrite || onwriteOf(stream, state);
  if (state.destroyed) {
    const { codes: { ERR_STREAM_DESTROYED } } = require('internal/errors');
    done(new ERR_STREAM_DESTROYED('write'));
  } else if (writev) {
    stream._writev(chunk, done);
  } else {
    stream._write(chunk, encoding, done);
  }
  state.sync = false;
}

function onwrite(stream, state, error) {
  const cb = state.writecb;
  if (typeof cb !== 'function') {
    const { codes: { ERR_MULTIPLE_CALLBACK } } = require('internal/errors');
    errorOrDestroy(stream, new ERR_MULTIPLE_CALLBACK());
    return;
  }
  const { sync } = state;
  state.writing = false;
  state.writecb = null;
  state.length -= state.writelen;
  state.writelen = 0;
  if (error) {
    onwriteFailed(stream, state, sync, error, cb);
    return;
  }
  if (state.buffered.length > state.bufferedIndex) clearBuffer(stream, state);
  if (!sync) {
    if (cb === nop && !state.needDrain && !state.ending && !state.destroyed) state.pendingcb--;
    else afterWrite(stream, state, 1, cb);
  } else if (state.quietWrites && cb === nop && !state.needDrain && !state.ending && !state.destroyed) {
    state.pendingcb--;
  } else if (state.afterWriteTickInfo !== null && state.afterWriteTickInfo.cb === cb) {
    state.afterWriteTickInfo.count++;
  } else {
    state.afterWriteTickInfo = { count: 1, cb, stream, state };
    nextTick(afterWriteTick, state.afterWriteTickInfo);
  }
}

function onwriteFailed(stream, state, sync, error, cb) {
  // Reading the stack now keeps the place where the error was made.
  void error.stack;
  if (!state.errored) state.errored = error;
  const r = stream._readableState;
  if (r && !r.errored) r.errored = error;
  if (sync) nextTick(() => onwriteError(stream, state, error, cb));
  else onwriteError(stream, state, error, cb);
}

function onwriteError(stream, state, error, cb) {
  --state.pendingcb;
  cb(error);
  errorBuffer(state);
  errorOrDestroy(stream, error);
}

function afterWriteTick({ stream, state, count, cb }) {
  state.afterWriteTickInfo = null;
  afterWrite(stream, state, count, cb);
}

function afterWrite(stream, state, count, cb) {
  if (state.needDrain && !state.ending && state.length === 0 && !stream.destroyed) {
    state.needDrain = false;
    stream.emit('drain');
  }
  if (cb === nop) {
    state.pendingcb -= count;
  } else {
    while (count-- > 0) {
      state.pendingcb--;
      cb(null);
    }
  }
  if (state.destroyed) errorBuffer(state);
  if (state.ending) finishMaybe(stream, state);
}

// errorBuffer tells everyone whose write will never happen.
function errorBuffer(state) {
  if (state.writing) return;
  const { codes: { ERR_STREAM_DESTROYED } } = require('internal/errors');
  for (let n = state.bufferedIndex; n < state.buffered.length; ++n) {
    const { chunk, callback } = state.buffered[n];
    state.length -= state.objectMode ? 1 : chunk.length;
    callback(state.errored || new ERR_STREAM_DESTROYED('write'));
  }
  callFinishedCallbacks(state, state.errored || new ERR_STREAM_DESTROYED('end'));
  resetBuffer(state);
}

function resetBuffer(state) {
  state.buffered = [];
  state.bufferedIndex = 0;
  state.allBuffers = true;
  state.allNoop = true;
}

function clearBuffer(stream, state) {
  if (state.corked || state.bufferProcessing || state.destroyed || !state.constructed) return;
  const { buffered } = state;
  let i = state.bufferedIndex;
  const count = buffered.length - i;
  if (count === 0) return;
  state.bufferProcessing = true;
  if (count > 1 && stream._writev) {
    state.pendingcb -= count - 1;
    const callback = state.allNoop ? nop : (error) => {
      for (let n = i; n < buffered.length; ++n) buffered[n].callback(error);
    };
    const chunks = state.allNoop && i === 0 ? buffered : buffered.slice(i);
    chunks.allBuffers = state.allBuffers;
    doWrite(stream, state, true, state.length, chunks, '', callback);
    resetBuffer(state);
  } else {
    do {
      const { chunk, encoding, callback } = buffered[i];
      buffered[i++] = null;
      doWrite(stream, state, false, state.objectMode ? 1 : chunk.length, chunk, encoding, callback);
    } while (i < buffered.length && !state.writing);
    if (i === buffered.length) {
      resetBuffer(state);
    } else if (i > 256) {
      buffered.splice(0, i);
      state.bufferedIndex = 0;
    } else {
      state.bufferedIndex = i;
    }
  }
  state.bufferProcessing = false;
}

Writable.prototype.cork = function() {
  this._writableState.corked++;
};

Writable.prototype.uncork = function() {
  const state = this._writableState;
  if (state.corked) {
    state.corked--;
    if (!state.writing) clearBuffer(this, state);
  }
};

Writable.prototype.setDefaultEncoding = function setDefaultEncoding(encoding) {
  if (typeof encoding === 'string') encoding = encoding.toLowerCase();
  if (!Buffer.isEncoding(encoding)) throw unknownEncoding(encoding);
  this._writableState.defaultEncoding = encoding;
  return this;
};

Writable.prototype._write = function(chunk, encoding, cb) {
  if (this._writev) {
    this._writev([{ chunk, encoding }], cb);
    return;
  }
  const { codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');
  throw new ERR_METHOD_NOT_IMPLEMENTED('_write()');
};

Writable.prototype._writev = null;

Writable.prototype.end = function(chunk, encoding, cb) {
  const state = this._writableState;
  if (typeof chunk === 'function') {
    cb = chunk;
    chunk = null;
    encoding = null;
  } else if (typeof encoding === 'function') {
    cb = encoding;
    encoding = null;
  }
  let error;
  if (chunk !== null && chunk !== undefined) {
    const ret = write(this, chunk, encoding);
    if (ret instanceof Error) error = ret;
  }
  if (state.corked) {
    state.corked = 1;
    this.uncork();
  }
  if (error === undefined) error = beginEnd(this, state);
  if (typeof cb === 'function') {
    if (error) nextTick(cb, error);
    else if (state.finished) nextTick(cb);
    else if (state.onfinish === null) state.onfinish = [cb];
    else state.onfinish.push(cb);
  }
  return this;
};

Writable.prototype.destroy = function(error, cb) {
  const state = this._writableState;
  if (!state.destroyed && (state.bufferedIndex < state.buffered.length || state.onfinish !== null)) {
    nextTick(errorBuffer, state);
  }
  destroy.call(this, error, cb);
  return this;
};

Writable.prototype._undestroy = undestroy;
Writable.prototype._destroy = function(error, cb) { cb(error); };

Writable.prototype[EE.captureRejectionSymbol] = function(error) {
  this.destroy(error);
};

Writable.prototype[Symbol.asyncDispose] = async function() {
  let error;
  if (!this.destroyed) {
    if (!this.writableFinished) {
      const { AbortError } = require('internal/errors');
      error = new AbortError();
    }
    this.destroy(error);
  }
  await new Promise((resolve, reject) => {
    require('./eos.js').eos(this, (e) => (e && e.name !== 'AbortError' ? reject(e) : resolve()));
  });
};

require('./internals.js').afterConstruct = afterConstruct;
require('./writable_more.js').install(Writable);
