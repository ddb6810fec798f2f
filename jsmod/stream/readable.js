'use strict';

// Readable. Sockets of net and tls live on push: with a 'data' listener and
// nothing buffered a chunk goes straight to the listener.

const EE = require('events');
const { Buffer } = require('buffer');
const { nextTick } = require('internal/task_queue');
const { Stream } = require('./legacy.js');
const { ReadableState } = require('./readable_state.js');
const { lengthOf, howMuchToRead, raisedMark, takeFrom } = require('./readable_buffer.js');
const { construct, destroy, undestroy, errorOrDestroy } = require('./destroy.js');

const { bufferLength } = binding;

module.exports = Readable;
Object.setPrototypeOf(Readable.prototype, Stream.prototype);
Object.setPrototypeOf(Readable, Stream);

const on = EE.prototype.on;

function Readable(options) {
  if (!(this instanceof Readable)) return new Readable(options);
  EE.init.call(this, options);
  this._readableState = new ReadableState(options, this, false);
  if (options) {
    if (typeof options.read === 'function') this._read = options.read;
    if (typeof options.destroy === 'function') this._destroy = options.destroy;
    if (typeof options.construct === 'function') this._construct = options.construct;
    if (options.signal) require('./add_abort_signal.js').addAbortSignal(options.signal, this);
  }
  if (typeof this._construct === 'function') {
    construct(this, () => {
      if (this._readableState.needReadable) maybeReadMore(this, this._readableState);
    });
  }
}

Readable.ReadableState = ReadableState;
Readable.prototype.destroy = destroy;
Readable.prototype._undestroy = undestroy;
Readable.prototype._destroy = function(err, cb) { cb(err); };

Readable.prototype[EE.captureRejectionSymbol] = function(err) {
  this.destroy(err);
};

Readable.prototype[Symbol.asyncDispose] = function() {
  let error = null;
  if (!this.destroyed) {
    if (!this.readableEnded) {
      const { AbortError } = require('internal/errors');
      error = new AbortError();
    }
    this.destroy(error);
  }
  return new Promise((resolve, reject) => {
    require('./eos.js').eos(this, (err) => (err && err !== error ? reject(err) : resolve(null)));
  });
};

Readable.prototype.push = function(chunk, encoding) {
  const state = this._readableState;
  return state.objectMode ? pushObject(this, state, chunk, encoding) : pushBytes(this, state, chunk, encoding);
};

Readable.prototype.unshift = function(chunk, encoding) {
  const state = this._readableState;
  return state.objectMode ? unshiftObject(this, state, chunk) : unshiftBytes(this, state, chunk, encoding);
};

function canPushMore(state) {
  return !state.ended && (state.length === 0 || state.length < state.highWaterMark);
}

function pushEnd(stream, state) {
  state.reading = false;
  onEofChunk(stream, state);
  return false;
}

