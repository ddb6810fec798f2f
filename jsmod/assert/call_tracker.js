'use strict';

const { codes: { ERR_INVALID_ARG_VALUE, ERR_UNAVAILABLE_DURING_EXIT } } =
  require('internal/errors');
const { validateUint32 } = require('internal/validators');
const AssertionError = require('./assertion_error.js');

function noop() {}

// Tracked counts the calls of one function.
class Tracked {
  constructor(expected, name, stackTrace) {
    this.expected = expected;
    this.name = name;
    this.stackTrace = stackTrace;
    this.calls = [];
  }

  track(thisArg, args) {
    this.calls.push(Object.freeze({ thisArg, arguments: Object.freeze(args.slice()) }));
  }

  reset() {
    this.calls = [];
  }

  report() {
    const actual = this.calls.length;
    if (actual === this.expected) return undefined;
    return {
      message: `Expected the ${this.name} function to be executed ${this.expected} time(s) ` +
        `but was executed ${actual} time(s).`,
      actual,
      expected: this.expected,
      operator: this.name,
      stack: this.stackTrace,
    };
  }
}

class CallTracker {
  #checks = new Set();
  #tracked = new WeakMap();

  #find(fn) {
    const tracked = this.#tracked.get(fn);
    if (tracked === undefined) {
      throw new ERR_INVALID_ARG_VALUE('tracked', fn, 'is not a tracked function');
    }
    return tracked;
  }

  reset(fn) {
    if (fn === undefined) {
      for (const check of this.#checks) check.reset();
      return;
    }
    this.#find(fn).reset();
  }

  getCalls(fn) {
    return this.#find(fn).calls.slice();
  }

  calls(fn, expected = 1) {
    if (process._exiting) throw new ERR_UNAVAILABLE_DURING_EXIT();
    if (typeof fn === 'number') {
      expected = fn;
      fn = noop;
    } else if (fn === undefined) {
      fn = noop;
    }
    validateUint32(expected, 'expected', true);
    const tracked = new Tracked(expected, fn.name || 'calls', new Error());
    this.#checks.add(tracked);
    const proxy = new Proxy(fn, {
      apply(target, thisArg, args) {
        tracked.track(thisArg, args);
        return Reflect.apply(target, thisArg, args);
      },
    });
    this.#tracked.set(proxy, tracked);
    return proxy;
  }

  report() {
    const errors = [];
    for (const check of this.#checks) {
      const message = check.report();
      if (message !== undefined) errors.push(message);
    }
    return errors;
  }

  verify() {
    const errors = this.report();
    if (errors.length === 0) return;
    const message = errors.length === 1 ? errors[0].message :
      'Functions were not called the expected number of times';
    throw new AssertionError({ message, details: errors });
  }
}

module.exports = CallTracker;
