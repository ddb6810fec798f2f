'use strict';

// stream.pipeline.

const { nextTick } = require('internal/task_queue');
const {
  AbortError,
  codes: {
    ERR_INVALID_ARG_TYPE, ERR_INVALID_RETURN_VALUE, ERR_MISSING_ARGS, ERR_STREAM_DESTROYED,
    ERR_STREAM_PREMATURE_CLOSE,
  },
} = require('internal/errors');
const { asyncGenerator, loop } = require('internal/async_generator');
const { destroyer: destroyStream } = require('./destroy.js');
const { eos } = require('./eos.js');
const { pump, pumpToWeb } = require('./pump.js');
const {
  isIterable, isNodeStream, isReadable, isReadableFinished, isReadableNodeStream, isReadableStream, isTransformStream,
  isWebStream,
} = require('./utils.js');

function pipeline(...streams) {
  const last = streams[streams.length - 1];
  require('internal/validators').validateFunction(last, 'streams[stream.length - 1]');
  streams.pop();
  let called = false;
  return pipelineImpl(streams, (...args) => {
    if (called) return;
    called = true;
    last(...args);
  });
}

function pipelineImpl(streams, callback, opts) {
  if (streams.length === 1 && Array.isArray(streams[0])) [streams] = streams;
  if (streams.length < 2) throw new ERR_MISSING_ARGS('streams');
  const run = new Pipeline(streams, callback, opts);
  return run.start();
}

function Pipeline(streams, callback, opts) {
  const outer = opts === undefined || opts === null ? undefined : opts.signal;
  require('internal/validators').validateAbortSignal(outer, 'options.signal');
  const { AbortController } = require('internal/abort_controller');
  this.streams = streams;
  this.callback = callback;
  // Whether the last stream is ended with the first.
  this.endsLast = !opts || opts.end !== false;
  this.outer = outer;
  this.controller = new AbortController();
  this.signal = this.controller.signal;
  this.error = undefined;
  this.value = undefined;
  this.destroys = [];
  this.lastCleanup = [];
  this.pending = 0;
  this.disposable = undefined;
  this.finish = (error) => { this.over(error, --this.pending === 0); };
  this.fail = (error) => { this.over(error, false); };
  this.abort = () => {
    const cause = outer === undefined ? undefined : outer.reason;
    this.over(new AbortError(undefined, { cause }));
  };
  if (outer) this.disposable = require('events').addAbortListener(outer, this.abort);
}

Pipeline.prototype.over = function(error, final) {
  if (error && (!this.error || this.error.code === 'ERR_STREAM_PREMATURE_CLOSE')) this.error = error;
  if (!this.error && !final) return;
  while (this.destroys.length > 0) this.destroys.shift()(this.error);
  if (this.disposable !== undefined) this.disposable[Symbol.dispose]();
  this.controller.abort();
  if (!final) return;
  if (!this.error) for (const fn of this.lastCleanup) fn();
  nextTick(this.callback, this.error, this.value);
};

Pipeline.prototype.start = function() {
  let ret;
  for (let i = 0; i < this.streams.length; i++) {
    const stream = this.streams[i];
    const part = {
      stream,
      index: i,
      reading: i < this.streams.length - 1,
      writing: i > 0,
      last: i === this.streams.length - 1,
    };
    part.end = part.reading || this.endsLast;
    if (isNodeStream(stream)) this.watch(part);
    ret = this.connect(part, ret);
  }
  if (this.signal.aborted || (this.outer && this.outer.aborted)) nextTick(this.abort);
  return ret;
};

