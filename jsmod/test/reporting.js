'use strict';

// What the stream of events is told of tests.

const { event } = require('./events.js');

const nobody = Object.create(null);

function makeCounters() {
  return {
    __proto__: null, all: 0, failed: 0, passed: 0, cancelled: 0, skipped: 0, todo: 0, topLevel: 0, suites: 0,
  };
}

// count puts a test that was reported into one of the counters.
function count(test) {
  const { counters } = test.root.harness;
  if (test.nesting === 0) counters.topLevel++;
  if (test.reportedType === 'suite') {
    counters.suites++;
    return;
  }
  counters.all++;
  if (test.skipped) counters.skipped++;
  else if (test.isTodo) counters.todo++;
  else if (test.cancelled) counters.cancelled++;
  else if (test.passed) counters.passed++;
  else counters.failed++;
}

// queued tells of 'test:enqueue' and 'test:dequeue'.
function queued({ loc, name, nesting, reporter }, type) {
  reporter.tell(type, event({ nesting, name }, loc));
}

function details(test) {
  const about = { __proto__: null, duration_ms: test.duration() };
  if (test.reportedType) about.type = test.reportedType;
  if (!test.passed) about.error = test.error;
  return about;
}

function directive({ skipped, isTodo, message = true }) {
  const reason = message === null ? true : message;
  if (skipped) return { skip: reason };
  return isTodo ? { todo: reason } : nobody;
}

function ended(test, type, about) {
  const { loc, name, nesting, reporter, testNumber } = test;
  reporter.tell(type, event({ name, nesting, testNumber, details: about }, loc, directive(test)));
}

// completed tells of a test when it ends, which may be before its turn.
function completed(test) {
  const about = details(test);
  about.passed = test.passed;
  ended(test, 'test:complete', about);
}

// started tells of a test once, and of its parents before.
function started(test) {
  if (test.started || test.parent === null) return;
  test.started = true;
  started(test.parent);
  const { loc, name, nesting, reporter } = test;
  reporter.tell('test:start', event({ nesting, name }, loc));
}

function plan({ loc, reporter }, nesting, number) {
  reporter.tell('test:plan', event({ nesting, count: number }, loc));
}

function diagnostic({ loc, nesting, reporter }, message) {
  reporter.tell('test:diagnostic', event({ nesting, message }, loc));
}

// result tells of a test when it is its turn, after its subtests.
function result(test) {
  count(test);
  if (test.subtests.length > 0) plan(test, test.subtests[0].nesting, test.subtests.length);
  else started(test);
  ended(test, test.passed ? 'test:pass' : 'test:fail', details(test));
  for (const message of test.diagnostics) diagnostic(test, message);
}

// failedAtEnd tells of a hook that failed when all tests were over, as of a test that
// has the file's name.
function failedAtEnd(hook, root) {
  const { loc = nobody } = hook;
  const fields = {
    name: loc.file, nesting: 0, testNumber: root.subtests.length + 1,
    details: { __proto__: null, duration_ms: hook.duration(), error: hook.error },
  };
  root.reporter.tell('test:fail', event(fields, hook.loc));
}

// summary ends the stream. It is told once.
function summary(root) {
  if (root.told) return;
  root.told = true;
  const { counters } = root.harness;
  plan(root, root.nesting, counters.topLevel);
  for (const message of root.diagnostics) diagnostic(root, message);
  const sums = {
    tests: counters.all, suites: counters.suites, pass: counters.passed, fail: counters.failed,
    cancelled: counters.cancelled, skipped: counters.skipped, todo: counters.todo, duration_ms: root.duration(),
  };
  for (const name of Object.keys(sums)) diagnostic(root, `${name} ${sums[name]}`);
  root.reporter.end();
}

module.exports = { completed, failedAtEnd, makeCounters, queued, result, summary };
