'use strict';

// The class Timeout, and what sockets use of timers.

const { inContext, retire } = require('internal/task_queue');

// The longest time that a timer of libuv's users may take.
const TIMEOUT_MAX = 2 ** 31 - 1;

const kRefed = Symbol('refed');
const kHasPrimitive = Symbol('kHasPrimitive');
const kId = Symbol('asyncId');
const kTimeout = Symbol('timeout');

let lastId = 0;

// Timers whose number a script has asked for, so that it can clear them by it.
const byId = { __proto__: null };

function overflow(given, what) {
  require('process').emitWarning(
    `${given} does not fit into a 32-bit signed integer.\nTime${what}.`, 'TimeoutOverflowWarning');
}

function Timeout(callback, after, args, isRepeat, isRefed) {
  if (after === undefined) after = 1;
  else after *= 1;
  if (!(after >= 1 && after <= TIMEOUT_MAX)) {
    if (after > TIMEOUT_MAX) overflow(after, 'out duration was set to 1');
    after = 1;
  }
  this._idleTimeout = after;
  this._idlePrev = null;
  this._idleNext = null;
  this._idleStart = null;
  this._onTimeout = inContext(callback, 'Timeout', this);
  this._timerArgs = args;
  this._repeat = isRepeat ? after : null;
  this._destroyed = false;
  this[kRefed] = isRefed;
  this[kHasPrimitive] = false;
  this[kId] = ++lastId;
}

// arm starts or restarts anything with an _idleTimeout: a Timeout, or an object
// that an old script enrolled.
function arm(item, isRefed) {
  const msecs = item._idleTimeout;
  if (msecs < 0 || msecs === undefined) return;
  if (item._destroyed) item._destroyed = false;
  item[kRefed] = isRefed;
  item._idleStart = binding.start(item, msecs, isRefed);
}

// disarm ends it, for good if it is a Timeout.
function disarm(item) {
  if (item._destroyed) return;
  item._destroyed = true;
  if (item[kHasPrimitive]) delete byId[item[kId]];
  binding.stop(item);
  item._idleTimeout = -1;
  retire(item);
}

function fire(timer) {
  if (!timer._onTimeout) {
    if (!timer._destroyed) disarm(timer);
    return;
  }
  try {
    const args = timer._timerArgs;
    if (args === undefined) timer._onTimeout();
    else timer._onTimeout(...args);
  } finally {
    afterFire(timer);
  }
}

function afterFire(timer) {
  if (timer._repeat && timer._idleTimeout !== -1) {
    timer._idleTimeout = timer._repeat;
    timer._idleStart = binding.start(timer, timer._repeat, timer[kRefed]);
  } else if (!timer._destroyed && !binding.active(timer)) {
    if (timer[kHasPrimitive]) delete byId[timer[kId]];
    timer[kRefed] = null;
    timer._destroyed = true;
    retire(timer);
  }
}

Timeout.prototype.refresh = function() {
  if (this[kRefed]) arm(this, true);
  else arm(this, this[kRefed] === null);
  return this;
};

Timeout.prototype.unref = function() {
  if (this[kRefed]) {
    this[kRefed] = false;
    binding.ref(this, false);
  }
  return this;
};

Timeout.prototype.ref = function() {
  if (this[kRefed] === false) {
    this[kRefed] = true;
    binding.ref(this, true);
  }
  return this;
};

Timeout.prototype.hasRef = function() {
  return !!this[kRefed];
};

Timeout.prototype.close = function() {
  require('timers').clearTimeout(this);
  return this;
};

Timeout.prototype[Symbol.dispose] = function() {
  require('timers').clearTimeout(this);
};

Timeout.prototype[Symbol.toPrimitive] = function() {
  const id = this[kId];
  if (!this[kHasPrimitive]) {
    this[kHasPrimitive] = true;
    byId[id] = this;
  }
  return id;
};

function getTimerDuration(msecs, name) {
  require('internal/validators').validateNumber(msecs, name);
  if (msecs < 0 || !Number.isFinite(msecs)) {
    const { codes: { ERR_OUT_OF_RANGE } } = require('internal/errors');
    throw new ERR_OUT_OF_RANGE(name, 'a non-negative finite number', msecs);
  }
  if (msecs > TIMEOUT_MAX) {
    overflow(msecs, `r duration was truncated to ${TIMEOUT_MAX}`);
    return TIMEOUT_MAX;
  }
  return msecs;
}

function setUnrefTimeout(callback, after) {
  if (typeof callback !== 'function') {
    const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
    throw new ERR_INVALID_ARG_TYPE('callback', 'Function', callback);
  }
  const timer = new Timeout(callback, after, undefined, false, false);
  arm(timer, false);
  return timer;
}

module.exports = {
  TIMEOUT_MAX, Timeout, arm, byId, disarm, fire, getTimerDuration, kRefed, kTimeout, setUnrefTimeout,
};
