'use strict';

// The stream of what happens to tests, which reporters read.

const { Readable } = require('stream');

class TestsStream extends Readable {
  #ended = false;

  constructor() {
    super({ objectMode: true, highWaterMark: Number.MAX_SAFE_INTEGER });
  }

  _read() {}

  // tell emits an event and puts it in the queue. A test that was cancelled at the end
  // of all may still come to its own, which is not told any more.
  tell(type, data) {
    this.emit(type, data);
    if (!this.#ended) this.push({ type, data });
  }

  end() {
    this.#ended = true;
    this.push(null);
  }
}

// event makes what is told: loc, undefined for what has no place, and directive, such
// as { skip: true }, come after the rest.
function event(fields, loc, directive) {
  return Object.assign(Object.create(null), fields, loc, directive);
}

module.exports = { TestsStream, event };
