'use strict';

// events.once, events.on and events.addAbortListener.

const { AbortError, codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const {
  validateAbortSignal, validateFunction, validateInteger, validateObject,
} = require('internal/validators');
const { kResistStopPropagation } = require('internal/event_target');

const kFirstEventParam = Symbol.for('nodejs.kFirstEventParam');
const none = Object.freeze({ __proto__: null });

// Listens on an EventEmitter or an EventTarget; the result takes it back.
function listen(emitter, name, listener, once) {
  if (typeof emitter.on === 'function') {
    if (once) emitter.once(name, listener);
    else emitter.on(name, listener);
    return () => { emitter.removeListener(name, listener); };
  }
  if (typeof emitter.addEventListener === 'function') {
    emitter.addEventListener(name, listener, { once, [kResistStopPropagation]: true });
    return () => { emitter.removeEventListener(name, listener); };
  }
  throw new ERR_INVALID_ARG_TYPE('emitter', 'EventEmitter', emitter);
}

function signalOf(options) {
  validateObject(options, 'options');
  const { signal } = options;
  validateAbortSignal(signal, 'options.signal');
  if (signal !== undefined && signal.aborted) throw aborted(signal);
  return signal;
}

function aborted(signal) {
  return new AbortError(undefined, { cause: signal.reason });
}

async function once(emitter, name, options = none) {
  const signal = signalOf(options);
  return new Promise((resolve, reject) => {
    // What has been called once has left by itself.
    const forget = {};
    const onEvent = (...args) => {
      if (typeof emitter.removeListener === 'function') emitter.removeListener('error', onError);
      if (signal !== undefined) forget.abort();
      resolve(args);
    };
    const onError = (error) => {
      emitter.removeListener(name, onEvent);
      if (signal !== undefined) forget.abort();
      reject(error);
    };
    forget.event = listen(emitter, name, onEvent, true);
    if (name !== 'error' && typeof emitter.once === 'function') emitter.once('error', onError);
    if (signal === undefined) return;
    forget.abort = listen(signal, 'abort', () => {
      forget.event();
      if (typeof emitter.removeListener === 'function') emitter.removeListener('error', onError);
      else emitter.removeEventListener('error', onError);
      reject(aborted(signal));
    }, true);
  });
}

function done() {
  return { value: undefined, done: true };
}

// EventQueue is what an iterator of events.on stands on: events that nobody
// asked for yet, or calls of next that no event answered yet.
function EventQueue(emitter, high, low) {
  this.emitter = emitter;
  this.high = high;
  this.low = low;
  this.events = [];
  this.waiting = [];
  this.undo = [];
  this.error = null;
  this.finished = false;
  this.paused = false;
}

EventQueue.prototype.add = function(args) {
  if (this.waiting.length > 0) {
    this.waiting.shift().resolve({ value: args, done: false });
    return;
  }
  this.events.push(args);
  if (!this.paused && this.events.length > this.high) {
    this.paused = true;
    this.emitter.pause();
  }
};

EventQueue.prototype.next = function() {
  if (this.events.length > 0) {
    const value = this.events.shift();
    if (this.paused && this.events.length < this.low) {
      this.emitter.resume();
      this.paused = false;
    }
    return Promise.resolve({ value, done: false });
  }
  if (this.error !== null) {
    const { error } = this;
    this.error = null;
    return Promise.reject(error);
  }
  if (this.finished) return this.close();
  return new Promise((resolve, reject) => { this.waiting.push({ resolve, reject }); });
};

EventQueue.prototype.fail = function(error) {
  if (this.waiting.length > 0) this.waiting.shift().reject(error);
  else this.error = error;
  this.close();
};

EventQueue.prototype.close = function() {
  for (const fn of this.undo.splice(0)) fn();
  this.finished = true;
  for (const { resolve } of this.waiting.splice(0)) resolve(done());
  return Promise.resolve(done());
};

function watermark(options, name, old, fallback) {
  let value = options[name];
  if (value === undefined || value === null) value = options[old];
  if (value === undefined || value === null) value = fallback;
  validateInteger(value, `options.${name}`, 1);
  return value;
}

function on(emitter, event, options = none) {
  const signal = signalOf(options);
  const high = watermark(options, 'highWaterMark', 'highWatermark', Number.MAX_SAFE_INTEGER);
  const low = watermark(options, 'lowWaterMark', 'lowWatermark', 1);
  const queue = new EventQueue(emitter, high, low);

  // readline's events have one argument, and its iterator gives it alone.
  const take = options[kFirstEventParam] ? (value) => { queue.add(value); } : (...args) => { queue.add(args); };
  queue.undo.push(listen(emitter, event, take, false));
  if (event !== 'error' && typeof emitter.on === 'function') {
    queue.undo.push(listen(emitter, 'error', (error) => { queue.fail(error); }, false));
  }
  if (options.close !== undefined && options.close !== null) {
    for (const name of options.close) {
      queue.undo.push(listen(emitter, name, () => { queue.close(); }, false));
    }
  }
  if (signal !== undefined) {
    queue.undo.push(listen(signal, 'abort', () => { queue.fail(aborted(signal)); }, true));
  }
  return iteratorOver(queue);
}

function iteratorOver(queue) {
  return {
    next() { return queue.next(); },
    return() { return queue.close(); },
    throw(error) {
      if (!error || !(error instanceof Error)) {
        throw new ERR_INVALID_ARG_TYPE('EventEmitter.AsyncIterator', 'Error', error);
      }
      queue.fail(error);
    },
    [Symbol.asyncIterator]() { return this; },
    [Symbol.for('nodejs.watermarkData')]: {
      get size() { return queue.events.length; },
      get low() { return queue.low; },
      get high() { return queue.high; },
      get isPaused() { return queue.paused; },
    },
  };
}

function addAbortListener(signal, listener) {
  if (signal === undefined) throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  validateAbortSignal(signal, 'signal');
  validateFunction(listener, 'listener');
  let undo = null;
  if (signal.aborted) {
    require('internal/task_queue').queueMicrotask(() => listener());
  } else {
    undo = listen(signal, 'abort', listener, true);
  }
  return {
    __proto__: null,
    [Symbol.dispose]() { if (undo !== null) undo(); },
  };
}

module.exports = { once, on, addAbortListener };
