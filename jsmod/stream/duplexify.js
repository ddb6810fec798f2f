'use strict';

// Duplex.from: a Duplex of nearly anything.

const { asyncGenerator, pause } = require('internal/async_generator');
const {
  AbortError, codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_RETURN_VALUE },
} = require('internal/errors');
const { nextTick } = require('internal/task_queue');
const { destroyer } = require('./destroy.js');
const Duplex = require('./duplex.js');
const { readFrom, writeTo } = require('./joined.js');
const Readable = require('./readable.js');
const Writable = require('./writable.js');
const { eos } = require('./eos.js');
const {
  isDuplexNodeStream, isIterable, isNodeStream, isReadable, isReadableNodeStream, isReadableStream, isWritable,
  isWritableNodeStream, isWritableStream,
} = require('./utils.js');

module.exports = function duplexify(body, name) {
  if (isDuplexNodeStream(body)) return body;
  if (isReadableNodeStream(body)) return duplexOf({ readable: body });
  if (isWritableNodeStream(body)) return duplexOf({ writable: body });
  if (isNodeStream(body)) return duplexOf({ writable: false, readable: false });
  if (isReadableStream(body)) return duplexOf({ readable: Readable.fromWeb(body) });
  if (isWritableStream(body)) return duplexOf({ writable: Writable.fromWeb(body) });
  if (typeof body === 'function') return fromFunction(body, name);
  if (body !== null && typeof body === 'object' && typeof body.arrayBuffer === 'function') {
    return duplexify(body.arrayBuffer(), name);
  }
  if (isIterable(body)) {
    return require('./from.js').from(Duplex, body, { objectMode: true, writable: false });
  }
  if (body !== null && typeof body === 'object') {
    const { readable, writable } = body;
    if (typeof readable === 'object' || typeof writable === 'object') {
      return duplexOf({
        readable: half(readable, isReadableNodeStream, name),
        writable: half(writable, isWritableNodeStream, name),
      });
    }
  }
  const then = body === null || body === undefined ? undefined : body.then;
  if (typeof then === 'function') return fromPromise(body, then);
  throw new ERR_INVALID_ARG_TYPE(name, [
    'Blob', 'ReadableStream', 'WritableStream', 'Stream', 'Iterable', 'AsyncIterable', 'Function',
    '{ readable, writable } pair', 'Promise',
  ], body);
};

function half(value, isWanted, name) {
  if (!value) return undefined;
  return isWanted(value) ? value : module.exports(value, name);
}

function fromPromise(promise, then) {
  let d = null;
  then.call(promise, (value) => {
    if (value !== undefined && value !== null) d.push(value);
    d.push(null);
  }, (error) => { destroyer(d, error); });
  d = new Duplex({ objectMode: true, writable: false, read() {} });
  return d;
}

function fromFunction(body, name) {
  const { value, write, final, destroy } = fromAsyncGen(body);
  if (isDuplexNodeStream(value)) return value;
  if (isIterable(value)) {
    return require('./from.js').from(Duplex, value, { objectMode: true, write, final, destroy });
  }
  const then = value === undefined || value === null ? undefined : value.then;
  if (typeof then !== 'function') {
    throw new ERR_INVALID_RETURN_VALUE('Iterable, AsyncIterable or AsyncFunction', name, value);
  }
  let d = null;
  const promise = then.call(value, (result) => {
    if (result !== undefined && result !== null) {
      throw new ERR_INVALID_RETURN_VALUE('nully', 'body', result);
    }
  }, (error) => { destroyer(d, error); });
  d = new Duplex({
    objectMode: true,
    readable: false,
    write,
    final(cb) {
      final(() => {
        Promise.resolve(promise).then(() => nextTick(cb, null), (error) => nextTick(cb, error));
      });
    },
    destroy,
  });
  return d;
}

// fromAsyncGen gives fn an iterable of what is written.
function fromAsyncGen(fn) {
  const { AbortController } = require('internal/abort_controller');
  let resolve;
  let promise;
  const renew = () => { promise = new Promise((r) => { resolve = r; }); };
  renew();
  const ac = new AbortController();
  const { signal } = ac;
  const written = asyncGenerator(function* chunks() {
    for (;;) {
      const current = promise;
      promise = null;
      const { chunk, done, cb } = yield pause(current);
      nextTick(cb);
      if (done) return;
      if (signal.aborted) throw new AbortError(undefined, { cause: signal.reason });
      renew();
      yield chunk;
    }
  });
  const value = fn(written(), { signal });
  return {
    value,
    write(chunk, encoding, cb) {
      const give = resolve;
      resolve = null;
      give({ chunk, done: false, cb });
    },
    final(cb) {
      const give = resolve;
      resolve = null;
      give({ done: true, cb });
    },
    destroy(error, cb) {
      ac.abort();
      cb(error);
    },
  };
}

// duplexOf joins two streams, either of which may be missing.
function duplexOf(pair) {
  const r = pair.readable && typeof pair.readable.read !== 'function' ?
    Readable.wrap(pair.readable) : pair.readable;
  const w = pair.writable;
  let readable = !!isReadable(r);
  let writable = !!isWritable(w);
  let forgetWrites = () => {};
  let forgetReads = () => {};
  // null once both ends are over.
  let onclose;
  let d = null;

  function onfinished(error) {
    const cb = onclose;
    onclose = null;
    if (cb) cb(error);
    else if (error) d.destroy(error);
  }

  d = new Duplex({
    readableObjectMode: !!(r && r.readableObjectMode),
    writableObjectMode: !!(w && w.writableObjectMode),
    readable,
    writable,
  });

  if (writable) {
    eos(w, (error) => {
      writable = false;
      if (error) destroyer(r, error);
      onfinished(error);
    });
    forgetWrites = writeTo(d, w, w);
  }

  if (readable) {
    eos(r, (error) => {
      readable = false;
      if (error) destroyer(r, error);
      onfinished(error);
    });
    forgetReads = readFrom(d, r);
  }

  d._destroy = (error, callback) => {
    if (!error && onclose !== null) error = new AbortError();
    forgetWrites();
    forgetReads();
    if (onclose === null) {
      callback(error);
    } else {
      onclose = callback;
      destroyer(w, error);
      destroyer(r, error);
    }
  };
  return d;
}
