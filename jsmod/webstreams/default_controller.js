'use strict';

// ReadableStreamDefaultController, section 4.6 and 4.9.4 of the Streams standard.

const { codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_STATE } } = require('internal/errors');
const { finish, innerOf, kInternal, kState } = require('./common.js');
const { Puller } = require('./puller.js');
const { Queue } = require('./queue.js');

class DefaultController extends Puller {
  constructor(stream, algorithms, highWaterMark, sizeAlgorithm) {
    super(stream, algorithms, highWaterMark, new Queue());
    this.bytes = false;
    this.sizeAlgorithm = sizeAlgorithm;
    this.shell = new ReadableStreamDefaultController(kInternal, this);
    this.start();
  }

  close() {
    if (!this.canCloseOrEnqueue()) return;
    this.closeRequested = true;
    if (this.queue.length === 0) this.closeNow();
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

module.exports = { DefaultController, ReadableStreamDefaultController };
