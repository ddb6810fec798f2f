'use strict';

// The module timers, which are the globals too.

const { Timeout, arm, byId, disarm, fire, getTimerDuration, kRefed } = require('internal/timers');
const { inContext, retire } = require('internal/task_queue');

function checkCallback(callback) {
  if (typeof callback !== 'function') {
    const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
    throw new ERR_INVALID_ARG_TYPE('callback', 'Function', callback);
  }
}

function setTimeout(callback, after, ...args) {
  checkCallback(callback);
  const timer = new Timeout(callback, after, args.length === 0 ? undefined : args, false, true);
  arm(timer, true);
  return timer;
}

function setInterval(callback, repeat, ...args) {
  checkCallback(callback);
  const timer = new Timeout(callback, repeat, args.length === 0 ? undefined : args, true, true);
  arm(timer, true);
  return timer;
}

function clearTimeout(timer) {
  if (timer === undefined || timer === null) return;
  if (timer._onTimeout) {
    timer._onTimeout = null;
    disarm(timer);
  } else if (typeof timer === 'number' || typeof timer === 'string') {
    const known = byId[timer];
    if (known !== undefined) {
      known._onTimeout = null;
      disarm(known);
    }
  }
}

function clearInterval(timer) {
  clearTimeout(timer);
}

class Immediate {
  constructor(callback, args) {
    this._idleNext = null;
    this._idlePrev = null;
    this._onImmediate = inContext(callback, 'Immediate', this);
    this._argv = args;
    this._destroyed = false;
    this[kRefed] = true;
    binding.setImmediate(this);
  }

  ref() {
    if (this[kRefed] === false) {
      this[kRefed] = true;
      binding.refImmediate(this, true);
    }
    return this;
  }

  unref() {
    if (this[kRefed] === true) {
      this[kRefed] = false;
      binding.refImmediate(this, false);
    }
    return this;
  }

  hasRef() { return !!this[kRefed]; }

  [Symbol.dispose]() { clearImmediate(this); }
}

function fireImmediate(immediate) {
  const args = immediate._argv;
  immediate._destroyed = true;
  immediate[kRefed] = null;
  try {
    if (args === undefined) immediate._onImmediate();
    else immediate._onImmediate(...args);
  } finally {
    immediate._onImmediate = null;
    retire(immediate);
  }
}

function setImmediate(callback, ...args) {
  checkCallback(callback);
  return new Immediate(callback, args.length === 0 ? undefined : args);
}

function clearImmediate(immediate) {
  if (!immediate || !immediate._onImmediate || immediate._destroyed) return;
  binding.clearImmediate(immediate);
  immediate._destroyed = true;
  immediate[kRefed] = null;
  immediate._onImmediate = null;
  retire(immediate);
}

binding.setup(fire, fireImmediate);

// The arguments that Node names.
for (const [fn, length] of [[setTimeout, 5], [setInterval, 5], [setImmediate, 4]]) {
  Object.defineProperty(fn, 'length', { value: length, configurable: true });
}

const promisify = Symbol.for('nodejs.util.promisify.custom');
for (const fn of [setTimeout, setImmediate]) {
  Object.defineProperty(fn, promisify, {
    enumerable: true,
    get() { return require('timers/promises')[fn.name]; },
  });
}

// How old scripts gave any object a timer.
function enroll(item, msecs) {
  msecs = getTimerDuration(msecs, 'msecs');
  binding.stop(item);
  item._idleTimeout = msecs;
}

function old(fn, name, instead, code) {
  let warned = false;
  const deprecated = function(...args) {
    if (!warned) {
      warned = true;
      require('process').emitWarning(
        `timers.${name}() is deprecated. Please use ${instead} instead.`, 'DeprecationWarning', code, deprecated);
    }
    return fn(...args);
  };
  Object.defineProperty(deprecated, 'name', { value: name, configurable: true });
  return deprecated;
}

module.exports = {
  setTimeout,
  clearTimeout,
  setImmediate,
  clearImmediate,
  setInterval,
  clearInterval,
  _unrefActive: old((item) => arm(item, false), '_unrefActive', 'timeout.refresh()', 'DEP0127'),
  active: old((item) => arm(item, true), 'active', 'timeout.refresh()', 'DEP0126'),
  unenroll: old(disarm, 'unenroll', 'clearTimeout', 'DEP0096'),
  enroll: old(enroll, 'enroll', 'setTimeout', 'DEP0095'),
};

Object.defineProperty(module.exports, 'promises', {
  configurable: true,
  enumerable: true,
  get() { return require('timers/promises'); },
});
