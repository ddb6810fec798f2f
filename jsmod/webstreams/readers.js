'use strict';

// ReadableStreamDefaultReader and ReadableStreamBYOBReader, sections 4.4 and 4.5
// of the Streams standard.

const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE, ERR_INVALID_THIS, ERR_OUT_OF_RANGE },
} = require('internal/errors');
const { finish, innerOf, isA, kState } = require('./common.js');
const { Readable, Reader, Request } = require('./readable.js');

function streamOf(stream) {
  if (!isA(stream, Readable)) throw new ERR_INVALID_ARG_TYPE('stream', 'ReadableStream', stream);
  const inner = stream[kState];
  if (inner.locked) throw new ERR_INVALID_STATE.TypeError('ReadableStream is locked');
  return inner;
}

function readerOf(value, Class) {
  return isA(value, Reader) && value[kState].byob === (Class === ReadableStreamBYOBReader) ? value[kState] : undefined;
}

function detached() {
  return new ERR_INVALID_STATE.TypeError('The reader is not attached to a stream');
}

// These are the same for both classes, but for the brand.
function closedOf(value, Class) {
  const inner = readerOf(value, Class);
  return inner === undefined ? Promise.reject(new ERR_INVALID_THIS(Class.name)) : inner.closed.promise;
}

function cancelOf(value, Class, reason) {
  const inner = readerOf(value, Class);
  if (inner === undefined) return Promise.reject(new ERR_INVALID_THIS(Class.name));
  return inner.stream === undefined ? Promise.reject(detached()) : inner.cancel(reason);
}

function releaseOf(value, Class) {
  const inner = readerOf(value, Class);
  if (inner === undefined) throw new ERR_INVALID_THIS(Class.name);
  if (inner.stream !== undefined) inner.release();
}

class ReadableStreamDefaultReader {
  constructor(stream) {
    this[kState] = new Reader(this, streamOf(stream), false);
  }

  read() {
    const inner = readerOf(this, ReadableStreamDefaultReader);
    if (inner === undefined) return Promise.reject(new ERR_INVALID_THIS('ReadableStreamDefaultReader'));
    if (inner.stream === undefined) return Promise.reject(detached());
    const request = new Request();
    inner.read(request);
    return request.promise;
  }

  releaseLock() {
    releaseOf(this, ReadableStreamDefaultReader);
  }

  get closed() {
    return closedOf(this, ReadableStreamDefaultReader);
  }

  cancel(reason = undefined) {
    return cancelOf(this, ReadableStreamDefaultReader, reason);
  }
}

class ReadableStreamBYOBReader {
  constructor(stream) {
    const inner = streamOf(stream);
    if (!inner.controller.bytes) throw new ERR_INVALID_ARG_VALUE('stream', stream, 'must be a byte stream');
    this[kState] = new Reader(this, inner, true);
  }

  async read(view, options = {}) {
    const inner = readerOf(this, ReadableStreamBYOBReader);
    if (inner === undefined) throw new ERR_INVALID_THIS('ReadableStreamBYOBReader');
    checkView(view);
    const min = minimumOf(view, options);
    if (inner.stream === undefined) throw detached();
    const request = new Request();
    inner.readInto(view, min, request);
    return request.promise;
  }

  releaseLock() {
    releaseOf(this, ReadableStreamBYOBReader);
  }

  get closed() {
    return closedOf(this, ReadableStreamBYOBReader);
  }

  cancel(reason = undefined) {
    return cancelOf(this, ReadableStreamBYOBReader, reason);
  }
}

function checkView(view) {
  if (!ArrayBuffer.isView(view)) {
    throw new ERR_INVALID_ARG_TYPE('view', ['Buffer', 'TypedArray', 'DataView'], view);
  }
  require('internal/validators').validateObject(view, 'view');
  if (view.byteLength === 0 || view.buffer.byteLength === 0) {
    throw new ERR_INVALID_STATE.TypeError('View or Viewed ArrayBuffer is zero-length or detached');
  }
}

function minimumOf(view, options) {
  const { validateObject } = require('internal/validators');
  if (options !== null && typeof options !== 'function') validateObject(options, 'options');
  const min = options?.min === undefined ? 1 : options.min;
  if (typeof min !== 'number') throw new ERR_INVALID_ARG_TYPE('options.min', 'number', min);
  if (!Number.isInteger(min)) throw new ERR_INVALID_ARG_VALUE('options.min', min, 'must be an integer');
  if (min <= 0) throw new ERR_INVALID_ARG_VALUE('options.min', min, 'must be greater than 0');
  const typed = view.length !== undefined;
  if (min > (typed ? view.length : view.byteLength)) {
    throw new ERR_OUT_OF_RANGE('options.min', typed ? '<= view.length' : '<= view.byteLength', min);
  }
  return min;
}

function fieldsOf(count) {
  return (reader) => {
    const inner = innerOf(reader, Reader, reader.constructor.name);
    const stream = inner.stream === undefined ? undefined : inner.stream.shell;
    return { stream, [count]: inner.requests.length, close: inner.closed.promise };
  };
}

const names = ['closed', 'read', 'releaseLock', 'cancel'];
finish(ReadableStreamDefaultReader, names, fieldsOf('readRequests'));
finish(ReadableStreamBYOBReader, names, fieldsOf('readIntoRequests'));

module.exports = { ReadableStreamBYOBReader, ReadableStreamDefaultReader };
