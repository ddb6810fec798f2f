'use strict';

const {
  codes: {
    ERR_AMBIGUOUS_ARGUMENT, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE,
    ERR_INVALID_RETURN_VALUE, ERR_MISSING_ARGS,
  },
} = require('internal/errors');
const { deprecate } = require('internal/util');
const AssertionError = require('./assertion_error.js');
const { innerOk, throwGenerated } = require('./inner_ok.js');

const NO_EXCEPTION = {};

function isDeepEqual(a, b) {
  return require('internal/util/comparisons').isDeepEqual(a, b);
}

function isDeepStrictEqual(a, b) {
  return require('internal/util/comparisons').isDeepStrictEqual(a, b);
}

function inspect(value, options) {
  return require('internal/util/inspect').inspect(value, options);
}

function isRegExp(value) {
  return require('internal/util/types').isRegExp(value);
}

function isError(value) {
  return require('internal/util').isError(value);
}

function innerFail(obj) {
  if (obj.message instanceof Error) throw obj.message;
  throw new AssertionError(obj);
}

function ok(...args) {
  innerOk(ok, args.length, args[0], args[1]);
}

const assert = module.exports = ok;

let warnedFail = false;

assert.fail = function fail(actual, expected, message, operator, stackStartFn) {
  const argsLen = arguments.length;
  let internalMessage = false;
  if (actual == null && argsLen <= 1) {
    internalMessage = 'Failed';
  } else if (argsLen === 1) {
    message = actual;
    actual = undefined;
  } else {
    if (!warnedFail) {
      warnedFail = true;
      process.emitWarning(
        'assert.fail() with more than one argument is deprecated. ' +
        'Please use assert.strictEqual() instead or only pass a message.',
        'DeprecationWarning', 'DEP0094');
    }
    if (argsLen === 2) operator = '!=';
  }
  if (message instanceof Error) throw message;
  const options = {
    actual,
    expected,
    operator: operator === undefined ? 'fail' : operator,
    stackStartFn: stackStartFn || fail,
    message: internalMessage || message,
  };
  const err = new AssertionError(options);
  if (internalMessage) err.generatedMessage = true;
  throw err;
};

assert.AssertionError = AssertionError;
assert.ok = ok;

// compare makes one of the functions that take actual, expected and message.
function compare(name, passes, operator = name) {
  const fn = {
    [name](actual, expected, message) {
      if (arguments.length < 2) throw new ERR_MISSING_ARGS('actual', 'expected');
      if (passes(actual, expected)) return;
      innerFail({ actual, expected, message, operator, stackStartFn: fn });
    },
  }[name];
  assert[name] = fn;
}

compare('equal', (a, b) => a == b || (a !== a && b !== b), '=='); // eslint-disable-line
compare('notEqual', (a, b) => !(a == b || (a !== a && b !== b)), '!='); // eslint-disable-line
compare('deepEqual', isDeepEqual);
compare('notDeepEqual', (a, b) => !isDeepEqual(a, b));
compare('deepStrictEqual', isDeepStrictEqual);
compare('notDeepStrictEqual', (a, b) => !isDeepStrictEqual(a, b));
compare('strictEqual', Object.is);
compare('notStrictEqual', (a, b) => !Object.is(a, b));

// Comparison shows of an error only what it was compared by.
class Comparison {
  constructor(obj, keys, actual) {
    for (const key of keys) {
      if (!(key in obj)) continue;
      const matched = actual !== undefined && typeof actual[key] === 'string' &&
        isRegExp(obj[key]) && obj[key].exec(actual[key]) !== null;
      this[key] = matched ? actual[key] : obj[key];
    }
  }
}

function compareExceptionKey(actual, expected, key, message, keys, fn) {
  if (key in actual && isDeepStrictEqual(actual[key], expected[key])) return;
  if (message) {
    innerFail({ actual, expected, message, operator: fn.name, stackStartFn: fn });
  }
  const err = new AssertionError({
    actual: new Comparison(actual, keys),
    expected: new Comparison(expected, keys, actual),
    operator: 'deepStrictEqual',
    stackStartFn: fn,
  });
  err.actual = actual;
  err.expected = expected;
  err.operator = fn.name;
  throw err;
}