// watch has a stream destroyed when another fails, and hears of its errors.
Pipeline.prototype.watch = function({ stream, reading, writing, last, end }) {
  const readableLast = last && isReadable(stream);
  if (end) {
    const { destroy, cleanup } = destroyer(stream, reading, writing);
    this.destroys.push(destroy);
    if (readableLast) this.lastCleanup.push(cleanup);
  }
  const onError = (error) => {
    if (error && error.name !== 'AbortError' && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') this.fail(error);
  };
  stream.on('error', onError);
  if (readableLast) this.lastCleanup.push(() => { stream.removeListener('error', onError); });
};

Pipeline.prototype.connect = function(part, ret) {
  const { stream, index } = part;
  if (index === 0) return this.source(stream);
  if (typeof stream === 'function') return this.through(part, ret);
  if (isNodeStream(stream)) {
    this.into(part, ret);
    return stream;
  }
  if (isWebStream(stream)) {
    this.intoWeb(part, ret);
    return stream;
  }
  return require('./duplex.js').from(stream);
};

Pipeline.prototype.source = function(stream) {
  if (typeof stream === 'function') {
    const ret = stream({ signal: this.signal });
    if (!isIterable(ret)) throw new ERR_INVALID_RETURN_VALUE('Iterable, AsyncIterable or Stream', 'source', ret);
    return ret;
  }
  if (isIterable(stream) || isReadableNodeStream(stream) || isTransformStream(stream)) return stream;
  return require('./duplex.js').from(stream);
};

Pipeline.prototype.through = function(part, previous) {
  const { stream, index, reading } = part;
  const ret = stream(makeAsyncIterable(readSide(previous)), { signal: this.signal });
  if (!reading) return this.destination(part, ret);
  if (!isIterable(ret, true)) throw new ERR_INVALID_RETURN_VALUE('AsyncIterable', `transform[${index - 1}]`, ret);
  return ret;
};

// destination is a function at the end of the pipeline: what it returns is read
// through a PassThrough.
Pipeline.prototype.destination = function({ end, last }, ret) {
  const PassThrough = require('./passthrough.js');
  const pt = new PassThrough({ objectMode: true });
  const then = ret === undefined || ret === null ? undefined : ret.then;
  if (typeof then === 'function') {
    this.pending++;
    then.call(ret, (value) => {
      this.value = value;
      if (value !== undefined && value !== null) pt.write(value);
      if (end) pt.end();
      nextTick(this.finish);
    }, (error) => {
      pt.destroy(error);
      nextTick(this.finish, error);
    });
  } else if (isIterable(ret, true)) {
    this.pending++;
    pump(ret, pt, this.finish, end);
  } else {
    throw new ERR_INVALID_RETURN_VALUE('AsyncIterable or Promise', 'destination', ret);
  }
  const { destroy, cleanup } = destroyer(pt, false, true);
  this.destroys.push(destroy);
  if (last) this.lastCleanup.push(cleanup);
  return pt;
};

Pipeline.prototype.into = function({ stream, last, end }, ret) {
  if (isReadableNodeStream(ret)) {
    this.pending += 2;
    const cleanup = pipe(ret, stream, this.finish, this.fail, end);
    if (isReadable(stream) && last) this.lastCleanup.push(cleanup);
  } else if (isIterable(readSide(ret))) {
    this.pending++;
    pump(readSide(ret), stream, this.finish, end);
  } else {
    throw unreadable(ret);
  }
};

Pipeline.prototype.intoWeb = function({ stream, end }, ret) {
  const from = readSide(ret);
  if (!isReadableNodeStream(from) && !isReadableStream(from) && !isIterable(from)) throw unreadable(ret);
  this.pending++;
  const writable = isTransformStream(stream) ? stream.writable : stream;
  pumpToWeb(makeAsyncIterable(from), writable, this.finish, end);
};

// readSide is where one reads what has gone through a TransformStream.
function readSide(stream) {
  return isTransformStream(stream) ? stream.readable : stream;
}

function unreadable(ret) {
  return new ERR_INVALID_ARG_TYPE(
    'val', ['Readable', 'Iterable', 'AsyncIterable', 'ReadableStream', 'TransformStream'], ret);
}

function destroyer(stream, reading, writing) {
  let over = false;
  stream.on('close', () => { over = true; });
  const cleanup = eos(stream, { readable: reading, writable: writing }, (error) => { over = !error; });
  return {
    cleanup,
    destroy(error) {
      if (over) return;
      over = true;
      destroyStream(stream, error || new ERR_STREAM_DESTROYED('pipe'));
    },
  };
}

// chunksOf touches the stream only once someone asks for its first chunk.
const chunksOf = asyncGenerator(function* chunks(stream) {
  yield* loop(require('./iterator.js').asyncIterator(stream), function* (chunk) { yield chunk; });
});

function makeAsyncIterable(val) {
  if (isIterable(val)) return val;
  if (isReadableNodeStream(val)) return chunksOf(val);
  throw new ERR_INVALID_ARG_TYPE('val', ['Readable', 'Iterable', 'AsyncIterable'], val);
}

function pipe(src, dst, finish, fail, end) {
  let ended = false;
  dst.on('close', () => {
    if (!ended) fail(new ERR_STREAM_PREMATURE_CLOSE());
  });
  src.pipe(dst, { end: false });
  if (end) {
    const endDst = () => {
      ended = true;
      dst.end();
    };
    if (isReadableFinished(src)) nextTick(endDst);
    else src.once('end', endDst);
  } else {
    finish();
  }
  eos(src, { readable: true, writable: false }, (error) => {
    const r = src._readableState;
    if (error && error.code === 'ERR_STREAM_PREMATURE_CLOSE' && r && r.ended && !r.errored && !r.errorEmitted) {
      // Some old streams close before their 'end', which is still to come.
      src.once('end', finish).once('error', finish);
    } else {
      finish(error);
    }
  });
  return eos(dst, { readable: false, writable: true }, finish);
}

module.exports = { pipeline, pipelineImpl };
