'use strict';

// AsyncResource: what a script counts as a resource of its own.

const {
  codes: { ERR_ASYNC_TYPE, ERR_INVALID_ASYNC_ID },
} = require('internal/errors');
const { validateFunction, validateString } = require('internal/validators');
const hooks = require('./hooks.js');

const kResource = Symbol('kResource');

class AsyncResource {
  constructor(type, options = {}) {
    validateString(type, 'type');
    const trigger = typeof options === 'number' ? options : options.triggerAsyncId;
    if (trigger !== undefined && (!Number.isSafeInteger(trigger) || trigger < -1)) {
      throw new ERR_INVALID_ASYNC_ID('triggerAsyncId', trigger);
    }
    if (type === '' && hooks.hearsOf('init')) throw new ERR_ASYNC_TYPE(type);
    Object.defineProperty(this, kResource, { value: binding.create(type, trigger, this) });
  }

  runInAsyncScope(fn, thisArg, ...args) {
    binding.enter(this[kResource][0]);
    try {
      return Reflect.apply(fn, thisArg, args);
    } finally {
      binding.leave();
    }
  }

  // As often as it is called, as in Node.
  emitDestroy() {
    binding.destroy(this[kResource][1]);
    return this;
  }

  asyncId() {
    return this[kResource][1];
  }

  triggerAsyncId() {
    return this[kResource][2];
  }

  bind(fn, thisArg) {
    validateFunction(fn, 'fn');
    const resource = this;
    let bound = function(...args) {
      return resource.runInAsyncScope(fn, this, ...args);
    };
    if (thisArg !== undefined) bound = this.runInAsyncScope.bind(this, fn, thisArg);
    Object.defineProperties(bound, {
      length: { configurable: true, enumerable: false, value: fn.length, writable: false },
      asyncResource: deprecated(this),
    });
    return bound;
  }

  static bind(fn, type, thisArg) {
    type = type || fn.name || 'bound-anonymous-fn';
    return new AsyncResource(type).bind(fn, thisArg);
  }
}

// deprecated is how a bound function names its resource.
function deprecated(resource) {
  const { deprecate } = require('internal/util');
  const words = 'The asyncResource property on bound functions is deprecated';
  return {
    configurable: true,
    enumerable: true,
    get: deprecate(() => resource, words, 'DEP0172'),
    set: deprecate((value) => { resource = value; }, words, 'DEP0172'),
  };
}

module.exports = { AsyncResource };