function expectObject(actual, expected, message, fn) {
  if (typeof actual !== 'object' || actual === null) {
    const err = new AssertionError({
      actual, expected, message, operator: 'deepStrictEqual', stackStartFn: fn,
    });
    err.operator = fn.name;
    throw err;
  }
  const keys = Object.keys(expected);
  // The name and message of an error are not listed.
  if (expected instanceof Error) {
    keys.push('name', 'message');
  } else if (keys.length === 0) {
    throw new ERR_INVALID_ARG_VALUE('error', expected, 'may not be an empty object');
  }
  for (const key of keys) {
    if (typeof actual[key] === 'string' && isRegExp(expected[key]) &&
        expected[key].exec(actual[key]) !== null) {
      continue;
    }
    compareExceptionKey(actual, expected, key, message, keys, fn);
  }
}

// mismatch is why an exception is not the expected one, or undefined.
function mismatch(actual, expected) {
  if (isRegExp(expected)) {
    const str = String(actual);
    if (expected.exec(str) !== null) return undefined;
    return `The input did not match the regular expression ${inspect(expected)}. ` +
      `Input:\n\n${inspect(str)}\n`;
  }
  if (expected.prototype !== undefined && actual instanceof expected) return undefined;
  if (Object.prototype.isPrototypeOf.call(Error, expected)) {
    const start = `The error is expected to be an instance of "${expected.name}". Received `;
    if (!isError(actual)) return `${start}"${inspect(actual, { depth: -1 })}"`;
    return `${start}"${actual.constructor?.name || actual.name}"\n\nError message:\n\n${actual.message}`;
  }
  const res = Reflect.apply(expected, {}, [actual]);
  if (res === true) return undefined;
  const name = expected.name ? `"${expected.name}" ` : '';
  const text = `The ${name}validation function is expected to return "true". ` +
    `Received ${inspect(res)}`;
  return isError(actual) ? `${text}\n\nCaught error:\n\n${actual}` : text;
}

function expectedException(actual, expected, message, fn) {
  if (typeof expected !== 'function' && !isRegExp(expected)) {
    expectObject(actual, expected, message, fn);
    return;
  }
  const reason = mismatch(actual, expected);
  if (reason === undefined) return;
  if (message instanceof Error) throw message;
  throwGenerated({
    actual, expected, message: message || reason, operator: fn.name, stackStartFn: fn,
  }, !message);
}

function getActual(fn) {
  if (typeof fn !== 'function') throw new ERR_INVALID_ARG_TYPE('fn', 'Function', fn);
  try {
    fn();
  } catch (e) {
    return e;
  }
  return NO_EXCEPTION;
}

function checkIsPromise(obj) {
  return require('internal/util/types').isPromise(obj) ||
    (obj !== null && typeof obj === 'object' && typeof obj.then === 'function' &&
     typeof obj.catch === 'function');
}

async function waitForActual(promiseFn) {
  let promise;
  if (typeof promiseFn === 'function') {
    promise = promiseFn();
    if (!checkIsPromise(promise)) {
      throw new ERR_INVALID_RETURN_VALUE('instance of Promise', 'promiseFn', promise);
    }
  } else if (checkIsPromise(promiseFn)) {
    promise = promiseFn;
  } else {
    throw new ERR_INVALID_ARG_TYPE('promiseFn', ['Function', 'Promise'], promiseFn);
  }
  try {
    await promise;
  } catch (e) {
    return e;
  }
  return NO_EXCEPTION;
}

function checkAmbiguous(actual, error, given) {
  if (given === 4) {
    throw new ERR_INVALID_ARG_TYPE('error', ['Object', 'Error', 'Function', 'RegExp'], error);
  }
  if (typeof actual === 'object' && actual !== null) {
    if (actual.message === error) {
      throw new ERR_AMBIGUOUS_ARGUMENT(
        'error/message', `The error message "${actual.message}" is identical to the message.`);
    }
  } else if (actual === error) {
    throw new ERR_AMBIGUOUS_ARGUMENT(
      'error/message', `The error "${actual}" is identical to the message.`);
  }
}

function kindOf(fn) {
  return fn === assert.rejects || fn === assert.doesNotReject ? 'rejection' : 'exception';
}

function expectsError(stackStartFn, actual, error, message) {
  if (typeof error === 'string') {
    checkAmbiguous(actual, error, arguments.length);
    message = error;
    error = undefined;
  } else if (error != null && typeof error !== 'object' && typeof error !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('error', ['Object', 'Error', 'Function', 'RegExp'], error);
  }
  if (actual === NO_EXCEPTION) {
    const name = error && error.name ? ` (${error.name})` : '';
    innerFail({
      actual: undefined,
      expected: error,
      operator: stackStartFn.name,
      message: `Missing expected ${kindOf(stackStartFn)}${name}${message ? `: ${message}` : '.'}`,
      stackStartFn,
    });
  }
  if (error) expectedException(actual, error, message, stackStartFn);
}

