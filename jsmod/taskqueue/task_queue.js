'use strict';

// Promise jobs that scripts ask for, and what nextTick says to a callback that
// is none. The queue itself is jsmod/internal/ticks.

// inContext(fn, type, object) ties fn to the context of now and, where async_hooks
// counts, makes the object a resource; retire(object) says that it is over.
const { beginExit, inContext, nextTick, processNextTick, retire } = binding;

define(nextTick, 'nextTick', 4);
define(processNextTick, 'nextTick', 1);

function define(fn, name, length) {
  Object.defineProperty(fn, 'name', { value: name });
  Object.defineProperty(fn, 'length', { value: length });
}

function notAFunction(callback) {
  const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
  return new ERR_INVALID_ARG_TYPE('callback', 'Function', callback);
}

function queueMicrotask(callback) {
  if (typeof callback !== 'function') throw notAFunction(callback);
  resolved.then(() => {
    try {
      callback();
    } catch (error) {
      binding.uncaught(error);
    }
  });
}

const resolved = Promise.resolve();

module.exports = {
  beginExit, inContext, nextTick, notAFunction, processNextTick, queueMicrotask, retire,
};
