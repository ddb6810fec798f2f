'use strict';

// The root of all tests, and the functions that scripts call.

const path = require('path');
const { failure, kinds } = require('./failures.js');
const { caller } = require('./location.js');
const { makeCounters } = require('./reporting.js');
const { attachReporters, reporterScope } = require('./reporters_of.js');
const { Suite } = require('./suite.js');
const { Test, now, running } = require('./tree.js');

let root;
let reporters; // a promise, until the reporters are there

function getRoot() {
  if (root !== undefined) return root;
  root = new Test({ name: '<root>' });
  // No test runs before the reporters are there and the script was read.
  root.harness = { open: false, ready: false, counters: makeCounters() };
  root.startTime = now();
  watchProcess(root);
  root.reporter.on('test:fail', ({ todo }) => {
    if (todo === undefined || todo === false) process.exitCode = 1;
  });
  reporters = attachReporters(root.reporter);
  return root;
}

// watchProcess makes exceptions the failures of the tests that they come from, and
// ends the root when there is nothing left to do.
function watchProcess(root) {
  const onException = (error) => blame(root, error, 'uncaughtException');
  const onRejection = (error) => blame(root, error, 'unhandledRejection');
  async function onExit() {
    const { hooks } = root;
    if (root.subtests.length === 0 && (hooks.before.length > 0 || hooks.after.length > 0)) await root.run();
    root.postRun(failure('Promise resolution is still pending but the event loop has already resolved',
                         kinds.cancelledByParent));
    process.removeListener('uncaughtException', onException);
    process.removeListener('unhandledRejection', onRejection);
    process.removeListener('beforeExit', onExit);
  }
  process.on('uncaughtException', onException);
  process.on('unhandledRejection', onRejection);
  process.on('beforeExit', onExit);
}

function blame(root, error, event) {
  const test = running.getStore();
  // Nobody could be told.
  if (!root.harness.ready || test === reporterScope) throw error;
  if (test !== undefined && !test.finished && !test.isHook) {
    test.fail(failure(error, event));
    test.stop();
    return;
  }
  root.diagnostic(tooLate(test, error, event));
  process.exitCode = 1;
}

function tooLate(test, error, event) {
  if (test === undefined) {
    return 'Error: A resource generated asynchronous activity after the test ended. ' +
      `This activity created the error "${error}" which triggered an ${event} event, caught by the test runner.`;
  }
  const { loc } = test;
  const who = test.isHook ? `Test hook "${test.kind}"` : `Test "${test.name}"`;
  const where = loc === undefined
    ? ''
    : ` at ${path.relative(process.cwd(), loc.file)}:${loc.line}:${loc.column}`;
  return `Error: ${who}${where} generated asynchronous activity after the test ended. ` +
    `This activity created the error "${error}" and would have caused the test to fail, ` +
    `but instead triggered an ${event} event.`;
}

async function start(test) {
  if (reporters !== undefined) {
    await reporters;
    reporters = undefined;
  }
  const { harness } = root;
  if (!harness.ready) {
    harness.ready = true;
    queueMicrotask(() => {
      harness.open = true;
      root.runPending();
    });
  }
  await test.start();
}

// parent is where a new test or hook belongs.
function parent() {
  return running.getStore() || getRoot();
}

function add(Kind, [name, options, fn], overrides) {
  const to = parent();
  const test = to.createSubtest(Kind, name, options, fn, overrides);
  // A suite starts its tests itself.
  return to instanceof Suite ? Promise.resolve() : start(test);
}

// make gives test or suite, with skip, todo and only.
function make(Kind) {
  function test(name, options, fn) {
    return add(Kind, [name, options, fn], { loc: caller() });
  }
  for (const keyword of ['skip', 'todo', 'only']) {
    test[keyword] = function(name, options, fn) {
      return add(Kind, [name, options, fn], { [keyword]: true, loc: caller() });
    };
  }
  return test;
}

function hook(kind) {
  return function(fn, options) {
    const to = parent();
    to.createHook(kind, fn, { ...options, parent: to, loc: caller() });
  };
}

module.exports = {
  test: make(Test),
  suite: make(Suite),
  before: hook('before'),
  after: hook('after'),
  beforeEach: hook('beforeEach'),
  afterEach: hook('afterEach'),
};