function hasMatchingError(actual, expected) {
  if (typeof expected !== 'function') {
    if (isRegExp(expected)) return expected.exec(String(actual)) !== null;
    throw new ERR_INVALID_ARG_TYPE('expected', ['Function', 'RegExp'], expected);
  }
  if (expected.prototype !== undefined && actual instanceof expected) return true;
  if (Object.prototype.isPrototypeOf.call(Error, expected)) return false;
  return Reflect.apply(expected, {}, [actual]) === true;
}

function expectsNoError(stackStartFn, actual, error, message) {
  if (actual === NO_EXCEPTION) return;
  if (typeof error === 'string') {
    message = error;
    error = undefined;
  }
  if (!error || hasMatchingError(actual, error)) {
    innerFail({
      actual,
      expected: error,
      operator: stackStartFn.name,
      message: `Got unwanted ${kindOf(stackStartFn)}${message ? `: ${message}` : '.'}\n` +
        `Actual message: "${actual && actual.message}"`,
      stackStartFn,
    });
  }
  throw actual;
}

assert.throws = function throws(fn, ...args) {
  expectsError(throws, getActual(fn), ...args);
};

assert.rejects = async function rejects(promiseFn, ...args) {
  expectsError(rejects, await waitForActual(promiseFn), ...args);
};

assert.doesNotThrow = function doesNotThrow(fn, ...args) {
  expectsNoError(doesNotThrow, getActual(fn), ...args);
};

assert.doesNotReject = async function doesNotReject(fn, ...args) {
  expectsNoError(doesNotReject, await waitForActual(fn), ...args);
};

// joinStacks puts the frames of the original error below those of the new one.
function joinStacks(newErr, original) {
  if (typeof original !== 'string') return;
  const start = original.indexOf('\n    at');
  if (start === -1) return;
  const originalFrames = original.slice(start + 1).split('\n');
  let frames = newErr.stack.split('\n');
  for (const frame of originalFrames) {
    const pos = frames.indexOf(frame);
    if (pos !== -1) {
      frames = frames.slice(0, pos);
      break;
    }
  }
  newErr.stack = `${frames.join('\n')}\n${originalFrames.join('\n')}`;
}

assert.ifError = function ifError(err) {
  if (err === null || err === undefined) return;
  let message = 'ifError got unwanted exception: ';
  if (typeof err === 'object' && typeof err.message === 'string') {
    message += err.message.length === 0 && err.constructor ? err.constructor.name : err.message;
  } else {
    message += inspect(err);
  }
  const newErr = new AssertionError({
    actual: err, expected: null, operator: 'ifError', message, stackStartFn: ifError,
  });
  joinStacks(newErr, err.stack);
  throw newErr;
};

function internalMatch(string, regexp, message, fn, wanted) {
  if (!isRegExp(regexp)) throw new ERR_INVALID_ARG_TYPE('regexp', 'RegExp', regexp);
  const isString = typeof string === 'string';
  if (isString && (regexp.exec(string) !== null) === wanted) return;
  if (message instanceof Error) throw message;
  const generated = !message;
  if (generated) {
    message = isString ?
      `The input ${wanted ? 'did not match' : 'was expected to not match'} the regular ` +
      `expression ${inspect(regexp)}. Input:\n\n${inspect(string)}\n` :
      `The "string" argument must be of type string. Received type ${typeof string} ` +
      `(${inspect(string)})`;
  }
  throwGenerated({
    actual: string, expected: regexp, message, operator: fn.name, stackStartFn: fn,
  }, generated);
}

assert.match = function match(string, regexp, message) {
  internalMatch(string, regexp, message, match, true);
};

assert.doesNotMatch = function doesNotMatch(string, regexp, message) {
  internalMatch(string, regexp, message, doesNotMatch, false);
};

let tracker;
Object.defineProperty(assert, 'CallTracker', {
  get() {
    if (tracker === undefined) {
      tracker = deprecate(require('./call_tracker.js'), 'assert.CallTracker is deprecated.',
                          'DEP0173');
    }
    return tracker;
  },
  set(value) { tracker = value; },
  enumerable: true,
  configurable: true,
});

function strict(...args) {
  innerOk(strict, args.length, args[0], args[1]);
}

const descriptors = Object.getOwnPropertyDescriptors(assert);
for (const name of ['length', 'name', 'prototype']) delete descriptors[name];
Object.defineProperties(strict, descriptors);
assert.strict = Object.assign(strict, {
  equal: assert.strictEqual,
  deepEqual: assert.deepStrictEqual,
  notEqual: assert.notStrictEqual,
  notDeepEqual: assert.notDeepStrictEqual,
});
assert.strict.strict = assert.strict;
