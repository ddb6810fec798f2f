'use strict';

// The current context, and how it is carried along. Until something turns
// tracking on, nothing is carried and nothing costs anything.

const { setAsyncContext } = require('internal/task_queue');

let tracking = false;

function track() {
  if (tracking) return;
  tracking = true;
  binding.track();
  setAsyncContext(tie);
}

// runIn calls fn in a context.
function runIn(context, fn, thisArg, args) {
  const before = binding.set(context);
  try {
    return Reflect.apply(fn, thisArg, args);
  } finally {
    binding.set(before);
  }
}

// tie returns fn bound to the context of now.
function tie(fn) {
  const context = binding.get();
  if (context === undefined) return fn;
  return function() {
    return runIn(context, fn, this, arguments);
  };
}

module.exports = { get: binding.get, runIn, set: binding.set, tie, track };
