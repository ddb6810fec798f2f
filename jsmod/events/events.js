'use strict';

// EventEmitter. An emitter keeps one listener of an event as the function
// itself and several as an array. emit is native: goja builds an array for
// every rest parameter and an object for every use of arguments, which would
// cost more than all the rest of an emit.

const kCapture = Symbol('kCapture');
const kShapeMode = Symbol('shapeMode');
const kErrorMonitor = Symbol('events.errorMonitor');
const kRejection = Symbol.for('nodejs.rejection');

let defaultMaxListeners = 10;

function EventEmitter(opts) {
  EventEmitter.init.call(this, opts);
}

EventEmitter.prototype._events = undefined;
EventEmitter.prototype._eventsCount = 0;
EventEmitter.prototype._maxListeners = undefined;
Object.defineProperty(EventEmitter.prototype, kCapture, {
  value: false, writable: true, enumerable: false,
});

EventEmitter.init = function(opts) {
  const events = this._events;
  if (events === undefined || events === Object.getPrototypeOf(this)._events) {
    this._events = { __proto__: null };
    this._eventsCount = 0;
  }
  this._maxListeners = this._maxListeners || undefined;
  this[kShapeMode] = false;
  if (opts !== undefined && opts !== null && opts.captureRejections) {
    require('internal/validators').validateBoolean(opts.captureRejections, 'options.captureRejections');
    this[kCapture] = true;
  } else {
    this[kCapture] = EventEmitter.prototype[kCapture];
  }
};

function checkListener(listener) {
  if (typeof listener !== 'function') {
    require('internal/validators').validateFunction(listener, 'listener');
  }
}

function maxListenersOf(emitter) {
  const own = emitter._maxListeners;
  return own === undefined ? defaultMaxListeners : own;
}

EventEmitter.prototype.setMaxListeners = function setMaxListeners(n) {
  require('internal/validators').validateNumber(n, 'setMaxListeners', 0);
  this._maxListeners = n;
  return this;
};

EventEmitter.prototype.getMaxListeners = function getMaxListeners() {
  return maxListenersOf(this);
};

// What native emit hands back: an event 'error' with its arguments, listeners
// that were found or not.
function emitError(emitter, args) {
  const events = emitter._events;
  if (events !== undefined) {
    if (events[kErrorMonitor] !== undefined) emitter.emit(kErrorMonitor, ...args);
    if (events.error !== undefined) return true;
  }
  throw unhandledError(emitter, args[0]);
}

function unhandledError(emitter, error) {
  if (error instanceof Error) {
    require('./enhance.js').rememberEmitter(emitter, error, emit);
    return error;
  }
  let shown;
  try {
    shown = require('util').inspect(error);
  } catch {
    shown = error;
  }
  const { codes: { ERR_UNHANDLED_ERROR } } = require('internal/errors');
  const wrapped = new ERR_UNHANDLED_ERROR(shown);
  wrapped.context = error;
  return wrapped;
}

// What native emit hands back when a listener returned an object and the
// emitter captures rejections.
function captureResult(emitter, promise, type, args) {
  let then;
  try {
    then = promise.then;
    if (typeof then === 'function') {
      then.call(promise, undefined, (error) => {
        require('internal/task_queue').nextTick(emitRejection, emitter, error, [type, args]);
      });
    }
  } catch (error) {
    emitter.emit('error', error);
  }
}

function emitRejection(emitter, error, [type, args]) {
  if (typeof emitter[kRejection] === 'function') {
    emitter[kRejection](error, type, ...args);
    return;
  }
  // A listener of 'error' that rejects must not come back here for ever.
  const before = emitter[kCapture];
  try {
    emitter[kCapture] = false;
    emitter.emit('error', error);
  } finally {
    emitter[kCapture] = before;
  }
}

const emit = binding.emitter(kCapture, emitError, captureResult);
EventEmitter.prototype.emit = emit;

function addListenerTo(emitter, type, listener, first) {
  checkListener(listener);
  let events = emitter._events;
  if (events === undefined) {
    events = emitter._events = { __proto__: null };
    emitter._eventsCount = 0;
  } else if (events.newListener !== undefined) {
    emitter.emit('newListener', type, listener.listener ? listener.listener : listener);
    events = emitter._events;
  }
  const existing = events[type];
  if (existing === undefined) {
    events[type] = listener;
    ++emitter._eventsCount;
    return emitter;
  }
  let list = existing;
  if (typeof existing === 'function') {
    list = events[type] = first ? [listener, existing] : [existing, listener];
  } else if (first) {
    list.unshift(listener);
  } else {
    list.push(listener);
  }
  const max = maxListenersOf(emitter);
  if (max > 0 && list.length > max && !list.warned) {
    list.warned = true;
    require('./enhance.js').warnOfLeak(emitter, type, list.length, max);
  }
  return emitter;
}

