'use strict';

// AbortController and AbortSignal, DOM section 3.

const { codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS } } = require('internal/errors');
const { EventTarget, Event, defineEventHandler, kTrust, limitListeners } = require('internal/event_target');

const kSignal = Symbol('kSignal');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

function stateOf(signal) {
  const state = signal === null || signal === undefined ? undefined : signal[kSignal];
  if (state === undefined) throw new ERR_INVALID_THIS('AbortSignal');
  return state;
}

function exception(message, name) {
  const { DOMException } = require('internal/domexception');
  return new DOMException(message, name);
}

function show(self, properties, depth, options) {
  if (depth < 0) return self;
  const inner = Object.assign({}, options, { depth: options.depth === null ? null : options.depth - 1 });
  return `${self.constructor.name} ${require('util').inspect(properties, inner)}`;
}

class AbortSignal extends EventTarget {
  constructor(key) {
    if (key !== kSignal) throw new ERR_ILLEGAL_CONSTRUCTOR();
    super();
    Object.defineProperty(this, kSignal, {
      // dependents: signals of AbortSignal.any that follow this one; sources:
      // the plain signals that a signal of AbortSignal.any follows.
      value: { aborted: false, reason: undefined, dependents: null, sources: null },
    });
    limitListeners(this, 0);
  }

  get aborted() { return stateOf(this).aborted; }

  get reason() { return stateOf(this).reason; }

  throwIfAborted() {
    const state = stateOf(this);
    if (state.aborted) throw state.reason;
  }

  [customInspect](depth, options) {
    return show(this, { aborted: this.aborted }, depth, options);
  }

  static abort(reason = exception('This operation was aborted', 'AbortError')) {
    const signal = new AbortSignal(kSignal);
    const state = stateOf(signal);
    state.aborted = true;
    state.reason = reason;
    return signal;
  }

  static timeout(delay) {
    require('internal/validators').validateUint32(delay, 'delay', false);
    const signal = new AbortSignal(kSignal);
    require('timers').setTimeout(() => {
      abortSignal(signal, exception('The operation was aborted due to timeout', 'TimeoutError'));
    }, delay).unref();
    return signal;
  }

  static any(signals) {
    const sources = sourcesOf(signals);
    const signal = new AbortSignal(kSignal);
    const state = stateOf(signal);
    for (const source of sources) {
      const s = stateOf(source);
      if (s.aborted) {
        state.aborted = true;
        state.reason = s.reason;
        return signal;
      }
    }
    state.sources = new Set();
    for (const source of sources) follow(signal, state, source);
    return signal;
  }
}

function sourcesOf(signals) {
  if (signals === null || signals === undefined || typeof signals[Symbol.iterator] !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('signals', 'Array', signals);
  }
  const list = Array.from(signals);
  list.forEach((signal, i) => {
    if (signal === null || typeof signal !== 'object' || signal[kSignal] === undefined) {
      throw new ERR_INVALID_ARG_TYPE(`signals[${i}]`, 'AbortSignal', signal);
    }
  });
  return list;
}

function follow(signal, state, source) {
  const s = stateOf(source);
  const roots = s.sources === null ? [source] : s.sources;
  for (const root of roots) {
    if (state.sources.has(root)) continue;
    state.sources.add(root);
    const r = stateOf(root);
    if (r.dependents === null) r.dependents = new Set();
    r.dependents.add(signal);
  }
}

function setAborted(signal, reason) {
  const state = stateOf(signal);
  if (state.aborted) return false;
  state.aborted = true;
  state.reason = reason;
  if (state.sources !== null) {
    for (const root of state.sources) {
      if (!stateOf(root).aborted) stateOf(root).dependents.delete(signal);
    }
  }
  return true;
}

// As in Node 20, a signal that follows is aborted after the listeners of the
// one it follows.
function abortSignal(signal, reason) {
  if (!setAborted(signal, reason)) return;
  signal.dispatchEvent(new Event('abort', { [kTrust]: true }));
  const { dependents } = stateOf(signal);
  if (dependents === null) return;
  for (const dependent of Array.from(dependents)) abortSignal(dependent, reason);
  dependents.clear();
}

class AbortController {
  #signal;

  get signal() {
    if (!isController(this)) throw new ERR_INVALID_THIS('AbortController');
    if (this.#signal === undefined) this.#signal = new AbortSignal(kSignal);
    return this.#signal;
  }

  abort(reason = exception('This operation was aborted', 'AbortError')) {
    abortSignal(this.signal, reason);
  }

  [customInspect](depth, options) {
    return show(this, { signal: this.signal }, depth, options);
  }

  static is(value) { return value !== null && typeof value === 'object' && #signal in value; }
}

const isController = AbortController.is;
delete AbortController.is;

function finish(Class, names) {
  for (const name of names) Object.defineProperty(Class.prototype, name, { enumerable: true });
  Object.defineProperty(Class.prototype, Symbol.toStringTag, {
    configurable: true, enumerable: false, writable: false, value: Class.name,
  });
}

finish(AbortSignal, ['aborted']);
finish(AbortController, ['signal', 'abort']);
defineEventHandler(AbortSignal.prototype, 'abort');

module.exports = { AbortController, AbortSignal };
