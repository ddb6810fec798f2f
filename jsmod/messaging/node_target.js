'use strict';

// An EventTarget that can be used as an EventEmitter as well: what listeners of on()
// are given is the event's argument, where it has one.

const { Event, EventTarget, limitListeners, listenersOf, maxListeners, typesOf } = require('internal/event_target');
const { validateEventListenerMax } = require('./checks.js');

const kCreateEvent = Symbol('kCreateEvent');
const kArgument = Symbol('kArgument');
const kWrapped = Symbol('kWrapped');

class NodeEventTarget extends EventTarget {
  setMaxListeners(n = require('events').defaultMaxListeners) {
    validateEventListenerMax(n);
    limitListeners(this, n);
    return this;
  }

  getMaxListeners() {
    return maxListeners(this);
  }

  eventNames() {
    return typesOf(this);
  }

  listenerCount(type) {
    return listenersOf(this, type).length;
  }

  off(type, listener, options) {
    const wrapped = wrappers(this, type).get(listener);
    this.removeEventListener(type, wrapped === undefined ? listener : wrapped, options);
    return this;
  }

  removeListener(type, listener, options) {
    return this.off(type, listener, options);
  }

  on(type, listener) {
    return add(this, type, listener, false);
  }

  addListener(type, listener) {
    return add(this, type, listener, false);
  }

  emit(type, arg) {
    const any = this.listenerCount(type) > 0;
    this.dispatchEvent(this[kCreateEvent](type, arg));
    return any;
  }

  once(type, listener) {
    return add(this, type, listener, true);
  }

  removeAllListeners(type) {
    const types = type === undefined ? this.eventNames() : [type];
    for (const each of types) {
      for (const listener of listenersOf(this, each)) this.removeEventListener(each, listener);
    }
    return this;
  }

}

Object.defineProperty(NodeEventTarget.prototype, kCreateEvent, {
  configurable: true,
  writable: true,
  value(type, arg) { return withArgument(new Event(type), arg); },
});

function withArgument(event, arg) {
  Object.defineProperty(event, kArgument, { value: arg });
  return event;
}

function hidden(target, key, make) {
  if (target[key] === undefined) Object.defineProperty(target, key, { value: make() });
  return target[key];
}

// wrappers are the listeners that on() has added for those it was given.
function wrappers(target, type) {
  const all = hidden(target, kWrapped, () => new Map());
  if (!all.has(type)) all.set(type, new WeakMap());
  return all.get(type);
}

function add(target, type, listener, once) {
  if (typeof listener !== 'function') {
    target.addEventListener(type, listener, { once });
    return target;
  }
  const known = wrappers(target, type);
  if (!known.has(listener)) {
    known.set(listener, function(event) {
      return listener.call(this, kArgument in event ? event[kArgument] : event);
    });
  }
  target.addEventListener(type, known.get(listener), { once });
  return target;
}

module.exports = { NodeEventTarget, kCreateEvent, withArgument };
