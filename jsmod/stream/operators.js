'use strict';

// The operators of Readable.prototype.

const {
  AbortError, codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_MISSING_ARGS, ERR_OUT_OF_RANGE },
} = require('internal/errors');
const { validateAbortSignal, validateInteger, validateObject } = require('internal/validators');
const { asyncGenerator, each, loop, pause } = require('internal/async_generator');
const { isNodeStream, isWritable } = require('./utils.js');

const kEmpty = Symbol('kEmpty');
const kEof = Symbol('kEof');

function check(fn, options, name = 'fn') {
  if (name !== null && typeof fn !== 'function') {
    throw new ERR_INVALID_ARG_TYPE(name, ['Function', 'AsyncFunction'], fn);
  }
  checkOptions(options);
}

function checkOptions(options) {
  if (options === undefined || options === null) return;
  validateObject(options, 'options');
  if (options.signal !== undefined && options.signal !== null) {
    validateAbortSignal(options.signal, 'options.signal');
  }
}

function signalOf(options) {
  const signal = options === undefined || options === null ? undefined : options.signal;
  return signal === null ? undefined : signal;
}

function throwIfAborted(signal) {
  if (signal !== undefined && signal.aborted) throw new AbortError(undefined, { cause: signal.reason });
}

function stream(values) {
  return require('./readable.js').from(values);
}

// Mapping runs up to concurrency calls of fn side by side; what they return
// waits in order in the queue.
function Mapping(source, fn, options) {
  const given = options === undefined || options === null ? {} : options;
  this.source = source;
  this.fn = fn;
  this.concurrency = 1;
  if (given.concurrency !== undefined && given.concurrency !== null) {
    this.concurrency = Math.floor(given.concurrency);
  }
  this.mark = this.concurrency - 1;
  if (given.highWaterMark !== undefined && given.highWaterMark !== null) {
    this.mark = Math.floor(given.highWaterMark);
  }
  validateInteger(this.concurrency, 'options.concurrency', 1);
  validateInteger(this.mark, 'options.highWaterMark', 0);
  this.mark += this.concurrency;
  this.signal = require('internal/abort_controller').AbortSignal.any(given.signal ? [given.signal] : []);
  this.queue = [];
  this.running = 0;
  this.done = false;
  this.wakeReader = null;
  this.wakePump = null;
}

function wake(mapping, which) {
  const fn = mapping[which];
  mapping[which] = null;
  if (fn !== null) fn();
}

Mapping.prototype.settled = function() {
  this.running--;
  this.mayResume();
};

Mapping.prototype.mayResume = function() {
  if (!this.done && this.running < this.concurrency && this.queue.length < this.mark) wake(this, 'wakePump');
};

Mapping.prototype.enqueue = function(promise) {
  this.running++;
  promise.then(() => { this.settled(); }, () => {
    this.done = true;
    this.settled();
  });
  this.queue.push(promise);
};

Mapping.prototype.take = function(value) {
  if (this.done) return false;
  if (this.signal.aborted) throw new AbortError();
  let result;
  try {
    result = this.fn(value, { signal: this.signal });
    if (result === kEmpty) return undefined;
    result = Promise.resolve(result);
  } catch (error) {
    result = Promise.reject(error);
  }
  this.enqueue(result);
  wake(this, 'wakeReader');
  if (this.done || (this.queue.length < this.mark && this.running < this.concurrency)) return undefined;
  return new Promise((resolve) => { this.wakePump = resolve; });
};

Mapping.prototype.pump = async function() {
  try {
    await each(this.source, (value) => this.take(value));
    if (!this.done) this.queue.push(kEof);
  } catch (error) {
    this.enqueue(Promise.reject(error));
  } finally {
    this.done = true;
    wake(this, 'wakeReader');
  }
};

const results = asyncGenerator(function* values(mapping) {
  mapping.pump();
  const { queue } = mapping;
  try {
    for (;;) {
      while (queue.length > 0) {
        const value = yield pause(queue[0]);
        if (value === kEof) return;
        if (mapping.signal.aborted) throw new AbortError();
        if (value !== kEmpty) yield value;
        queue.shift();
        mapping.mayResume();
      }
      yield pause(new Promise((resolve) => { mapping.wakeReader = resolve; }));
    }
  } finally {
    mapping.done = true;
    wake(mapping, 'wakePump');
  }
});