function asBuffer(chunk) {
  if (chunk instanceof Buffer) return chunk;
  if (ArrayBuffer.isView(chunk)) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
  return new ERR_INVALID_ARG_TYPE('chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk);
}

function pushBytes(stream, state, chunk, encoding) {
  if (chunk === null) return pushEnd(stream, state);
  let length = -1;
  if (typeof chunk === 'string') {
    encoding = encoding || state.defaultEncoding;
    if (state.encoding !== encoding) {
      if (state.encoding) chunk = Buffer.from(chunk, encoding).toString(state.encoding);
      else {
        chunk = Buffer.from(chunk, encoding);
        encoding = '';
      }
    }
  } else if (chunk !== undefined) {
    encoding = '';
    length = bufferLength(chunk);
    if (length < 0) {
      chunk = asBuffer(chunk);
      if (chunk instanceof Error) {
        errorOrDestroy(stream, chunk);
        return false;
      }
    }
  }
  if (length < 0) length = chunk ? chunk.length : 0;
  if (length <= 0) {
    state.reading = false;
    maybeReadMore(stream, state);
    return canPushMore(state);
  }
  if (state.ended) return pushAfterEnd(stream);
  if (state.destroyed || state.errored) return false;
  state.reading = false;
  if (state.decoder !== null && !encoding) {
    chunk = state.decoder.write(chunk);
    if (chunk.length === 0) {
      maybeReadMore(stream, state);
      return canPushMore(state);
    }
  }
  addChunk(stream, state, chunk, false);
  return canPushMore(state);
}

// pushBuffer is push for a source that knows that chunk is a Buffer with at
// least one byte; the stream is not in object mode. What a socket with a 'data'
// listener does for every chunk stands here in one piece: each call would cost
// as much as four comparisons.
function pushBuffer(stream, chunk) {
  const state = stream._readableState;
  if (state.flowing === true && state.length === 0 && state.keepsReading && !state.sync && !state.ended &&
      state.decoder === null && state.awaitDrainWriters === null && !state.destroyed && !state.errored &&
      stream._events.data !== undefined) {
    state.reading = false;
    if (!state.dataEmitted) state.dataEmitted = true;
    stream.emit('data', chunk);
    return !state.ended && (state.length === 0 || state.length < state.highWaterMark);
  }
  if (state.ended || state.decoder !== null || state.destroyed || state.errored) {
    return stream.push(chunk);
  }
  state.reading = false;
  addChunk(stream, state, chunk, false);
  return canPushMore(state);
}

function pushObject(stream, state, chunk, encoding) {
  if (chunk === null) return pushEnd(stream, state);
  if (state.ended) return pushAfterEnd(stream);
  if (state.destroyed || state.errored) return false;
  state.reading = false;
  if (state.decoder !== null && !encoding) chunk = state.decoder.write(chunk);
  addChunk(stream, state, chunk, false);
  return canPushMore(state);
}

function pushAfterEnd(stream) {
  const { codes: { ERR_STREAM_PUSH_AFTER_EOF } } = require('internal/errors');
  errorOrDestroy(stream, new ERR_STREAM_PUSH_AFTER_EOF());
  return false;
}

function unshiftBytes(stream, state, chunk, encoding) {
  if (chunk === null) return pushEnd(stream, state);
  if (typeof chunk === 'string') {
    encoding = encoding || state.defaultEncoding;
    if (state.encoding !== encoding) {
      chunk = Buffer.from(chunk, encoding);
      if (state.encoding) chunk = chunk.toString(state.encoding);
    }
  } else if (chunk !== undefined) {
    chunk = asBuffer(chunk);
    if (chunk instanceof Error) {
      errorOrDestroy(stream, chunk);
      return false;
    }
  }
  if (!(chunk && chunk.length > 0)) return canPushMore(state);
  return unshiftValue(stream, state, chunk);
}

function unshiftObject(stream, state, chunk) {
  return chunk === null ? pushEnd(stream, state) : unshiftValue(stream, state, chunk);
}

function unshiftValue(stream, state, chunk) {
  if (state.endEmitted) {
    const { codes: { ERR_STREAM_UNSHIFT_AFTER_END_EVENT } } = require('internal/errors');
    errorOrDestroy(stream, new ERR_STREAM_UNSHIFT_AFTER_END_EVENT());
  } else if (state.destroyed || state.errored) {
    return false;
  } else {
    addChunk(stream, state, chunk, true);
  }
  return canPushMore(state);
}

function addChunk(stream, state, chunk, first) {
  if (state.flowing === true && state.length === 0 && !state.sync && stream._events.data !== undefined) {
    if (state.awaitDrainWriters !== null) forgetDrains(state);
    state.dataEmitted = true;
    stream.emit('data', chunk);
    if (state.keepsReading) return;
  } else {
    state.length += state.objectMode ? 1 : lengthOf(chunk);
    if (!first) state.buffer.push(chunk);
    else if (state.bufferIndex > 0) state.buffer[--state.bufferIndex] = chunk;
    else state.buffer.unshift(chunk);
    if (state.needReadable) emitReadable(stream);
  }
  if (!state.readingMore) maybeReadMore(stream, state);
}

function forgetDrains(state) {
  if (state.multiAwaitDrain) state.awaitDrainWriters.clear();
  else state.awaitDrainWriters = null;
}

function onEofChunk(stream, state) {
  if (state.ended) return;
  if (state.decoder !== null) {
    const chunk = state.decoder.end();
    if (chunk && chunk.length) {
      state.buffer.push(chunk);
      state.length += state.objectMode ? 1 : chunk.length;
    }
  }
  state.ended = true;
  if (state.sync) {
    emitReadable(stream);
  } else {
    state.needReadable = false;
    state.emittedReadable = true;
    emitReadableNow(stream);
  }
}

// emitReadable tells at the next tick that there is something to read, or that
// the end has been reached.
function emitReadable(stream) {
  const state = stream._readableState;
  state.needReadable = false;
  if (!state.emittedReadable) {
    state.emittedReadable = true;
    nextTick(emitReadableNow, stream);
  }
}

function emitReadableNow(stream) {
  const state = stream._readableState;
  if (!state.destroyed && !state.errored && (state.length || state.ended)) {
    stream.emit('readable');
    state.emittedReadable = false;
  }
  state.needReadable = !state.flowing && !state.ended && state.length <= state.highWaterMark;
  flow(stream);
}

// maybeReadMore fills the buffer up to the mark at the next tick.
function maybeReadMore(stream, state) {
  if (!state.readingMore && state.constructed) {
    state.readingMore = true;
    nextTick(readMore, stream, state);
  }
}

function readMore(stream, state) {
  while (!state.reading && !state.ended &&
      (state.length < state.highWaterMark || (state.flowing && state.length === 0))) {
    const before = state.length;
    stream.read(0);
    if (before === state.length) break;
  }
  state.readingMore = false;
}

Readable.prototype.read = function(n) {
  if (n === undefined) n = NaN;
  else if (!Number.isInteger(n)) n = Number.parseInt(n, 10);
  const state = this._readableState;
  const asked = n;
  if (n > state.highWaterMark) state.highWaterMark = raisedMark(n);
  if (n !== 0) state.emittedReadable = false;

  // read(0) with enough in the buffer only causes the event.
  if (n === 0 && state.needReadable &&
      ((state.highWaterMark !== 0 ? state.length >= state.highWaterMark : state.length > 0) || state.ended)) {
    if (state.length === 0 && state.ended) endReadable(this);
    else emitReadable(this);
    return null;
  }

  n = howMuchToRead(n, state);
  if (n === 0 && state.ended) {
    if (state.length === 0) endReadable(this);
    return null;
  }
  if (state.needReadable || state.length === 0 || state.length - n < state.highWaterMark) {
    callRead(this, state);
    if (!state.reading) n = howMuchToRead(asked, state);
  }

  let ret = null;
  if (n > 0) ret = takeFrom(n, state);
  if (ret === null) {
    state.needReadable = state.length <= state.highWaterMark;
    n = 0;
  } else {
    state.length -= n;
    if (state.awaitDrainWriters !== null) forgetDrains(state);
  }
  if (state.length === 0) {
    if (!state.ended) state.needReadable = true;
    if (asked !== n && state.ended) endReadable(this);
  }
  if (ret !== null && !state.errorEmitted && !state.closeEmitted) {
    state.dataEmitted = true;
    this.emit('data', ret);
  }
  return ret;
};

// callRead asks the source for more, unless it has been asked already or there
// will be no more.
function callRead(stream, state) {
  if (state.ended || state.reading || state.destroyed || state.errored || !state.constructed) return;
  state.reading = true;
  state.sync = true;
  if (state.length === 0) state.needReadable = true;
  try {
    stream._read(state.highWaterMark);
  } catch (error) {
    errorOrDestroy(stream, error);
  }
  state.sync = false;
}

Readable.prototype._read = function() {
  const { codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');
  throw new ERR_METHOD_NOT_IMPLEMENTED('_read()');
};

Readable._fromList = takeFrom;

function endReadable(stream) {
  const state = stream._readableState;
  if (!state.endEmitted) {
    state.ended = true;
    nextTick(emitEnd, state, stream);
  }
}

function emitEnd(state, stream) {
  if (state.errored || state.closeEmitted || state.endEmitted || state.length !== 0) return;
  state.endEmitted = true;
  stream.emit('end');
  if (stream.writable && stream.allowHalfOpen === false) {
    nextTick(endWritable, stream);
  } else if (state.autoDestroy) {
    const w = stream._writableState;
    if (!w || (w.autoDestroy && (w.finished || w.writable === false))) stream.destroy();
  }
}

function endWritable(stream) {
  if (stream.writable && !stream.writableEnded && !stream.destroyed) stream.end();
}

function flow(stream) {
  const state = stream._readableState;
  while (state.flowing && stream.read() !== null);
}

Readable.prototype.on = function(ev, fn) {
  const res = on.call(this, ev, fn);
  if (ev === 'data') onDataListener(this);
  else if (ev === 'readable') onReadableListener(this);
  return res;
};

Readable.prototype.addListener = Readable.prototype.on;

function onDataListener(stream) {
  const state = stream._readableState;
  state.readableListening = stream.listenerCount('readable') > 0;
  if (state.flowing !== false) stream.resume();
}

function onReadableListener(stream) {
  const state = stream._readableState;
  if (state.endEmitted || state.readableListening) return;
  state.readableListening = state.needReadable = true;
  state.flowing = false;
  state.emittedReadable = false;
  if (state.length) emitReadable(stream);
  else if (!state.reading) nextTick(readNothing, stream);
}

function readNothing(stream) {
  stream.read(0);
}

Readable.prototype.removeListener = function(ev, fn) {
  const res = EE.prototype.removeListener.call(this, ev, fn);
  // Whoever replaces one listener by another must not lose the mode meanwhile.
  if (ev === 'readable') nextTick(updateReadableListening, this);
  return res;
};

Readable.prototype.off = Readable.prototype.removeListener;

Readable.prototype.removeAllListeners = function(ev) {
  const res = EE.prototype.removeAllListeners.apply(this, arguments);
  if (ev === 'readable' || ev === undefined) nextTick(updateReadableListening, this);
  return res;
};

function updateReadableListening(stream) {
  const state = stream._readableState;
  state.readableListening = stream.listenerCount('readable') > 0;
  if (state.resumeScheduled && state.paused === false) state.flowing = true;
  else if (stream.listenerCount('data') > 0) stream.resume();
  else if (!state.readableListening) state.flowing = null;
}

Readable.prototype.resume = function() {
  const state = this._readableState;
  if (!state.flowing) {
    // With a 'readable' listener it is that listener who calls read.
    state.flowing = !state.readableListening;
    if (!state.resumeScheduled) {
      state.resumeScheduled = true;
      nextTick(resumeNow, this, state);
    }
  }
  state.paused = false;
  return this;
};

function resumeNow(stream, state) {
  if (!state.reading) stream.read(0);
  state.resumeScheduled = false;
  stream.emit('resume');
  flow(stream);
  if (state.flowing && !state.reading) stream.read(0);
}

Readable.prototype.pause = function() {
  const state = this._readableState;
  if (state.flowing !== false) {
    state.flowing = false;
    this.emit('pause');
  }
  state.paused = true;
  return this;
};

Readable.prototype.isPaused = function() {
  const state = this._readableState;
  return state.paused === true || state.flowing === false;
};

Readable.prototype.setEncoding = function(encoding) {
  const { StringDecoder } = require('string_decoder');
  const state = this._readableState;
  const decoder = new StringDecoder(encoding);
  state.decoder = decoder;
  state.encoding = decoder.encoding;
  let text = '';
  for (let i = state.bufferIndex; i < state.buffer.length; i++) text += decoder.write(state.buffer[i]);
  state.buffer.length = 0;
  state.bufferIndex = 0;
  if (text !== '') state.buffer.push(text);
  state.length = text.length;
  return this;
};

Object.assign(require('./internals.js'), { pushBuffer, maybeReadMore });
require('./pipe.js').install(Readable, { flow });
require('./readable_more.js').install(Readable, ReadableState);
