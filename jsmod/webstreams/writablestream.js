'use strict';

// WritableStream, section 5.2 of the Streams standard.

const { codes: { ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE, ERR_INVALID_THIS } } = require('internal/errors');
const {
  finish, highWaterMarkOf, innerOf, isA, kState, nothing, one, promiseCallback, sizeAlgorithmOf, validateDictionary,
} = require('./common.js');
const { Writable } = require('./writable.js');
const { WritableController } = require('./writable_controller.js');

function inner(stream) {
  return innerOf(stream, Writable, 'WritableStream');
}

// refusalOf is the error for what is no stream, or one that a writer holds.
function refusalOf(stream) {
  if (!isA(stream, Writable)) return new ERR_INVALID_THIS('WritableStream');
  return stream[kState].locked ? new ERR_INVALID_STATE.TypeError('WritableStream is locked') : undefined;
}

class WritableStream {
  constructor(sink = {}, strategy = {}) {
    validateDictionary(sink, 'sink', false);
    validateDictionary(strategy, 'strategy', true);
    const { type } = sink;
    if (type !== undefined) throw new ERR_INVALID_ARG_VALUE.RangeError('type', type);
    this[kState] = new Writable(this);
    const sizeAlgorithm = sizeAlgorithmOf(strategy);
    const highWaterMark = highWaterMarkOf(strategy, 1);
    new WritableController(this[kState], algorithmsOf(sink), highWaterMark, sizeAlgorithm);
  }

  get locked() {
    return inner(this).locked;
  }

  abort(reason = undefined) {
    const refusal = refusalOf(this);
    return refusal === undefined ? this[kState].abort(reason) : Promise.reject(refusal);
  }

  close() {
    const refusal = refusalOf(this);
    if (refusal !== undefined) return Promise.reject(refusal);
    if (this[kState].closeQueuedOrInFlight()) {
      return Promise.reject(new ERR_INVALID_STATE.TypeError('Failure closing WritableStream'));
    }
    return this[kState].close();
  }

  getWriter() {
    inner(this);
    const { WritableStreamDefaultWriter } = require('./writer.js');
    return new WritableStreamDefaultWriter(this);
  }
}

function algorithmsOf(sink) {
  const { start, write, close, abort } = sink;
  return {
    start: start ? (controller) => Reflect.apply(start, sink, [controller]) : nothing,
    write: promiseCallback(write, sink, 'sink.write'),
    close: promiseCallback(close, sink, 'sink.close'),
    abort: promiseCallback(abort, sink, 'sink.abort'),
  };
}

// createWritable makes a stream of the runtime's own.
function createWritable(algorithms, highWaterMark = 1, sizeAlgorithm = one) {
  const stream = Object.create(WritableStream.prototype);
  stream[kState] = new Writable(stream);
  new WritableController(stream[kState], algorithms, highWaterMark, sizeAlgorithm);
  return stream;
}

finish(WritableStream, ['locked', 'abort', 'close', 'getWriter'], (stream) => {
  const { locked, state } = inner(stream);
  return { locked, state };
});

module.exports = { WritableStream, createWritable };