function mapped(source, fn, options) {
  check(fn, options);
  return results(new Mapping(source, fn, options));
}

function filtered(source, fn, options) {
  check(fn, options);
  return mapped(source, async (value, o) => (await fn(value, o) ? value : kEmpty), options);
}

function map(fn, options) {
  return stream(mapped(this, fn, options));
}

function filter(fn, options) {
  return stream(filtered(this, fn, options));
}

async function forEach(fn, options) {
  check(fn, options);
  await each(mapped(this, async (value, o) => {
    await fn(value, o);
    return kEmpty;
  }, options), () => undefined);
}

async function toArray(options) {
  checkOptions(options);
  const signal = signalOf(options);
  const all = [];
  await each(this, (value) => {
    throwIfAborted(signal);
    all.push(value);
  });
  return all;
}

async function some(fn, options) {
  let found = false;
  await each(filtered(this, fn, options), () => {
    found = true;
    return false;
  });
  return found;
}

async function every(fn, options) {
  check(fn, options);
  return !(await some.call(this, async (...args) => !(await fn(...args)), options));
}

async function find(fn, options) {
  let found;
  await each(filtered(this, fn, options), (value) => {
    found = value;
    return false;
  });
  return found;
}

const flattened = asyncGenerator(function* flat(values) {
  yield* loop(values, function* (value) {
    yield* loop(value, function* (inner) { yield inner; });
  });
});

function flatMap(fn, options) {
  return stream(flattened(mapped(this, fn, options)));
}

function count(number) {
  number = Number(number);
  if (Number.isNaN(number)) return 0;
  if (number < 0) throw new ERR_OUT_OF_RANGE('number', '>= 0', number);
  return number;
}

const dropped = asyncGenerator(function* rest(source, number, signal) {
  throwIfAborted(signal);
  yield* loop(source, function* (value) {
    throwIfAborted(signal);
    if (number-- <= 0) yield value;
  });
});

function drop(number, options) {
  checkOptions(options);
  return stream(dropped(this, count(number), signalOf(options)));
}

const taken = asyncGenerator(function* head(source, number, signal) {
  throwIfAborted(signal);
  yield* loop(source, function* (value) {
    throwIfAborted(signal);
    if (number-- > 0) yield value;
    return number > 0;
  });
});

function take(number, options) {
  checkOptions(options);
  return stream(taken(this, count(number), signalOf(options)));
}

const indexed = asyncGenerator(function* pairs(source, signal) {
  let index = 0;
  yield* loop(source, function* (value) {
    throwIfAborted(signal);
    yield [index++, value];
  });
});

function asIndexedPairs(options) {
  checkOptions(options);
  return stream(indexed(this, signalOf(options)));
}

async function reduce(reducer, initialValue, options) {
  check(reducer, options, 'reducer');
  let has = arguments.length > 1;
  const outer = signalOf(options);
  if (outer !== undefined && outer.aborted) {
    const error = new AbortError(undefined, { cause: outer.reason });
    this.once('error', () => {});
    await require('./eos.js').finished(this.destroy(error));
    throw error;
  }
  const { AbortController } = require('internal/abort_controller');
  const ac = new AbortController();
  if (outer !== undefined) outer.addEventListener('abort', () => ac.abort(), { once: true });
  let gotAny = false;
  try {
    await each(this, async (value) => {
      gotAny = true;
      if (outer !== undefined && outer.aborted) throw new AbortError();
      if (has) {
        initialValue = await reducer(initialValue, value, { signal: ac.signal });
      } else {
        initialValue = value;
        has = true;
      }
    });
    if (!gotAny && !has) {
      const error = new ERR_MISSING_ARGS('reduce');
      error.message = 'Reduce of an empty stream requires an initial value';
      throw error;
    }
  } finally {
    ac.abort();
  }
  return initialValue;
}

function compose(other, options) {
  checkOptions(options);
  if (isNodeStream(other) && !isWritable(other)) {
    throw new ERR_INVALID_ARG_VALUE('stream', other, 'must be writable');
  }
  const composed = require('./compose.js')(this, other);
  const signal = signalOf(options);
  if (signal !== undefined) require('./add_abort_signal.js').addAbortSignal(signal, composed);
  return composed;
}

module.exports = {
  map, filter, forEach, toArray, some, find, every, flatMap, drop, take, asIndexedPairs, reduce, compose,
};