EventEmitter.prototype.addListener = function addListener(type, listener) {
  return addListenerTo(this, type, listener, false);
};

EventEmitter.prototype.on = EventEmitter.prototype.addListener;

EventEmitter.prototype.prependListener = function prependListener(type, listener) {
  return addListenerTo(this, type, listener, true);
};

// onceWrapper is what a listener of once is until it has been called. It is bound
// to what it is about, as in Node, where that shows in its name.
function onceWrapper(...args) {
  if (this.fired) return undefined;
  this.fired = true;
  const { emitter, listener } = this;
  emitter.removeListener(this.type, this.wrapper);
  return args.length === 0 ? listener.call(emitter) : listener.apply(emitter, args);
}

function wrapOnce(emitter, type, listener) {
  const state = { fired: false, emitter, type, listener, wrapper: undefined };
  const wrapper = onceWrapper.bind(state);
  wrapper.listener = listener;
  state.wrapper = wrapper;
  return wrapper;
}

EventEmitter.prototype.once = function once(type, listener) {
  checkListener(listener);
  this.on(type, wrapOnce(this, type, listener));
  return this;
};

EventEmitter.prototype.prependOnceListener = function prependOnceListener(type, listener) {
  checkListener(listener);
  this.prependListener(type, wrapOnce(this, type, listener));
  return this;
};

EventEmitter.prototype.removeListener = function removeListener(type, listener) {
  checkListener(listener);
  const events = this._events;
  if (events === undefined) return this;
  const list = events[type];
  if (list === undefined) return this;
  if (list === listener || list.listener === listener) {
    forget(this, type);
    if (events.removeListener !== undefined) this.emit('removeListener', type, list.listener || listener);
    return this;
  }
  if (typeof list === 'function') return this;
  let at = list.length - 1;
  while (at >= 0 && list[at] !== listener && list[at].listener !== listener) at--;
  if (at < 0) return this;
  if (at === 0) list.shift();
  else list.splice(at, 1);
  if (list.length === 1) events[type] = list[0];
  if (events.removeListener !== undefined) this.emit('removeListener', type, listener);
  return this;
};

EventEmitter.prototype.off = EventEmitter.prototype.removeListener;

function forget(emitter, type) {
  if (--emitter._eventsCount === 0) emitter._events = { __proto__: null };
  else delete emitter._events[type];
}

EventEmitter.prototype.removeAllListeners = function removeAllListeners(type) {
  const events = this._events;
  if (events === undefined) return this;
  const all = arguments.length === 0;
  if (events.removeListener === undefined) {
    if (all) {
      this._events = { __proto__: null };
      this._eventsCount = 0;
    } else if (events[type] !== undefined) {
      forget(this, type);
    }
    return this;
  }
  if (all) {
    for (const key of Reflect.ownKeys(events)) {
      if (key !== 'removeListener') this.removeAllListeners(key);
    }
    this.removeAllListeners('removeListener');
    this._events = { __proto__: null };
    this._eventsCount = 0;
    return this;
  }
  const list = events[type];
  if (typeof list === 'function') {
    this.removeListener(type, list);
  } else if (list !== undefined) {
    for (let i = list.length - 1; i >= 0; i--) this.removeListener(type, list[i]);
  }
  return this;
};

function listenersOf(emitter, type, unwrap) {
  const events = emitter._events;
  const list = events === undefined ? undefined : events[type];
  if (list === undefined) return [];
  const all = typeof list === 'function' ? [list] : list.slice();
  return unwrap ? all.map((fn) => fn.listener || fn) : all;
}

EventEmitter.prototype.listeners = function listeners(type) {
  return listenersOf(this, type, true);
};

EventEmitter.prototype.rawListeners = function rawListeners(type) {
  return listenersOf(this, type, false);
};

function listenerCount(type, listener) {
  const events = this._events;
  const list = events === undefined ? undefined : events[type];
  if (list === undefined) return 0;
  if (listener === undefined || listener === null) return typeof list === 'function' ? 1 : list.length;
  let n = 0;
  for (const fn of typeof list === 'function' ? [list] : list) {
    if (fn === listener || fn.listener === listener) n++;
  }
  return n;
}

EventEmitter.prototype.listenerCount = listenerCount;

EventEmitter.prototype.eventNames = function eventNames() {
  return this._eventsCount > 0 ? Reflect.ownKeys(this._events) : [];
};

module.exports = EventEmitter;

require('./statics.js').install(EventEmitter, {
  kCapture, kErrorMonitor, kRejection, maxListenersOf,
  getDefault() { return defaultMaxListeners; },
  setDefault(n) { defaultMaxListeners = n; },
});
