'use strict';

// The current context, and how to call something in another. Until a script turns
// tracking on, nothing is carried along and nothing costs anything.

// runIn calls fn in a context.
function runIn(context, fn, thisArg, args) {
  const before = binding.set(context);
  try {
    return Reflect.apply(fn, thisArg, args);
  } finally {
    binding.set(before);
  }
}

module.exports = { get: binding.get, runIn, set: binding.set, track: binding.track };
