'use strict';

// before, after, beforeEach and afterEach: tests without a place in the tree.

const { isFailure, kinds } = require('./failures.js');
const { Test } = require('./tree.js');
const { once } = require('./running.js');
const reporting = require('./reporting.js');

class Hook extends Test {
  // options.parent is given for hooks that were made by the module's own functions.
  constructor(kind, fn, options) {
    const { loc, parent = null, signal, timeout } = options;
    super({ fn, loc, timeout, signal });
    this.kind = kind;
    this.owner = parent;
    this.isHook = true;
    if (kind === 'before' || kind === 'after') this.run = once(this.run);
  }

  // run calls the hook for the test whose arguments it is given.
  run(given) {
    if (this.error !== null && !(this.outerSignal && this.outerSignal.aborted)) {
      // It failed for another test.
      this.passed = false;
      this.error = null;
      this.stop();
      this.stopped = false;
      this.controller = null;
    }
    this.given = given;
    return super.run();
  }

  runArgs() {
    return this.given;
  }

  matches() {
    return true;
  }

  // A failure is the test's, but for what runs when there is none any more.
  postRun() {
    const { error, owner } = this;
    if (error === null || owner === null || owner !== owner.root || this.kind !== 'after') return;
    if (isFailure(error)) error.failureType = kinds.hook;
    if (this.endTime === null) this.endTime = process.hrtime.bigint();
    reporting.failedAtEnd(this, owner);
  }
}

module.exports = { Hook };
