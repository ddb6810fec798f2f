'use strict';

// Mocks: functions and methods that remember how they were called.

const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } } = require('internal/errors');
const { validateBoolean, validateFunction, validateInteger, validateObject } = require('internal/validators');

// own is what stands for an implementation that was not given.
function own() {}

// MockFunctionContext is fn.mock. What a mock calls it by is kept from scripts.
class MockFunctionContext {
  #calls = [];
  #implementation;
  #once = new Map(); // the number of a call, and what it calls
  #original; // { original } or { object, name, descriptor }
  #times;

  constructor(implementation, original, times) {
    this.#implementation = implementation;
    this.#original = original;
    this.#times = times;
  }

  get calls() {
    return this.#calls.slice();
  }

  callCount() {
    return this.#calls.length;
  }

  mockImplementation(implementation) {
    validateFunction(implementation, 'implementation');
    this.#implementation = implementation;
  }

  mockImplementationOnce(implementation, onCall) {
    validateFunction(implementation, 'implementation');
    const next = this.#calls.length;
    const call = onCall === undefined || onCall === null ? next : onCall;
    validateInteger(call, 'onCall', next);
    this.#once.set(call, implementation);
  }

  restore() {
    const { descriptor, name, object, original } = this.#original;
    if (object === undefined) this.#implementation = original;
    else Object.defineProperty(object, name, descriptor);
  }

  resetCalls() {
    this.#calls = [];
  }

  // next is what the call that comes now calls.
  static next(mock) {
    const number = mock.#calls.length;
    const found = mock.#once.get(number) || mock.#implementation;
    mock.#once.delete(number);
    // It is the last one that is mocked.
    if (number + 1 === mock.#times) mock.restore();
    return found;
  }

  static add(mock, call) {
    mock.#calls.push(call);
  }
}

const { add, next } = MockFunctionContext;
const { restore } = MockFunctionContext.prototype;
delete MockFunctionContext.add;
delete MockFunctionContext.next;

// record makes one call and keeps what became of it.
function record(mock, { args, target, thisArg }, call) {
  let result;
  let error;
  try {
    result = call(next(mock));
  } catch (thrown) {
    error = thrown;
    throw thrown;
  } finally {
    add(mock, {
      __proto__: null,
      arguments: args,
      error,
      result,
      stack: new Error(),
      target,
      this: target === undefined ? thisArg : result,
    });
  }
  return result;
}

function proxy(mock, original) {
  return new Proxy(original, {
    __proto__: null,
    // The engine uses what it keeps the arguments in again, so they are copied.
    apply(_, thisArg, given) {
      const args = given.slice();
      return record(mock, { args, thisArg }, (fn) => Reflect.apply(fn, thisArg, args));
    },
    construct(target, given, newTarget) {
      const args = given.slice();
      return record(mock, { args, target }, (fn) => Reflect.construct(fn, args, newTarget));
    },
    get: (target, property, receiver) => (property === 'mock' ? mock : Reflect.get(target, property, receiver)),
  });
}

function findDescriptor(object, name) {
  for (let host = object; host !== null; host = Object.getPrototypeOf(host)) {
    const descriptor = Object.getOwnPropertyDescriptor(host, name);
    if (descriptor !== undefined) return descriptor;
  }
  return {};
}

function validateTimes(times) {
  if (times !== Infinity) validateInteger(times, 'options.times', 1);
}

// arrange finds the options among the arguments.
function arrange(implementation, options) {
  return implementation !== null && typeof implementation === 'object' ? [own, implementation] : [implementation, options];
}

// makeOriginal is what is mocked where nothing was given, with the name it has in Node.
function makeOriginal() {
  const original = function() {};
  return original;
}

class MockTracker {
  #mocks = [];
  #timers;

  get timers() {
    if (this.#timers === undefined) this.#timers = new (require('./mock_timers.js').MockTimers)();
    return this.#timers;
  }

  fn(original = makeOriginal(), implementation = original, options = {}) {
    if (original !== null && typeof original === 'object') {
      options = original;
      original = implementation = makeOriginal();
    } else if (implementation !== null && typeof implementation === 'object') {
      options = implementation;
      implementation = original;
    }
    validateFunction(original, 'original');
    validateFunction(implementation, 'implementation');
    validateObject(options, 'options');
    const { times = Infinity } = options;
    validateTimes(times);
    return this.#add(new MockFunctionContext(implementation, { original }, times), original);
  }

  method(object, name, givenImplementation = own, givenOptions = {}) {
    if (typeof name !== 'string' && typeof name !== 'symbol') {
      throw new ERR_INVALID_ARG_TYPE('methodName', ['string', 'symbol'], name);
    }
    if (typeof object !== 'function') validateObject(object, 'object');
    const [implementation, options] = arrange(givenImplementation, givenOptions);
    validateFunction(implementation, 'implementation');
    validateObject(options, 'options');
    const { getter = false, setter = false, times = Infinity } = options;
    validateBoolean(getter, 'options.getter');
    validateBoolean(setter, 'options.setter');
    validateTimes(times);
    if (setter && getter) {
      throw new ERR_INVALID_ARG_VALUE('options.setter', setter, "cannot be used with 'options.getter'");
    }
    const part = getter ? 'get' : setter ? 'set' : 'value';
    const descriptor = findDescriptor(object, name);
    const original = descriptor[part];
    if (typeof original !== 'function') throw new ERR_INVALID_ARG_VALUE('methodName', original, 'must be a method');
    const context = new MockFunctionContext(
      implementation === own ? original : implementation, { object, name, descriptor }, times);
    const mock = this.#add(context, original);
    Object.defineProperty(object, name, { ...descriptor, [part]: mock });
    return mock;
  }

  getter(object, name, givenImplementation = own, givenOptions = {}) {
    const [implementation, options] = arrange(givenImplementation, givenOptions);
    validateObject(options, 'options');
    const { getter = true } = options;
    if (getter === false) throw new ERR_INVALID_ARG_VALUE('options.getter', getter, 'cannot be false');
    return this.method(object, name, implementation, { ...options, getter });
  }

  setter(object, name, givenImplementation = own, givenOptions = {}) {
    const [implementation, options] = arrange(givenImplementation, givenOptions);
    validateObject(options, 'options');
    const { setter = true } = options;
    if (setter === false) throw new ERR_INVALID_ARG_VALUE('options.setter', setter, 'cannot be false');
    return this.method(object, name, implementation, { ...options, setter });
  }

  reset() {
    this.restoreAll();
    if (this.#timers !== undefined) this.#timers.reset();
    this.#mocks = [];
  }

  restoreAll() {
    for (const mock of this.#mocks) Reflect.apply(restore, mock, []);
  }

  #add(context, original) {
    this.#mocks.push(context);
    return proxy(context, original);
  }
}

module.exports = { MockTracker };
