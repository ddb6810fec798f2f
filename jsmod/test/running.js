'use strict';

// How a test runs: its hooks, its code, and what ends it early.

const { setTimeout, clearTimeout } = require('timers');
const { createDeferredPromise } = require('internal/util');
const { isPromise } = require('internal/util/types');
const { asFailure, failure, kinds } = require('./failures.js');

// once makes a function that keeps the result of its first call.
function once(fn) {
  let called = false;
  let result;
  return function(...args) {
    if (called) return result;
    called = true;
    result = Reflect.apply(fn, this, args);
    return result;
  };
}

// ending gives a promise that is fulfilled when the test is aborted, and rejected
// when its time is over; forget() takes both back.
function ending(test) {
  const { promise, resolve, reject } = createDeferredPromise();
  const { timeout } = test;
  promise.catch(() => {}); // nobody may be waiting any more
  test.onstop.add(resolve);
  if (test.stopped) resolve();
  let timer;
  if (timeout !== null) {
    timer = setTimeout(() => reject(failure(`test timed out after ${timeout}ms`, kinds.timeout)), timeout);
    timer.unref();
  }
  return {
    promise,
    forget() {
      test.onstop.delete(resolve);
      clearTimeout(timer);
    },
  };
}

// lastArgument is the `done` of a test, and a promise of its call.
function lastArgument() {
  const { promise, resolve, reject } = createDeferredPromise();
  let calls = 0;
  function done(error) {
    calls++;
    if (calls === 2) throw failure('callback invoked multiple times', kinds.manyCalls);
    if (calls > 2) return;
    if (error) reject(error);
    else resolve();
  }
  return { promise, done };
}

// runCode calls the test's function; the promise is of its end.
function runCode(test, { ctx, args }, stopped) {
  if (test.fn.length !== args.length + 1) return Promise.race([test.call(test.fn, ctx, args), stopped]);
  const { promise, done } = lastArgument();
  promise.catch(() => {});
  const result = test.call(test.fn, ctx, [...args, done]);
  if (!isPromise(result)) return Promise.race([promise, stopped]);
  test.fail(failure('passed a callback but also returned a Promise', kinds.twoWays));
  return Promise.race([result, stopped]);
}

function checkPlan({ plan }) {
  if (plan !== null && plan.actual !== plan.expected) {
    throw failure(`plan expected ${plan.expected} assertions but received ${plan.actual}`);
  }
}

async function quietly(fn) {
  try {
    await fn();
  } catch {
    // The test has failed already, for the first reason.
  }
}

async function runTest(test) {
  const { parent } = test;
  if (parent !== null) parent.activeSubtests++;
  if (test.startTime === null) test.startTime = process.hrtime.bigint();
  if (test.aborted()) {
    test.postRun();
    return;
  }
  const given = test.runArgs();
  if (test.plan === null && test.expectedAssertions) given.ctx.plan(test.expectedAssertions);
  const afterEach = once(async () => {
    if (parent !== null && parent.hooks.afterEach.length > 0 && !test.skipped) await parent.runHooks('afterEach', given);
  });
  const after = async () => {
    if (test.hooks.after.length > 0) await test.runHooks('after', given);
  };
  let stop;
  try {
    // Where there is nothing to wait for the test begins at once, so that a subtest that
    // its parent does not wait for keeps its start.
    if (parent !== null && parent.hooks.before.length > 0) await parent.runHooks('before', parent.runArgs());
    if (parent !== null && parent.hooks.beforeEach.length > 0 && !test.skipped) {
      await parent.runHooks('beforeEach', given);
    }
    stop = ending(test);
    await runCode(test, given, stop.promise);
    test.aborted();
    checkPlan(test);
    test.pass();
    await afterEach();
    await after();
  } catch (thrown) {
    const error = asFailure(thrown);
    if (error.failureType === kinds.timeout) test.cancel(error);
    else test.fail(error);
    await quietly(afterEach);
    await quietly(after);
  } finally {
    if (stop !== undefined) stop.forget();
    // A hook may run again, and the root goes on.
    if (parent !== null) test.stop();
  }
  // The root ends when the process does, so that what comes late is seen.
  if (parent !== null || test.isHook) test.postRun();
}

module.exports = { ending, once, quietly, runTest };
