'use strict';

// WritableStreamDefaultController, sections 5.4 and 5.5.4 of the Streams standard.

const { codes: { ERR_ILLEGAL_CONSTRUCTOR } } = require('internal/errors');
const { after, bare, begin, finish, innerOf, kInternal, kState } = require('./common.js');
const { Queue } = require('./queue.js');

// What stands in the queue where the stream is to be closed.
const closeMark = Symbol('close');

class WritableController {
  // algorithms has start, write, close and abort; all but start return promises.
  constructor(stream, algorithms, highWaterMark, sizeAlgorithm) {
    const { AbortController } = require('internal/abort_controller');
    this.stream = stream;
    this.algorithms = algorithms;
    this.highWaterMark = highWaterMark;
    this.sizeAlgorithm = sizeAlgorithm;
    this.queue = new Queue();
    this.abortController = new AbortController();
    this.started = false;
    this.shell = new WritableStreamDefaultController(kInternal, this);
    stream.controller = this;
    stream.updateBackpressure(this.hasBackpressure());
    begin(() => algorithms.start(this.shell), () => {
      this.started = true;
      this.advance();
    }, (reason) => {
      this.started = true;
      stream.dealWithRejection(reason);
    });
  }

  desiredSize() {
    return this.highWaterMark - this.queue.size;
  }

  hasBackpressure() {
    return this.desiredSize() <= 0;
  }

  clearQueue() {
    this.queue.clear();
  }

  abort(reason) {
    const result = this.algorithms.abort(reason);
    this.algorithms = undefined;
    return result;
  }

  close() {
    this.queue.push(closeMark, 0);
    this.advance();
  }

  // sizeOf is 1 for a chunk whose size cannot be told: the stream fails.
  sizeOf(chunk) {
    if (this.algorithms === undefined) return 1;
    try {
      return Reflect.apply(this.sizeAlgorithm, undefined, [chunk]);
    } catch (error) {
      this.errorIfNeeded(error);
      return 1;
    }
  }

  write(chunk, size) {
    try {
      this.queue.push(chunk, size);
    } catch (error) {
      this.errorIfNeeded(error);
      return;
    }
    const { stream } = this;
    if (!stream.closeQueuedOrInFlight() && stream.state === 'writable') {
      stream.updateBackpressure(this.hasBackpressure());
    }
    this.advance();
  }

  advance() {
    const { stream } = this;
    if (!this.started || stream.inFlightWrite !== undefined) return;
    if (stream.state === 'erroring') {
      stream.finishErroring();
      return;
    }
    if (this.queue.length === 0) return;
    const value = this.queue.peek();
    if (value === closeMark) this.processClose();
    else this.processWrite(value);
  }

  processClose() {
    const { stream } = this;
    stream.inFlightClose = stream.closeRequest;
    stream.closeRequest = undefined;
    this.queue.shift();
    const closing = this.algorithms.close();
    this.algorithms = undefined;
    after(closing, () => stream.finishClose(), (reason) => stream.finishCloseWithError(reason));
  }

  processWrite(chunk) {
    const { stream } = this;
    stream.inFlightWrite = stream.writeRequests.shift();
    after(this.algorithms.write(chunk, this.shell), () => {
      stream.finishWrite();
      this.queue.shift();
      if (!stream.closeQueuedOrInFlight() && stream.state === 'writable') {
        stream.updateBackpressure(this.hasBackpressure());
      }
      this.advance();
    }, (reason) => {
      if (stream.state === 'writable') this.algorithms = undefined;
      stream.finishWriteWithError(reason);
    });
  }

  errorIfNeeded(error) {
    if (this.stream.state === 'writable') this.error(error);
  }

  error(error) {
    this.algorithms = undefined;
    this.stream.startErroring(error);
  }
}

function inner(controller) {
  return innerOf(controller, WritableController, 'WritableStreamDefaultController');
}

class WritableStreamDefaultController {
  constructor(key = undefined, controller = undefined) {
    if (key !== kInternal) throw new ERR_ILLEGAL_CONSTRUCTOR();
    this[kState] = controller;
  }

  get signal() {
    return inner(this).abortController.signal;
  }

  error(error = undefined) {
    inner(this).errorIfNeeded(error);
  }
}

finish(WritableStreamDefaultController, ['signal', 'error'], (controller) => ({
  stream: inner(controller).stream.shell,
}));

bare(WritableController);

module.exports = { WritableController, WritableStreamDefaultController };
