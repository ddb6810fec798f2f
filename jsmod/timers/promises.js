'use strict';

// timers/promises.

const {
  AbortError, codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_THIS },
} = require('internal/errors');
const {
  validateAbortSignal, validateBoolean, validateNumber, validateObject,
} = require('internal/validators');
const { asyncGenerator, pause } = require('internal/async_generator');
const timers = require('timers');

const none = Object.freeze({ __proto__: null });

function check(options) {
  validateObject(options, 'options');
  const { signal, ref = true } = options;
  validateAbortSignal(signal, 'options.signal');
  validateBoolean(ref, 'options.ref');
  return { signal, ref };
}

function aborted(signal) {
  return new AbortError(undefined, { cause: signal.reason });
}

// wait makes the promise of something that begin starts and clear takes back.
function wait(begin, clear, value, options) {
  let checked;
  try {
    checked = check(options);
  } catch (error) {
    return Promise.reject(error);
  }
  const { signal, ref } = checked;
  if (signal !== undefined && signal.aborted) return Promise.reject(aborted(signal));
  return new Promise((resolve, reject) => {
    let onAbort;
    const pending = begin(() => {
      if (onAbort !== undefined) signal.removeEventListener('abort', onAbort);
      resolve(value);
    });
    if (!ref) pending.unref();
    if (signal !== undefined) {
      onAbort = () => {
        clear(pending);
        reject(aborted(signal));
      };
      signal.addEventListener('abort', onAbort, { once: true });
    }
  });
}

function setTimeout(after, value, options = none) {
  try {
    if (after !== undefined) validateNumber(after, 'delay');
  } catch (error) {
    return Promise.reject(error);
  }
  return wait((fn) => timers.setTimeout(fn, after), timers.clearTimeout, value, options);
}

function setImmediate(value, options = none) {
  return wait((fn) => timers.setImmediate(fn), timers.clearImmediate, value, options);
}

const setInterval = asyncGenerator(function* (after, value, options = none) {
  if (after !== undefined) validateNumber(after, 'delay');
  const { signal, ref } = check(options);
  if (signal !== undefined && signal.aborted) throw aborted(signal);
  let due = 0;
  let wake = null;
  const tick = () => {
    if (wake !== null) {
      wake();
      wake = null;
    }
  };
  const interval = timers.setInterval(() => {
    due++;
    tick();
  }, after);
  if (!ref) interval.unref();
  const onAbort = () => {
    timers.clearInterval(interval);
    tick();
  };
  if (signal !== undefined) signal.addEventListener('abort', onAbort, { once: true });
  try {
    while (signal === undefined || !signal.aborted) {
      if (due === 0) yield pause(new Promise((resolve) => { wake = resolve; }));
      for (; due > 0; due--) yield value;
    }
    throw aborted(signal);
  } finally {
    timers.clearInterval(interval);
    if (signal !== undefined) signal.removeEventListener('abort', onAbort);
  }
});

for (const fn of [setTimeout, setImmediate]) Object.defineProperty(fn, 'length', { value: fn === setTimeout ? 2 : 1 });
Object.defineProperty(setInterval, 'name', { value: 'setInterval', configurable: true });
Object.defineProperty(setInterval, 'length', { value: 2, configurable: true });

const kScheduler = Symbol('kScheduler');

class Scheduler {
  constructor() {
    throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  yield() {
    if (!this[kScheduler]) throw new ERR_INVALID_THIS('Scheduler');
    return setImmediate();
  }

  wait(delay, options) {
    if (!this[kScheduler]) throw new ERR_INVALID_THIS('Scheduler');
    return setTimeout(delay, undefined, options);
  }
}

const scheduler = Object.create(Scheduler.prototype);
scheduler[kScheduler] = true;

module.exports = { setTimeout, setImmediate, setInterval, scheduler };
