'use strict';

// node:test: what a script gets.

const { test, suite, before, after, beforeEach, afterEach } = require('./harness.js');

let mock;

module.exports = Object.assign(test, {
  after,
  afterEach,
  before,
  beforeEach,
  describe: suite,
  it: test,
  run(options) {
    return require('./run.js').run(options);
  },
  suite,
  test,
});

Object.defineProperty(module.exports, 'mock', {
  configurable: true,
  enumerable: true,
  get() {
    if (mock === undefined) mock = new (require('./mock.js').MockTracker)();
    return mock;
  },
});
