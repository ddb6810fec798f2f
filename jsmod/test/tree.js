'use strict';

// A test: what it may do, what became of it, and its subtests.

const { AsyncLocalStorage } = require('async_hooks');
const { AbortError, codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { validateAbortSignal, validateNumber, validateUint32 } = require('internal/validators');
const { createDeferredPromise } = require('internal/util');
const { TestContext } = require('./context.js');
const { TestsStream } = require('./events.js');
const { failure, kinds } = require('./failures.js');
const { options: commandLine } = require('./command_line.js');
const { runTest } = require('./running.js');
const reporting = require('./reporting.js');

const longestTimeout = 2 ** 31 - 1;
const onlyIsOff = "'only' and 'runOnly' require the --test-only command-line option.";

// running is the test whose code runs.
const running = new AsyncLocalStorage();

function now() {
  return process.hrtime.bigint();
}

// noop has no name: a test that has none of its own takes its function's.
const noop = (() => () => {})();

// optional tells whether skip or todo was given.
function optional(value) {
  return value !== undefined && value !== false;
}

class Test {
  constructor(options) {
    const { name, only, parent, signal, todo, plan } = options;
    const fn = typeof options.fn === 'function' ? options.fn : noop;
    this.name = typeof name === 'string' && name !== '' ? name : fn.name || '<anonymous>';
    this.parent = parent instanceof Test ? parent : null;
    this.inherit(only);
    this.limit(options);
    const skip = this.leftOut() || options.skip;
    this.fn = skip ? noop : fn;
    this.controller = null; // of the signal, made when a script asks for it
    this.stopped = false;
    this.onstop = new Set();
    validateAbortSignal(signal, 'options.signal');
    this.outerSignal = signal;
    this.onabort = () => this.abort();
    if (signal) signal.addEventListener('abort', this.onabort);
    this.harness = null; // the root's
    this.mock = null;
    this.plan = null;
    this.expectedAssertions = plan;
    this.skipped = optional(skip);
    this.isTodo = optional(todo);
    this.message = [skip, todo].find((reason) => typeof reason === 'string');
    this.cancelled = this.passed = this.finished = this.ready = this.started = false;
    this.error = this.startTime = this.endTime = null;
    this.diagnostics = [];
    this.activeSubtests = 0;
    this.pendingSubtests = []; // { test, resolve }, which wait for their turn
    this.subtests = [];
    this.reported = 0; // how many of them
    this.waiting = 0; // how many ended before their turn
    this.loc = options.loc;
    if (!commandLine().only && (only || this.runOnlySubtests)) this.diagnostic(onlyIsOff);
    // What the test runs in: the contexts in force now, with itself as the one that runs.
    this.scope = running.run(this, () => AsyncLocalStorage.snapshot());
  }

  // inherit takes from the parent what it is the default of.
  inherit(only) {
    const { parent } = this;
    const hooks = parent === null ? { beforeEach: [], afterEach: [] } : parent.hooks;
    this.hooks = {
      before: [], after: [], beforeEach: hooks.beforeEach.slice(), afterEach: hooks.afterEach.slice(), ownAfterEach: 0,
    };
    if (parent === null) {
      this.root = this;
      this.concurrency = 1;
      this.nesting = this.testNumber = 0;
      this.timeout = null;
      this.only = this.runOnlySubtests = commandLine().only;
      this.reporter = new TestsStream();
      return;
    }
    this.root = parent.root;
    this.concurrency = parent.concurrency;
    this.nesting = parent.parent === null ? parent.nesting : parent.nesting + 1;
    this.testNumber = parent.subtests.length + 1;
    this.timeout = parent.timeout;
    this.only = only === undefined || only === null ? !parent.runOnlySubtests : only;
    this.runOnlySubtests = !this.only;
    this.reporter = parent.reporter;
  }

  // limit reads the options that bound a test.
  limit({ concurrency, timeout }) {
    if (typeof concurrency === 'number') {
      validateUint32(concurrency, 'options.concurrency', true);
      this.concurrency = concurrency;
    } else if (typeof concurrency === 'boolean') {
      this.concurrency = concurrency ? Infinity : 1;
    } else if (concurrency !== undefined && concurrency !== null) {
      throw new ERR_INVALID_ARG_TYPE('options.concurrency', ['boolean', 'number'], concurrency);
    }
    if (timeout !== undefined && timeout !== null && timeout !== Infinity) {
      validateNumber(timeout, 'options.timeout', 0, longestTimeout);
      this.timeout = timeout;
    }
  }

  // leftOut says why the command line skips this test, if it does.
  leftOut() {
    const { only, patterns } = commandLine();
    if (only && !this.only) return "'only' option not set";
    return patterns !== null && !this.matches(patterns) ? 'test name does not match pattern' : undefined;
  }

  matches(patterns) {
    return patterns.some((pattern) => pattern.exec(this.name) !== null) ||
      (this.parent !== null && this.parent.matches(patterns));
  }

  fullName() {
    return this.parent === null || this.parent === this.root
      ? this.name
      : `${this.parent.fullName()} > ${this.name}`;
  }

  // Subtests and hooks

  createSubtest(Kind, name, options, fn, overrides) {
    if (typeof name === 'function') {
      fn = name;
    } else if (name !== null && typeof name === 'object') {
      [options, fn] = [name, options];
    } else if (typeof options === 'function') {
      fn = options;
    }
    if (options === null || typeof options !== 'object') options = {};
    // One that comes too late is the root's, where it can still be told of.
    const late = this.finished || this.built === true;
    const parent = late ? this.root : this;
    const test = new Kind({ fn, name, parent, ...options, ...overrides });
    if (late) test.fail(failure('test could not be started because its parent finished', kinds.parentFinished));
    parent.subtests.push(test);
    return test;
  }

  createHook(kind, fn, options) {
    const { Hook } = require('./hooks.js');
    const hook = new Hook(kind, fn, options);
    const { hooks } = this;
    if (kind === 'afterEach') {
      // Those of a test's own run in order, and before those of its parents.
      hooks.afterEach.splice(hooks.ownAfterEach++, 0, hook);
      return;
    }
    if (kind === 'before' && this.startTime !== null) {
      hook.run(this.runArgs()).then(() => {
        if (hook.error !== null) this.fail(hook.error);
      });
    }
    hooks[kind].push(hook);
  }

  async runHooks(kind, args) {
    for (const hook of this.hooks[kind]) {
      await hook.run(args);
      if (hook.error === null) continue;
      const error = failure(`failed running ${kind} hook`, kinds.hook);
      error.cause = hook.error.code === 'ERR_TEST_FAILURE' ? hook.error.cause : hook.error;
      throw error;
    }
  }

  // Its turn

  hasConcurrency() {
    return this.concurrency > this.activeSubtests;
  }

  // start runs the test now, or makes it wait; the promise is fulfilled when it ended.
  start() {
    reporting.queued(this, 'test:enqueue');
    if (!this.root.harness.open || !this.parent.hasConcurrency()) {
      const { promise, resolve } = createDeferredPromise();
      this.parent.pendingSubtests.push({ test: this, resolve });
      return promise;
    }
    reporting.queued(this, 'test:dequeue');
    return this.run();
  }

  async runPending() {
    while (this.pendingSubtests.length > 0 && this.hasConcurrency()) {
      const { test, resolve } = this.pendingSubtests.shift();
      reporting.queued(test, 'test:dequeue');
      await test.run();
      resolve();
    }
  }

  runArgs() {
    const ctx = new TestContext(this);
    return { ctx, args: [ctx] };
  }

  // call runs code as this test's.
  call(fn, thisArg, args) {
    return Reflect.apply(this.scope, thisArg, [fn, ...args]);
  }

  run() {
    return runTest(this);
  }

  // What became of it

  fail(error) {
    if (this.error !== null) return;
    this.passed = false;
    this.error = error;
  }

  pass() {
    if (this.error === null) this.passed = true;
  }

  skip(message) {
    this.skipped = true;
    this.message = message;
  }

  todo(message) {
    this.isTodo = true;
    this.message = message;
  }

  diagnostic(message) {
    this.diagnostics.push(message);
  }

  abort() {
    const { outerSignal } = this;
    let error = outerSignal && outerSignal.reason;
    if (!error) error = new AbortError('The test was aborted');
    if (typeof error === 'object') error.failureType = kinds.aborted;
    this.cancel(error);
  }

  get signal() {
    if (this.controller === null) {
      this.controller = new AbortController();
      if (this.stopped) this.controller.abort();
    }
    return this.controller.signal;
  }

  // stop aborts the signal: the test is over, or has to be.
  stop() {
    if (this.stopped) return;
    this.stopped = true;
    if (this.controller !== null) this.controller.abort();
    for (const fn of this.onstop) fn();
  }

  aborted() {
    const { outerSignal } = this;
    if (!this.stopped && !(outerSignal && outerSignal.aborted)) return false;
    this.abort();
    return true;
  }

  cancel(error = failure('test did not finish before its parent and was cancelled', kinds.cancelledByParent)) {
    if (this.endTime !== null || this.error !== null) return;
    this.fail(error);
    this.cancelled = true;
    this.stop();
  }

  // postRun ends the test and its subtests; reason is why those that still run are
  // cancelled.
  postRun(reason) {
    if (this.endTime === null) this.endTime = now();
    if (this.startTime === null) this.startTime = this.endTime;
    this.pendingSubtests = [];
    this.endSubtests(reason);
    if (this.outerSignal) this.outerSignal.removeEventListener('abort', this.onabort);
    if (this.mock !== null) this.mock.reset();
    if (this.parent === null) {
      reporting.summary(this);
      return;
    }
    reporting.completed(this);
    const { parent, root } = this;
    parent.activeSubtests--;
    if (!this.ready) parent.waiting++;
    this.ready = true;
    parent.reportReady(false);
    parent.runPending();
    // Open handles may keep the loop alive: the root's hooks can close them.
    if (parent === root && root.idle()) root.run();
  }

  endSubtests(reason) {
    let failed = 0;
    for (const test of this.subtests) {
      if (!test.finished) {
        test.cancel(reason);
        test.postRun(reason);
      }
      if (!test.passed && !test.isTodo) failed++;
    }
    if (failed > 0 && (this.passed || this.parent === null)) {
      this.fail(failure(`${failed} subtest${failed > 1 ? 's' : ''} failed`, kinds.subtests));
    }
  }

  idle() {
    return this.activeSubtests === 0 && this.pendingSubtests.length === 0 && this.waiting === 0;
  }

  // Reports come in the order of the tests, whatever the order in which they end

  reportReady(mayTell) {
    while (this.reported < this.subtests.length) {
      const test = this.subtests[this.reported];
      if (!test.ready) return;
      mayTell = mayTell || this.isTurn();
      if (!mayTell) return;
      test.reportReady(true);
      reporting.result(test);
      this.reported++;
      this.waiting--;
      test.finished = true;
    }
  }

  isTurn() {
    const { parent } = this;
    return parent === null || (parent.subtests[parent.reported] === this && parent.isTurn());
  }

  duration() {
    return Number(this.endTime - this.startTime) / 1e6;
  }
}

module.exports = { Test, noop, now, running };
