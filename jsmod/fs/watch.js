'use strict';

// watchFile: looks at a file again and again.

const EventEmitter = require('events');
const { getValidatedPath, kEmptyObject } = require('./utils.js');
const { makeStats } = require('./stats.js');
const { nextTick } = require('internal/task_queue');
const { validateFunction, validateUint32 } = require('internal/validators');

// Of the 18 numbers of binding.stat those whose change is a change: neither
// the time of access nor the count of links.
const telling = [0, 1, 3, 4, 7, 8, 12, 13, 14, 15, 16, 17];
const numbers = 18;

function differs(a, b, bigint) {
  const x = bigint ? new BigInt64Array(a) : new Float64Array(a);
  const y = bigint ? new BigInt64Array(b) : new Float64Array(b);
  return telling.some((i) => x[i] !== y[i]);
}

class StatWatcher extends EventEmitter {
  constructor(path, bigint, interval, persistent) {
    super();
    this._watch = { path, bigint, interval, persistent, last: undefined, gone: false, timer: null, stopped: false };
    Object.defineProperty(this, '_watch', { enumerable: false });
    this.start();
  }

  start() {
    const watch = this._watch;
    if (watch.timer !== null || watch.stopped) return;
    watch.last = look(watch);
    this._wait();
    if (watch.last === undefined) {
      watch.last = new ArrayBuffer(8 * numbers);
      watch.gone = true;
      nextTick(() => this._tell(watch.last));
    }
  }

  stop() {
    const watch = this._watch;
    if (watch.stopped) return;
    watch.stopped = true;
    clearTimeout(watch.timer);
    nextTick(() => this.emit('stop'));
  }

  ref() {
    this._watch.persistent = true;
    this._watch.timer.ref();
    return this;
  }

  unref() {
    this._watch.persistent = false;
    this._watch.timer.unref();
    return this;
  }
}

function hidden(name, value) {
  Object.defineProperty(StatWatcher.prototype, name, { value, writable: true, configurable: true });
}

// The first look is made at once, so that a refusal is thrown.
function look({ path, bigint }) {
  try {
    return binding.stat(path, bigint, false);
  } catch (err) {
    if (err.code === 'ERR_ACCESS_DENIED') throw err;
    return undefined;
  }
}

hidden('_wait', function() {
  const watch = this._watch;
  watch.timer = setTimeout(() => {
    binding.stat(watch.path, watch.bigint, false, (err, memory) => {
      if (watch.stopped) return;
      this._wait();
      this._looked(err ? undefined : memory);
    });
  }, watch.interval);
  if (!watch.persistent) watch.timer.unref();
});

hidden('_looked', function(memory) {
  const watch = this._watch;
  if (memory === undefined) {
    if (!watch.gone) {
      watch.gone = true;
      this._tell(new ArrayBuffer(8 * numbers));
    }
    return;
  }
  watch.gone = false;
  if (differs(memory, watch.last, watch.bigint)) this._tell(memory);
});

hidden('_tell', function(memory) {
  const watch = this._watch;
  if (watch.stopped) return;
  const before = watch.last;
  watch.last = memory;
  this.emit('change', makeStats(memory, watch.bigint), makeStats(before, watch.bigint));
});

const watchers = new Map();

function whole(filename) {
  const path = getValidatedPath(filename);
  return require('path').resolve(typeof path === 'string' ? path : Buffer.from(path).toString());
}

function watchFile(filename, options, listener) {
  const path = whole(filename);
  if (options === null || typeof options !== 'object') {
    listener = options;
    options = kEmptyObject;
  }
  const { bigint = false, interval = 5007, persistent = true } = options;
  validateFunction(listener, 'listener');
  let watcher = watchers.get(path);
  if (watcher === undefined) {
    validateUint32(interval, 'interval');
    watcher = new StatWatcher(path, Boolean(bigint), interval, Boolean(persistent));
    watchers.set(path, watcher);
  }
  watcher.addListener('change', listener);
  return watcher;
}

function unwatchFile(filename, listener) {
  const path = whole(filename);
  const watcher = watchers.get(path);
  if (watcher === undefined) return;
  if (typeof listener === 'function') watcher.removeListener('change', listener);
  else watcher.removeAllListeners('change');
  if (watcher.listenerCount('change') === 0) {
    watcher.stop();
    watchers.delete(path);
  }
}

module.exports = { unwatchFile, watchFile };
