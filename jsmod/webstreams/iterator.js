'use strict';

// Asynchronous iteration, section 4.2.5 of the Streams standard. Calls of next
// and return wait for those before them.

const { codes: { ERR_INVALID_STATE } } = require('internal/errors');
const { Deferred, after, bare, kState } = require('./common.js');
const { ReadableStreamDefaultReader } = require('./readers.js');

class Steps {
  constructor(stream, preventCancel) {
    this.reader = new ReadableStreamDefaultReader(stream)[kState];
    this.preventCancel = preventCancel;
    this.finished = false;
    this.current = undefined;
  }

  // after runs a step when the one before it is over.
  after(step) {
    this.current = this.current === undefined ? step() : after(this.current, step, step);
    return this.current;
  }

  next() {
    if (this.finished) return Promise.resolve({ done: true, value: undefined });
    if (this.reader.stream === undefined) return Promise.reject(unbound());
    const step = new Deferred();
    this.reader.read({
      chunk: (value) => {
        this.current = undefined;
        step.resolve({ value, done: false });
      },
      close: () => {
        this.end();
        step.resolve({ done: true, value: undefined });
      },
      error: (reason) => {
        this.end();
        step.reject(reason);
      },
    });
    return step.promise;
  }

  end() {
    this.current = undefined;
    this.finished = true;
    this.reader.detach();
  }

  async return(value) {
    if (this.finished) return { done: true, value };
    this.finished = true;
    if (this.reader.stream === undefined) throw unbound();
    const canceled = this.preventCancel ? undefined : this.reader.cancel(value);
    this.reader.detach();
    if (canceled !== undefined) await canceled;
    return { done: true, value };
  }
}

function unbound() {
  return new ERR_INVALID_STATE.TypeError('The reader is not bound to a ReadableStream');
}

const prototype = {
  // As in Node, the first read waits until the source has had its start.
  next() {
    const steps = this[kState];
    if (!steps.started) steps.current = Promise.resolve();
    steps.started = true;
    return steps.after(() => steps.next());
  },

  return(value) {
    const steps = this[kState];
    steps.started = true;
    return steps.after(() => steps.return(value));
  },

  [Symbol.asyncIterator]() {
    return this;
  },
};

function values(stream, preventCancel) {
  return Object.create(prototype, { [kState]: { value: new Steps(stream, preventCancel) } });
}

bare(Steps);

module.exports = { values };
