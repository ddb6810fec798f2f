'use strict';

// TransformStream and its controller, section 6 of the Streams standard.

const {
  codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE },
} = require('internal/errors');
const {
  Deferred, after, bare, finish, highWaterMarkOf, innerOf, kInternal, kState, promiseCallback, sizeAlgorithmOf,
  validateDictionary,
} = require('./common.js');
const { createReadable } = require('./readablestream.js');
const { createWritable } = require('./writablestream.js');

// Transform is the inside of both the stream and its controller.
class Transform {
  constructor(shell, startPromise, writableStrategy, readableStrategy) {
    const start = () => startPromise;
    this.shell = shell;
    this.controllerShell = new TransformStreamDefaultController(kInternal, this);
    this.algorithms = undefined;
    // A Deferred, once the stream is being closed, aborted or canceled.
    this.finishing = undefined;
    this.backpressure = undefined;
    this.backpressureChange = undefined;
    this.writable = createWritable({
      start,
      write: (chunk) => this.write(chunk),
      close: () => this.finishOnce(() => this.algorithms.flush(this.controllerShell), this.flushed),
      abort: async (reason) => this.finishOnce(() => this.algorithms.cancel(reason), this.aborted, reason),
    }, ...writableStrategy);
    this.readable = createReadable({
      start,
      pull: () => this.pull(),
      cancel: (reason) => this.finishOnce(() => this.algorithms.cancel(reason), this.canceled, reason),
    }, ...readableStrategy);
    this.source = this.readable[kState].controller;
    this.setBackpressure(true);
  }

  setBackpressure(backpressure) {
    if (this.backpressureChange !== undefined) this.backpressureChange.resolve();
    this.backpressureChange = new Deferred();
    this.backpressure = backpressure;
  }

  pull() {
    this.setBackpressure(false);
    return this.backpressureChange.promise;
  }

  write(chunk) {
    if (!this.backpressure) return this.transform(chunk);
    return after(this.backpressureChange.promise, () => {
      const { state, storedError } = this.writable[kState];
      if (state === 'erroring') throw storedError;
      return this.transform(chunk);
    });
  }

  async transform(chunk) {
    try {
      return await this.algorithms.transform(chunk, this.controllerShell);
    } catch (error) {
      this.error(error);
      throw error;
    }
  }

  // finishOnce runs the last algorithm of the transformer, unless another end
  // came first; then is one of the three methods below.
  finishOnce(algorithm, then, reason) {
    if (this.finishing === undefined) {
      this.finishing = new Deferred();
      const ending = algorithm();
      this.algorithms = undefined;
      after(ending, () => then.call(this, reason, false), (error) => then.call(this, error, true));
    }
    return this.finishing.promise;
  }

  flushed(error, failed) {
    this.finishReadable(error, failed, () => this.source.close());
  }

  aborted(reason, failed) {
    this.finishReadable(reason, failed, () => this.source.error(reason));
  }

  finishReadable(error, failed, act) {
    const { state, storedError } = this.readable[kState];
    if (failed) {
      this.source.error(error);
      this.finishing.reject(error);
    } else if (state === 'errored') {
      this.finishing.reject(storedError);
    } else {
      act();
      this.finishing.resolve();
    }
  }

  canceled(reason, failed) {
    const { state, storedError, controller } = this.writable[kState];
    if (!failed && state === 'errored') {
      this.finishing.reject(storedError);
      return;
    }
    controller.errorIfNeeded(reason);
    this.unblockWrite();
    if (failed) this.finishing.reject(reason);
    else this.finishing.resolve();
  }

  // --- what the transformer does -------------------------------------------

  enqueue(chunk) {
    if (!this.source.canCloseOrEnqueue()) throw new ERR_INVALID_STATE.TypeError('Unable to enqueue');
    try {
      this.source.enqueue(chunk);
    } catch (error) {
      this.errorWritable(error);
      throw this.readable[kState].storedError;
    }
    const full = this.source.desiredSize() <= 0 && this.readable[kState].waiting(false) === 0;
    if (full && !this.backpressure) this.setBackpressure(true);
  }

  error(reason) {
    this.source.error(reason);
    this.errorWritable(reason);
  }

  errorWritable(reason) {
    this.algorithms = undefined;
    this.writable[kState].controller.errorIfNeeded(reason);
    this.unblockWrite();
  }

  unblockWrite() {
    if (this.backpressure) this.setBackpressure(false);
  }

  terminate() {
    this.source.close();
    this.errorWritable(new ERR_INVALID_STATE.TypeError('TransformStream has been terminated'));
  }
}

function inner(stream) {
  return innerOf(stream, Transform, 'TransformStream');
}

class TransformStream {
  constructor(transformer = {}, writableStrategy = {}, readableStrategy = {}) {
    validateDictionary(transformer, 'transformer', false);
    validateDictionary(writableStrategy, 'writableStrategy', true);
    validateDictionary(readableStrategy, 'readableStrategy', true);
    refuseTypes(transformer);
    const readable = [highWaterMarkOf(readableStrategy, 0), sizeAlgorithmOf(readableStrategy)];
    const writable = [highWaterMarkOf(writableStrategy, 1), sizeAlgorithmOf(writableStrategy)];
    const { start } = transformer;
    const started = new Deferred();
    const transform = new Transform(this, started.promise, writable, readable);
    this[kState] = transform;
    transform.algorithms = algorithmsOf(transformer, transform);
    started.resolve(start === undefined ? undefined : Reflect.apply(start, transformer, [transform.controllerShell]));
  }

  get readable() {
    return inner(this).readable;
  }

  get writable() {
    return inner(this).writable;
  }
}

function refuseTypes({ readableType, writableType }) {
  if (readableType !== undefined) {
    throw new ERR_INVALID_ARG_VALUE.RangeError('transformer.readableType', readableType);
  }
  if (writableType !== undefined) {
    throw new ERR_INVALID_ARG_VALUE.RangeError('transformer.writableType', writableType);
  }
}

function algorithmsOf(transformer, self) {
  const { transform, flush, cancel } = transformer;
  return {
    transform: transform ? promiseCallback(transform, transformer, 'transformer.transform') :
      async (chunk) => self.enqueue(chunk),
    flush: promiseCallback(flush, transformer, 'transformer.flush'),
    cancel: promiseCallback(cancel, transformer, 'transformer.cancel'),
  };
}

function controlled(controller) {
  return innerOf(controller, Transform, 'TransformStreamDefaultController');
}

class TransformStreamDefaultController {
  constructor(key = undefined, transform = undefined) {
    if (key !== kInternal) throw new ERR_ILLEGAL_CONSTRUCTOR();
    this[kState] = transform;
  }

  get desiredSize() {
    return controlled(this).source.desiredSize();
  }

  enqueue(chunk = undefined) {
    controlled(this).enqueue(chunk);
  }

  error(reason = undefined) {
    controlled(this).error(reason);
  }

  terminate() {
    controlled(this).terminate();
  }
}

finish(TransformStream, ['readable', 'writable'], (stream) => {
  const { readable, writable, backpressure } = inner(stream);
  return { readable, writable, backpressure };
});
finish(TransformStreamDefaultController, ['desiredSize', 'enqueue', 'error', 'terminate'], (controller) => ({
  stream: controlled(controller).shell,
}));

bare(Transform);

module.exports = { TransformStream, TransformStreamDefaultController };
