'use strict';

// Readable.from.

const { Buffer } = require('buffer');
const { nextTick } = require('internal/task_queue');
const { codes: { ERR_INVALID_ARG_TYPE, ERR_STREAM_NULL_VALUES } } = require('internal/errors');

function from(Readable, iterable, opts) {
  if (typeof iterable === 'string' || iterable instanceof Buffer) {
    return new Readable(Object.assign({
      objectMode: true,
      read() {
        this.push(iterable);
        this.push(null);
      },
    }, opts));
  }
  const known = iterable !== undefined && iterable !== null;
  let iterator;
  let isAsync = false;
  if (known && iterable[Symbol.asyncIterator]) {
    isAsync = true;
    iterator = iterable[Symbol.asyncIterator]();
  } else if (known && iterable[Symbol.iterator]) {
    iterator = iterable[Symbol.iterator]();
  } else {
    throw new ERR_INVALID_ARG_TYPE('iterable', ['Iterable'], iterable);
  }
  const readable = new Readable(Object.assign({ objectMode: true, highWaterMark: 1 }, opts));
  let reading = false;
  readable._read = function() {
    if (reading) return;
    reading = true;
    pump(readable, iterator, isAsync, () => { reading = false; });
  };
  const { _destroy } = readable;
  readable._destroy = function(error, cb) {
    close(iterator, error).then(
      () => nextTick(cb, error),
      (e) => nextTick(cb, e || error),
    );
  };
  if (opts && typeof opts.destroy === 'function') readable._destroy = _destroy;
  return readable;
}

async function close(iterator, error) {
  const failed = error !== undefined && error !== null;
  if (failed && typeof iterator.throw === 'function') {
    const { value, done } = await iterator.throw(error);
    await value;
    if (done) return;
  }
  if (typeof iterator.return === 'function') {
    const { value } = await iterator.return();
    await value;
  }
}

// pump pushes until the stream has enough.
async function pump(readable, iterator, isAsync, idle) {
  for (;;) {
    try {
      const { value, done } = isAsync ? await iterator.next() : iterator.next();
      if (done) {
        readable.push(null);
        return;
      }
      const chunk = value && typeof value.then === 'function' ? await value : value;
      if (chunk === null) {
        idle();
        throw new ERR_STREAM_NULL_VALUES();
      }
      if (!readable.push(chunk)) {
        idle();
        return;
      }
    } catch (error) {
      readable.destroy(error);
      return;
    }
  }
}

module.exports = { from };
