'use strict';

// EventTarget, DOM section 2.7, without a tree: there is one target and no
// phase but its own.

const {
  codes: { ERR_EVENT_RECURSION, ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS, ERR_MISSING_ARGS },
} = require('internal/errors');
const { validateAbortSignal } = require('internal/validators');
const { Event, CustomEvent, kTrust, kState } = require('./event.js');

const kTarget = Symbol('kTarget');
// An option of internal listeners that stopImmediatePropagation passes over.
const kResistStopPropagation = Symbol('kResistStopPropagation');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

// Listeners of one type form a chain, which a dispatch walks while listeners
// come and go.
function Listener(callback, options) {
  this.callback = callback;
  this.once = options.once;
  this.capture = options.capture;
  this.passive = options.passive;
  this.resist = options.resist;
  this.removed = false;
  this.next = null;
}

function optionsOf(options) {
  if (typeof options === 'boolean') return { once: false, capture: options, passive: false, resist: false };
  if (options === null || options === undefined) return noOptions;
  if (typeof options !== 'object' && typeof options !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('options', 'object', options);
  }
  return {
    once: !!options.once,
    capture: !!options.capture,
    passive: !!options.passive,
    signal: options.signal,
    resist: options[kResistStopPropagation] === true,
  };
}

const noOptions = { once: false, capture: false, passive: false, signal: undefined, resist: false };

function isListener(listener) {
  if (typeof listener === 'function') return true;
  if (listener === null || listener === undefined) return false;
  if (typeof listener === 'object') return true;
  throw new ERR_INVALID_ARG_TYPE('listener', 'EventListener', listener);
}

function stateOf(target) {
  const state = target === null || target === undefined ? undefined : target[kTarget];
  if (state === undefined) throw new ERR_INVALID_THIS('EventTarget');
  return state;
}

class EventTarget {
  constructor() {
    Object.defineProperty(this, kTarget, {
      value: { chains: new Map(), max: undefined, warned: false, handlers: null, watch: undefined },
    });
  }

  addEventListener(type, listener, options = undefined) {
    const state = stateOf(this);
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('type', 'listener');
    const o = optionsOf(options);
    validateAbortSignal(o.signal, 'options.signal');
    if (!isListener(listener)) {
      warnOfNoListener(this, type, listener);
      return;
    }
    type = `${type}`;
    if (o.signal) {
      if (o.signal.aborted) return;
      o.signal.addEventListener('abort', () => {
        this.removeEventListener(type, listener, options);
      }, { once: true, [kResistStopPropagation]: true });
    }
    append(this, state, type, listener, o);
  }

  removeEventListener(type, listener, options = undefined) {
    const state = stateOf(this);
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('type', 'listener');
    if (!isListener(listener)) return;
    type = `${type}`;
    const capture = typeof options === 'boolean' ? options : !!(options && options.capture);
    const chain = state.chains.get(type);
    if (chain === undefined) return;
    for (let at = chain.first; at !== null; at = at.next) {
      if (at.callback === listener && at.capture === capture) {
        remove(this, state, type, chain, at);
        return;
      }
    }
  }

  dispatchEvent(event) {
    const state = stateOf(this);
    if (arguments.length < 1) throw new ERR_MISSING_ARGS('event');
    if (!(event instanceof Event)) throw new ERR_INVALID_ARG_TYPE('event', 'Event', event);
    const s = event[kState];
    if (s.dispatching) throw new ERR_EVENT_RECURSION(s.type);
    s.target = this;
    s.dispatching = true;
    try {
      walk(this, state, event, s);
    } finally {
      s.dispatching = false;
    }
    return !s.canceled;
  }

  [customInspect](depth, options) {
    const { name } = this.constructor;
    if (depth < 0) return name;
    const inner = Object.assign({}, options, {
      depth: Number.isInteger(options.depth) ? options.depth - 1 : options.depth,
    });
    return `${name} ${require('util').inspect({}, inner)}`;
  }
}

function append(target, state, type, callback, options) {
  let chain = state.chains.get(type);
  if (chain === undefined) {
    chain = { first: null, last: null, size: 0 };
    state.chains.set(type, chain);
  }
  for (let at = chain.first; at !== null; at = at.next) {
    if (at.callback === callback && at.capture === options.capture) return;
  }
  const listener = new Listener(callback, options);
  if (chain.last === null) chain.first = listener;
  else chain.last.next = listener;
  chain.last = listener;
  chain.size++;
  if (state.watch !== undefined) state.watch(type, chain.size);
  warnOfLeak(target, state, type, chain.size);
}

