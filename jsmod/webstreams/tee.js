'use strict';

// ReadableStream.tee of a default stream, ReadableStreamDefaultTee of the Streams
// standard (section 4.9.1).

const { nextTick, queueMicrotask } = require('internal/task_queue');
const { Deferred, after, bare, kState, nothing } = require('./common.js');
const { createReadable } = require('./readablestream.js');
const { ReadableStreamDefaultReader } = require('./readers.js');

class Tee {
  constructor(stream) {
    this.stream = stream[kState];
    this.reader = new ReadableStreamDefaultReader(stream)[kState];
    this.reading = false;
    this.readAgain = false;
    this.canceled = [false, false];
    this.reasons = [undefined, undefined];
    this.cancellation = new Deferred();
    this.branches = [0, 1].map((i) => createReadable({
      start: nothing,
      pull: () => this.pull(),
      cancel: (reason) => this.cancel(i, reason),
    }));
    this.controllers = this.branches.map((branch) => branch[kState].controller);
    after(this.reader.closed.promise, nothing, (reason) => {
      this.controllers.forEach((controller) => controller.error(reason));
      this.settle();
    });
  }

  // each calls fn for the branches that have not been canceled.
  each(fn) {
    this.controllers.forEach((controller, i) => {
      if (!this.canceled[i]) fn(controller);
    });
  }

  settle() {
    if (!this.canceled[0] || !this.canceled[1]) this.cancellation.resolve();
  }

  async pull() {
    if (this.reading) {
      this.readAgain = true;
      return;
    }
    this.reading = true;
    this.reader.read({
      // A microtask later, so that a branch whose turn it is to fail does so first.
      chunk: (value) => queueMicrotask(() => this.chunk(value)),
      // As in Node, the end comes a tick later.
      close: () => nextTick(() => {
        this.reading = false;
        this.each((controller) => controller.close());
        this.settle();
      }),
      error: () => { this.reading = false; },
    });
  }

  chunk(value) {
    this.readAgain = false;
    this.each((controller) => controller.enqueue(value));
    this.reading = false;
    if (this.readAgain) this.pull();
  }

  cancel(i, reason) {
    this.canceled[i] = true;
    this.reasons[i] = reason;
    if (this.canceled[1 - i]) this.cancellation.resolve(this.stream.cancel(this.reasons));
    return this.cancellation.promise;
  }
}

function tee(stream) {
  return new Tee(stream).branches;
}

bare(Tee);

module.exports = { tee };
