'use strict';

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { validateFunction } = require('internal/validators');
const context = require('internal/async_context');
const { createHook } = require('./hooks.js');
const { AsyncResource } = require('./resource.js');

// AsyncLocalStorage

class AsyncLocalStorage {
  constructor(options = {}) {
    if (typeof options !== 'object' || options === null) throw new ERR_INVALID_ARG_TYPE('options', 'Object', options);
    context.track();
    this.enabled = false;
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
    this.enabled = true;
    // Nothing changes where the value is the same already.
    if (Object.is(store, this.getStore())) return Reflect.apply(callback, null, args);
    return this._runWith(store, callback, args);
  }

  exit(callback, ...args) {
    if (!this.enabled) return Reflect.apply(callback, null, args);
    return this._runWith(undefined, callback, args);
  }

  enterWith(store) {
    this.enabled = true;
    context.set(this._with(store));
  }

  getStore() {
    if (!this.enabled) return undefined;
    const current = context.get();
    return current === undefined ? undefined : current.get(this);
  }

  // disable forgets all values until the next run or enterWith.
  disable() {
    if (!this.enabled) return;
    this.enabled = false;
    context.set(this._with(undefined));
  }
}

Object.defineProperties(AsyncLocalStorage.prototype, {
  _with: {
    value(store) {
      const next = new Map(context.get());
      next.set(this, store);
      return next;
    },
  },
  // What the callback leaves in other storages stays there.
  _runWith: {
    value(store, callback, args) {
      const own = this._with(store);
      const before = context.set(own);
      try {
        return Reflect.apply(callback, null, args);
      } finally {
        if (context.get() === own) context.set(before);
        else context.set(this._with(before === undefined ? undefined : before.get(this)));
      }
    },
  },
});

// Ids, which begin to be given when a script asks for one

function executionAsyncId() {
  return binding.executing();
}

function triggerAsyncId() {
  return binding.trigger();
}

function executionAsyncResource() {
  return binding.resource();
}

module.exports = {
  AsyncLocalStorage,
  createHook,
  executionAsyncId,
  triggerAsyncId,
  executionAsyncResource,
  AsyncResource,
};
