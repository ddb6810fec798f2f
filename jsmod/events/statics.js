'use strict';

// The functions and properties of the events module beside the class.

function getEventListeners(emitter, type) {
  if (typeof emitter.listeners === 'function') return emitter.listeners(type);
  const { EventTarget, listenersOf } = require('internal/event_target');
  if (emitter instanceof EventTarget) return listenersOf(emitter, type);
  throw notEmitter('emitter', emitter);
}

function notEmitter(name, value) {
  const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
  return new ERR_INVALID_ARG_TYPE(name, ['EventEmitter', 'EventTarget'], value);
}

function listenerCount(emitter, type) {
  if (typeof emitter.listenerCount === 'function') return emitter.listenerCount(type);
  return require('events').prototype.listenerCount.call(emitter, type);
}

function defineLazy(target, name, get) {
  Object.defineProperty(target, name, {
    configurable: true,
    enumerable: true,
    get() {
      const value = get();
      Object.defineProperty(target, name, { value, configurable: true, enumerable: true, writable: true });
      return value;
    },
    set(value) {
      Object.defineProperty(target, name, { value, configurable: true, enumerable: true, writable: true });
    },
  });
}

function install(EventEmitter, core) {
  const { kCapture, maxListenersOf } = core;

  EventEmitter.addAbortListener = function(signal, listener) {
    return require('./async.js').addAbortListener(signal, listener);
  };
  EventEmitter.once = function once(emitter, name, options) {
    return require('./async.js').once(emitter, name, options);
  };
  EventEmitter.on = function on(emitter, event, options) {
    return require('./async.js').on(emitter, event, options);
  };
  // Node counts its optional argument away.
  Object.defineProperty(EventEmitter.once, 'length', { value: 2, configurable: true });
  Object.defineProperty(EventEmitter.on, 'length', { value: 2, configurable: true });
  EventEmitter.getEventListeners = getEventListeners;
  EventEmitter.getMaxListeners = function getMaxListeners(emitter) {
    if (typeof emitter.getMaxListeners === 'function') return maxListenersOf(emitter);
    const { EventTarget, maxListeners } = require('internal/event_target');
    if (emitter instanceof EventTarget) return maxListeners(emitter);
    throw notEmitter('emitter', emitter);
  };
  EventEmitter.EventEmitter = EventEmitter;
  EventEmitter.usingDomains = false;
  EventEmitter.captureRejectionSymbol = core.kRejection;
  Object.defineProperty(EventEmitter, 'captureRejections', {
    enumerable: true,
    get() { return EventEmitter.prototype[kCapture]; },
    set(value) {
      require('internal/validators').validateBoolean(value, 'EventEmitter.captureRejections');
      EventEmitter.prototype[kCapture] = value;
    },
  });
  defineLazy(EventEmitter, 'EventEmitterAsyncResource', () => require('./async_resource.js'));
  EventEmitter.errorMonitor = core.kErrorMonitor;
  Object.defineProperty(EventEmitter, 'defaultMaxListeners', {
    enumerable: true,
    get: core.getDefault,
    set(n) {
      require('internal/validators').validateNumber(n, 'defaultMaxListeners', 0);
      core.setDefault(n);
    },
  });
  EventEmitter.setMaxListeners = function(n = core.getDefault(), ...targets) {
    return setMaxListeners(core, n, targets);
  };
  const init = EventEmitter.init;
  delete EventEmitter.init;
  EventEmitter.init = init;
  EventEmitter.listenerCount = listenerCount;
}

function setMaxListeners(core, n, targets) {
  require('internal/validators').validateNumber(n, 'setMaxListeners', 0);
  if (targets.length === 0) {
    core.setDefault(n);
    return;
  }
  const { EventTarget, limitListeners } = require('internal/event_target');
  for (const target of targets) {
    if (target instanceof EventTarget) limitListeners(target, n);
    else if (typeof target.setMaxListeners === 'function') target.setMaxListeners(n);
    else throw notEmitter('eventTargets', target);
  }
}

module.exports = { install };
