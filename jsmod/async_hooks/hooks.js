'use strict';

// createHook: who hears of resources. Go is told only of what some hook listens to.

const { codes: { ERR_ASYNC_CALLBACK }, genericNodeError } = require('internal/errors');

const told = ['init', 'before', 'after', 'destroy'];
const kCallbacks = Symbol('callbacks');

// The hooks that are enabled. Each change makes another array, so that one under
// way is told to the end.
let enabled = [];

class AsyncHook {
  constructor(callbacks) {
    Object.defineProperty(this, kCallbacks, { value: callbacks });
  }

  enable() {
    if (!enabled.includes(this)) change([...enabled, this]);
    return this;
  }

  disable() {
    if (enabled.includes(this)) change(enabled.filter((hook) => hook !== this));
    return this;
  }
}

function createHook(given) {
  const callbacks = {};
  for (const name of [...told, 'promiseResolve']) {
    const fn = given[name];
    if (fn !== undefined && typeof fn !== 'function') throw new ERR_ASYNC_CALLBACK(`hook.${name}`);
    callbacks[name] = fn;
  }
  if (callbacks.promiseResolve !== undefined) {
    // The engine does not tell when a promise is resolved.
    throw genericNodeError('hook.promiseResolve is not available', { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' });
  }
  return new AsyncHook(callbacks);
}

function hearsOf(name) {
  return enabled.some((hook) => hook[kCallbacks][name] !== undefined);
}

function change(hooks) {
  enabled = hooks;
  const tell = {};
  for (const name of told) {
    if (hearsOf(name)) tell[name] = (...args) => emit(name, args);
  }
  binding.hook(tell);
}

function emit(name, args) {
  try {
    for (const hook of enabled) {
      const callback = hook[kCallbacks][name];
      if (callback !== undefined) Reflect.apply(callback, hook, args);
    }
  } catch (error) {
    fatal(error);
  }
}

// No listener is asked about an exception in a hook: it ends the script.
function fatal(error) {
  const process = require('process');
  const text = error !== null && typeof error === 'object' && typeof error.stack === 'string'
    ? error.stack
    : new Error(String(error)).stack;
  process._rawDebug(text);
  process.exit(1);
}

module.exports = { createHook, hearsOf };
