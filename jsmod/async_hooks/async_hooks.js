'use strict';

const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ASYNC_ID },
} = require('internal/errors');
const { validateFunction, validateString } = require('internal/validators');
const context = require('internal/async_context');

// AsyncLocalStorage

class AsyncLocalStorage {
  constructor(options = {}) {
    if (typeof options !== 'object' || options === null) throw new ERR_INVALID_ARG_TYPE('options', 'Object', options);
    context.track();
    this._enabled = false;
  }

  static bind(fn) {
    return AsyncResource.bind(fn);
  }

  static snapshot() {
    const taken = context.get();
    return function(fn, ...args) {
      validateFunction(fn, 'fn');
      return context.runIn(taken, fn, this, args);
    };
  }

  run(store, callback, ...args) {
    this._enabled = true;
    // Nothing changes where the value is the same already.
    if (Object.is(store, this.getStore())) return Reflect.apply(callback, null, args);
    return context.runIn(this._with(store), callback, null, args);
  }

  exit(callback, ...args) {
    if (!this._enabled) return Reflect.apply(callback, null, args);
    return context.runIn(this._with(undefined), callback, null, args);
  }

  enterWith(store) {
    this._enabled = true;
    context.set(this._with(store));
  }

  getStore() {
    if (!this._enabled) return undefined;
    const current = context.get();
    return current === undefined ? undefined : current.get(this);
  }

  // disable forgets all values until the next run or enterWith.
  disable() {
    if (!this._enabled) return;
    this._enabled = false;
    context.set(this._with(undefined));
  }
}

Object.defineProperty(AsyncLocalStorage.prototype, '_with', {
  value(store) {
    const next = new Map(context.get());
    next.set(this, store);
    return next;
  },
});

// AsyncResource

let lastId = 1;
const kContext = Symbol('kContext');
const kId = Symbol('kId');
const kTrigger = Symbol('kTrigger');

class AsyncResource {
  constructor(type, options = {}) {
    validateString(type, 'type');
    const trigger = typeof options === 'number' ? options : options.triggerAsyncId;
    if (trigger !== undefined && (!Number.isSafeInteger(trigger) || trigger < -1)) {
      throw new ERR_INVALID_ASYNC_ID('triggerAsyncId', trigger);
    }
    this[kId] = ++lastId;
    this[kTrigger] = trigger === undefined ? 1 : trigger;
    Object.defineProperty(this, kContext, { value: context.get() });
  }

  runInAsyncScope(fn, thisArg, ...args) {
    return context.runIn(this[kContext], fn, thisArg, args);
  }

  // There are no hooks that would have to hear of it.
  emitDestroy() {
    return this;
  }

  asyncId() {
    return this[kId];
  }

  triggerAsyncId() {
    return this[kTrigger];
  }

  bind(fn) {
    validateFunction(fn, 'fn');
    const resource = this;
    const bound = function(...args) {
      return resource.runInAsyncScope(fn, this, ...args);
    };
    Object.defineProperty(bound, 'length', { configurable: true, enumerable: false, value: fn.length });
    return bound;
  }

  static bind(fn, type, thisArg) {
    type = type || fn.name || 'bound-anonymous-fn';
    const bound = new AsyncResource(type).bind(fn);
    return thisArg === undefined ? bound : bound.bind(thisArg);
  }
}

module.exports = { AsyncLocalStorage, AsyncResource };
