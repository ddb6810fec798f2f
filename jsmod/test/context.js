'use strict';

// What a test, a suite or a hook gets as its first argument.

const { failure } = require('./failures.js');
const { caller } = require('./location.js');

// The methods of assert that t.assert has; each call counts for the plan.
const asserted = [
  'deepEqual', 'deepStrictEqual', 'doesNotMatch', 'doesNotReject', 'doesNotThrow', 'equal', 'fail', 'ifError',
  'match', 'notDeepEqual', 'notDeepStrictEqual', 'notEqual', 'notStrictEqual', 'rejects', 'strictEqual', 'throws',
];

class TestContext {
  #test;
  #assert;

  constructor(test) {
    this.#test = test;
  }

  get signal() {
    return this.#test.signal;
  }

  get name() {
    return this.#test.name;
  }

  get fullName() {
    return this.#test.fullName();
  }

  get error() {
    return this.#test.error;
  }

  get passed() {
    return this.#test.passed;
  }

  diagnostic(message) {
    this.#test.diagnostic(message);
  }

  plan(count) {
    if (this.#test.plan !== null) throw failure('cannot set plan more than once');
    require('internal/validators').validateUint32(count, 'count');
    this.#test.plan = { expected: count, actual: 0 };
  }

  get assert() {
    if (this.#assert === undefined) this.#assert = counted(this.#test.plan);
    return this.#assert;
  }

  get mock() {
    if (this.#test.mock === null) this.#test.mock = new (require('./mock.js').MockTracker)();
    return this.#test.mock;
  }

  runOnly(value) {
    this.#test.runOnlySubtests = !!value;
  }

  skip(message) {
    this.#test.skip(message);
  }

  todo(message) {
    this.#test.todo(message);
  }

  test(name, options, fn) {
    const loc = caller();
    const { plan } = this.#test;
    if (plan !== null) plan.actual++;
    const { Test } = require('./tree.js');
    return this.#test.createSubtest(Test, name, options, fn, { loc }).start();
  }

  before(fn, options) {
    this.#test.createHook('before', fn, { ...options, loc: caller() });
  }

  after(fn, options) {
    this.#test.createHook('after', fn, { ...options, loc: caller() });
  }

  beforeEach(fn, options) {
    this.#test.createHook('beforeEach', fn, { ...options, loc: caller() });
  }

  afterEach(fn, options) {
    this.#test.createHook('afterEach', fn, { ...options, loc: caller() });
  }
}

// counted is assert for one test. A plan that comes later does not count what is
// called by way of it.
function counted(plan) {
  const assert = require('assert');
  const methods = Object.create(null);
  for (const name of asserted) {
    methods[name] = function(...args) {
      if (plan !== null) plan.actual++;
      return Reflect.apply(assert[name], methods, args);
    };
  }
  methods.ok = function ok(...args) {
    if (plan !== null) plan.actual++;
    // The call that it quotes is this one's.
    require('internal/assert/ok').innerOk(ok, args.length, ...args);
  };
  return methods;
}

class SuiteContext {
  #suite;

  constructor(suite) {
    this.#suite = suite;
  }

  get signal() {
    return this.#suite.signal;
  }

  get name() {
    return this.#suite.name;
  }

  get fullName() {
    return this.#suite.fullName();
  }
}

module.exports = { SuiteContext, TestContext };
