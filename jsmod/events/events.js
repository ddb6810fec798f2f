'use strict';

// EventEmitter. What emitters do all day is native (jsmod/internal/emitter); what
// happens seldom it asks enhance.js for.

const { kCapture, kErrorMonitor } = binding;
const kRejection = Symbol.for('nodejs.rejection');

function EventEmitter(opts) {
  EventEmitter.init.call(this, opts);
}

EventEmitter.prototype._events = undefined;
// Emitters that are made by the thousand have no _eventsCount of their own.
Object.defineProperty(EventEmitter.prototype, '_eventsCount', {
  get: binding.eventsCount, set: binding.setEventsCount, enumerable: true, configurable: true,
});
EventEmitter.prototype._maxListeners = undefined;
Object.defineProperty(EventEmitter.prototype, kCapture, {
  value: false, writable: true, enumerable: false,
});
binding.setPrototype(EventEmitter.prototype);

EventEmitter.init = binding.init;

function maxListenersOf(emitter) {
  const own = emitter._maxListeners;
  return own === undefined ? binding.defaultMax() : own;
}

EventEmitter.prototype.setMaxListeners = function setMaxListeners(n) {
  require('internal/validators').validateNumber(n, 'setMaxListeners', 0);
  this._maxListeners = n;
  return this;
};

EventEmitter.prototype.getMaxListeners = function getMaxListeners() {
  return maxListenersOf(this);
};

EventEmitter.prototype.emit = binding.emit;
EventEmitter.prototype.addListener = binding.addListener;
EventEmitter.prototype.on = binding.addListener;
EventEmitter.prototype.prependListener = binding.prependListener;
EventEmitter.prototype.once = binding.once;
EventEmitter.prototype.prependOnceListener = binding.prependOnceListener;
EventEmitter.prototype.removeListener = binding.removeListener;
EventEmitter.prototype.off = binding.removeListener;
EventEmitter.prototype.removeAllListeners = binding.removeAllListeners;
EventEmitter.prototype.listeners = binding.listeners;
EventEmitter.prototype.rawListeners = binding.rawListeners;
EventEmitter.prototype.listenerCount = binding.listenerCount;
EventEmitter.prototype.eventNames = binding.eventNames;

module.exports = EventEmitter;

require('./statics.js').install(EventEmitter, {
  kCapture, kErrorMonitor, kRejection, maxListenersOf,
  getDefault: binding.defaultMax,
  setDefault: binding.setDefaultMax,
});