function remove(target, state, type, chain, listener) {
  let before = null;
  for (let at = chain.first; at !== null; before = at, at = at.next) {
    if (at !== listener) continue;
    if (before === null) chain.first = at.next;
    else before.next = at.next;
    if (chain.last === at) chain.last = before;
    at.removed = true;
    chain.size--;
    break;
  }
  if (chain.size === 0) state.chains.delete(type);
  if (state.watch !== undefined) state.watch(type, chain.size);
}

function walk(target, state, event, s) {
  const chain = state.chains.get(s.type);
  if (chain === undefined) return;
  let next;
  for (let at = chain.first; at !== null; at = next) {
    next = at.next;
    if (at.removed) continue;
    if (s.stopped && !at.passive && !at.resist) continue;
    if (at.once) remove(target, state, s.type, chain, at);
    invoke(target, at, event);
  }
}

function invoke(target, listener, event) {
  try {
    const { callback } = listener;
    let result;
    if (typeof callback === 'function') {
      result = callback.call(target, event);
    } else if (typeof callback.handleEvent === 'function') {
      result = callback.handleEvent(event);
    }
    if (result !== undefined && result !== null && typeof result.then === 'function') {
      result.then(undefined, throwLater);
    }
  } catch (error) {
    throwLater(error);
  }
}

function throwLater(error) {
  require('internal/task_queue').nextTick(() => { throw error; });
}

function warnOfNoListener(target, type, listener) {
  const warning = new Error(`addEventListener called with ${listener} which has no effect.`);
  warning.name = 'AddEventListenerArgumentTypeWarning';
  warning.target = target;
  warning.type = type;
  require('process').emitWarning(warning);
}

function maxListeners(target) {
  const { max } = stateOf(target);
  return max === undefined ? require('events').defaultMaxListeners : max;
}

function warnOfLeak(target, state, type, size) {
  if (state.warned || state.max === 0 || size <= 1) return;
  const max = maxListeners(target);
  if (max <= 0 || size <= max) return;
  state.warned = true;
  const { inspect } = require('util');
  const warning = new Error('Possible EventTarget memory leak detected. ' +
    `${size} ${type} listeners added to ${inspect(target, { depth: -1 })}. MaxListeners is ${max}. ` +
    'Use events.setMaxListeners() to increase limit');
  warning.name = 'MaxListenersExceededWarning';
  warning.target = target;
  warning.type = type;
  warning.count = size;
  require('process').emitWarning(warning);
}

function limitListeners(target, n) {
  const state = stateOf(target);
  state.max = n;
  state.warned = false;
}

function listenersOf(target, type) {
  const chain = stateOf(target).chains.get(`${type}`);
  const all = [];
  for (let at = chain === undefined ? null : chain.first; at !== null; at = at.next) all.push(at.callback);
  return all;
}

function typesOf(target) {
  return [...stateOf(target).chains.keys()];
}

// watchListeners has fn(type, number of listeners) called whenever that changes.
function watchListeners(target, fn) {
  stateOf(target).watch = fn;
}

// Defines the property onNAME, DOM's event handler attribute: a listener whose
// place in the order stays when another function is assigned.
function defineEventHandler(prototype, name, event = name) {
  Object.defineProperty(prototype, `on${name}`, {
    configurable: true,
    enumerable: true,
    get() {
      const { handlers } = stateOf(this);
      const entry = handlers === null ? undefined : handlers.get(event);
      return entry === undefined ? null : entry.handler;
    },
    set(value) {
      const state = stateOf(this);
      if (state.handlers === null) state.handlers = new Map();
      const entry = state.handlers.get(event);
      const usable = typeof value === 'function' || (typeof value === 'object' && value !== null);
      if (entry !== undefined) {
        entry.handler = usable ? value : null;
        if (!usable) {
          this.removeEventListener(event, entry.listener);
          state.handlers.delete(event);
        }
        return;
      }
      if (!usable) return;
      const fresh = {
        handler: value,
        listener(e) { return typeof fresh.handler === 'function' ? fresh.handler.call(this, e) : undefined; },
      };
      state.handlers.set(event, fresh);
      this.addEventListener(event, fresh.listener);
    },
  });
}

for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent']) {
  Object.defineProperty(EventTarget.prototype, name, { enumerable: true });
}
Object.defineProperty(EventTarget.prototype, Symbol.toStringTag, {
  configurable: true, enumerable: false, writable: false, value: 'EventTarget',
});

module.exports = {
  Event, CustomEvent, EventTarget, defineEventHandler, kTrust, kResistStopPropagation,
  limitListeners, listenersOf, maxListeners, typesOf, watchListeners,
};
