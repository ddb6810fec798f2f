'use strict';

// ReadableStream, section 4.2 of the Streams standard.

const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE, ERR_INVALID_THIS },
} = require('internal/errors');
const {
  finish, handled, highWaterMarkOf, innerOf, isA, kState, nothing, one, promiseCallback, sizeAlgorithmOf,
  validateDictionary,
} = require('./common.js');
const { DefaultController } = require('./default_controller.js');
const { Readable } = require('./readable.js');
const { ReadableStreamDefaultReader } = require('./readers.js');
const { Writable } = require('./writable.js');

const kDisturbed = Symbol.for('nodejs.stream.disturbed');
const kErrored = Symbol.for('nodejs.stream.errored');
const kReadable = Symbol.for('nodejs.stream.readable');

function inner(stream) {
  return innerOf(stream, Readable, 'ReadableStream');
}

class ReadableStream {
  constructor(source = {}, strategy = {}) {
    validateDictionary(source, 'source', false);
    validateDictionary(strategy, 'strategy', true);
    this[kState] = new Readable(this);
    const size = strategy?.size;
    const { type } = source;
    if (`${type}` === 'bytes') {
      if (size !== undefined) throw new ERR_INVALID_ARG_VALUE.RangeError('strategy.size', size);
      startBytes(this[kState], source, highWaterMarkOf(strategy, 0));
      return;
    }
    if (type !== undefined) throw new ERR_INVALID_ARG_VALUE('source.type', type);
    const highWaterMark = highWaterMarkOf(strategy, 1);
    new DefaultController(this[kState], algorithmsOf(source), highWaterMark, sizeAlgorithmOf({ size }));
  }

  get [kDisturbed]() {
    return this[kState].disturbed;
  }

  get [kErrored]() {
    return this[kState].state === 'errored';
  }

  get [kReadable]() {
    return this[kState].state === 'readable';
  }

  get locked() {
    return inner(this).locked;
  }

  static from(iterable) {
    return require('./from.js').from(iterable);
  }

  cancel(reason = undefined) {
    if (!isA(this, Readable)) return Promise.reject(new ERR_INVALID_THIS('ReadableStream'));
    if (this[kState].locked) return Promise.reject(new ERR_INVALID_STATE.TypeError('ReadableStream is locked'));
    return this[kState].cancel(reason);
  }

  getReader(options = {}) {
    inner(this);
    validateDictionary(options, 'options', true);
    const mode = options?.mode;
    if (mode === undefined) return new ReadableStreamDefaultReader(this);
    if (`${mode}` !== 'byob') throw new ERR_INVALID_ARG_VALUE('options.mode', mode);
    const { ReadableStreamBYOBReader } = require('./readers.js');
    return new ReadableStreamBYOBReader(this);
  }

  pipeThrough(transform, options = {}) {
    inner(this);
    const readable = transform?.readable;
    if (!isA(readable, Readable)) throw new ERR_INVALID_ARG_TYPE('transform.readable', 'ReadableStream', readable);
    const writable = transform?.writable;
    if (!isA(writable, Writable)) throw new ERR_INVALID_ARG_TYPE('transform.writable', 'WritableStream', writable);
    handled(startPipe(this, writable, pipeOptions(options)));
    return readable;
  }

  pipeTo(destination, options = {}) {
    try {
      inner(this);
      if (!isA(destination, Writable)) {
        throw new ERR_INVALID_ARG_TYPE('transform.writable', 'WritableStream', destination);
      }
      return startPipe(this, destination, pipeOptions(options));
    } catch (error) {
      return Promise.reject(error);
    }
  }

  tee() {
    const stream = inner(this);
    return stream.controller.bytes ? require('./byte_tee.js').tee(this) : require('./tee.js').tee(this);
  }

  values(options = {}) {
    inner(this);
    validateDictionary(options, 'options', true);
    return require('./iterator.js').values(this, !!options?.preventCancel);
  }
}

// algorithmsOf reads a source's members in the order of Web IDL's dictionaries
// as Node does.
function algorithmsOf(source, more = nothing) {
  const { start, pull, cancel } = source;
  const rest = more();
  return {
    start: start ? (controller) => Reflect.apply(start, source, [controller]) : nothing,
    pull: promiseCallback(pull, source, 'source.pull'),
    cancel: promiseCallback(cancel, source, 'source.cancel'),
    ...rest,
  };
}

function startBytes(stream, source, highWaterMark) {
  const { chunkSize, ...algorithms } = algorithmsOf(source, () => ({ chunkSize: source.autoAllocateChunkSize }));
  // Node lets other values through and fails when it allocates.
  if (chunkSize !== undefined && !(Number.isInteger(+chunkSize) && +chunkSize > 0)) {
    throw new ERR_INVALID_ARG_VALUE('source.autoAllocateChunkSize', chunkSize);
  }
  require('./byte_shells.js').newByteController(stream, algorithms, highWaterMark, chunkSize);
}

function pipeOptions(options) {
  validateDictionary(options, 'options', true);
  const preventAbort = !!options?.preventAbort;
  const preventCancel = !!options?.preventCancel;
  const preventClose = !!options?.preventClose;
  const signal = options?.signal;
  if (signal !== undefined) require('internal/validators').validateAbortSignal(signal, 'options.signal');
  return { preventAbort, preventCancel, preventClose, signal };
}

function startPipe(source, destination, options) {
  if (source[kState].locked) throw new ERR_INVALID_STATE.TypeError('The ReadableStream is locked');
  if (destination[kState].locked) throw new ERR_INVALID_STATE.TypeError('The WritableStream is locked');
  return require('./pipe.js').pipe(source, destination, options);
}

// createReadable and createReadableBytes make streams of the runtime's own:
// no member of what a script gives is looked up.
function createReadable(algorithms, highWaterMark = 1, sizeAlgorithm = one) {
  const stream = Object.create(ReadableStream.prototype);
  stream[kState] = new Readable(stream);
  new DefaultController(stream[kState], algorithms, highWaterMark, sizeAlgorithm);
  return stream;
}

function createReadableBytes(algorithms) {
  const stream = Object.create(ReadableStream.prototype);
  stream[kState] = new Readable(stream);
  require('./byte_shells.js').newByteController(stream[kState], algorithms, 0, undefined);
  return stream;
}

Object.defineProperty(ReadableStream.prototype, Symbol.asyncIterator, {
  value: ReadableStream.prototype.values, writable: true, configurable: true,
});
finish(ReadableStream, ['locked', 'cancel', 'getReader', 'pipeThrough', 'pipeTo', 'tee', 'values'], (stream) => {
  const { locked, state, controller } = inner(stream);
  return { locked, state, supportsBYOB: controller !== undefined && controller.bytes };
});

module.exports = { ReadableStream, createReadable, createReadableBytes };
