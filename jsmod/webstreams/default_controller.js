'use strict';

// ReadableStreamDefaultController, section 4.6 and 4.9.4 of the Streams standard.

const { codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_STATE } } = require('internal/errors');
const { after, bare, begin, finish, innerOf, kInternal, kState } = require('./common.js');
const { Queue } = require('./queue.js');

class DefaultController {
  // algorithms has start, pull and cancel; pull and cancel return promises.
  constructor(stream, algorithms, highWaterMark, sizeAlgorithm) {
    this.stream = stream;
    this.bytes = false;
    this.queue = new Queue();
    this.highWaterMark = highWaterMark;
    this.sizeAlgorithm = sizeAlgorithm;
    this.algorithms = algorithms;
    this.started = false;
    this.closeRequested = false;
    this.pulling = false;
    this.pullAgain = false;
    this.shell = new ReadableStreamDefaultController(kInternal, this);
    stream.controller = this;
    begin(() => algorithms.start(this.shell), () => {
      this.started = true;
      this.pullIfNeeded();
    }, (reason) => this.error(reason));
  }

  desiredSize() {
    switch (this.stream.state) {
      case 'errored': return null;
      case 'closed': return 0;
      default: return this.highWaterMark - this.queue.size;
    }
  }

  canCloseOrEnqueue() {
    return !this.closeRequested && this.stream.state === 'readable';
  }

  shouldPull() {
    if (!this.canCloseOrEnqueue() || !this.started) return false;
    return this.stream.waiting(false) > 0 || this.desiredSize() > 0;
  }

  pullIfNeeded() {
    if (!this.shouldPull()) return;
    if (this.pulling) {
      this.pullAgain = true;
      return;
    }
    this.pulling = true;
    after(this.algorithms.pull(this.shell), () => {
      this.pulling = false;
      if (!this.pullAgain) return;
      this.pullAgain = false;
      this.pullIfNeeded();
    }, (reason) => this.error(reason));
  }

  close() {
    if (!this.canCloseOrEnqueue()) return;
    this.closeRequested = true;
    if (this.queue.length === 0) this.closeNow();
  }

  closeNow() {
    this.algorithms = undefined;
    this.stream.close();
  }

  enqueue(chunk) {
    if (!this.canCloseOrEnqueue()) return;
    if (this.stream.waiting(false) > 0) {
      this.stream.fulfill(chunk, false);
    } else {
      try {
        this.queue.push(chunk, Reflect.apply(this.sizeAlgorithm, undefined, [chunk]));
      } catch (error) {
        this.error(error);
        throw error;
      }
    }
    this.pullIfNeeded();
  }

  error(reason) {
    if (this.stream.state !== 'readable') return;
    this.queue.clear();
    this.algorithms = undefined;
    this.stream.error(reason);
  }

  cancel(reason) {
    this.queue.clear();
    const result = this.algorithms.cancel(reason);
    this.algorithms = undefined;
    return result;
  }

  pull(request) {
    if (this.queue.length === 0) {
      this.stream.reader.requests.push(request);
      this.pullIfNeeded();
      return;
    }
    const chunk = this.queue.shift();
    if (this.closeRequested && this.queue.length === 0) this.closeNow();
    else this.pullIfNeeded();
    request.chunk(chunk);
  }

  release() {}
}

function inner(controller) {
  return innerOf(controller, DefaultController, 'ReadableStreamDefaultController');
}

class ReadableStreamDefaultController {
  constructor(key = undefined, controller = undefined) {
    if (key !== kInternal) throw new ERR_ILLEGAL_CONSTRUCTOR();
    this[kState] = controller;
  }

  get desiredSize() {
    return inner(this).desiredSize();
  }

  close() {
    openOf(this).close();
  }

  enqueue(chunk = undefined) {
    openOf(this).enqueue(chunk);
  }

  error(error = undefined) {
    inner(this).error(error);
  }
}

function openOf(controller) {
  const found = inner(controller);
  if (!found.canCloseOrEnqueue()) throw new ERR_INVALID_STATE.TypeError('Controller is already closed');
  return found;
}

finish(ReadableStreamDefaultController, ['desiredSize', 'close', 'enqueue', 'error'], () => ({}));

bare(DefaultController);

module.exports = { DefaultController, ReadableStreamDefaultController };
