'use strict';

// watch: hears from the system of changes of a file or a folder.

const EventEmitter = require('events');
const { encoded, getOptions, getValidatedPath, wantsBytes } = require('./utils.js');
const { nextTick } = require('internal/task_queue');
const { codes: { ERR_FEATURE_UNAVAILABLE_ON_PLATFORM } } = require('internal/errors');
const { kResistStopPropagation } = require('internal/event_target');
const { validateBoolean, validateFunction } = require('internal/validators');

// open watches one file or folder, without those below.
function open(path, bytes, persistent, onchange) {
  const handle = binding.watch(path, bytes, persistent, onchange);
  if (handle === undefined) throw new ERR_FEATURE_UNAVAILABLE_ON_PLATFORM('fs.watch');
  return handle;
}

// ownName is what the system calls the watched thing itself: what follows the last
// slash, be it nothing.
function ownName(path, encoding) {
  const whole = Buffer.from(path);
  const own = whole.subarray(whole.lastIndexOf(require('path').sep) + 1);
  return wantsBytes(encoding) ? encoded(own, encoding) : own.toString();
}

class FSEvent {
  constructor() {
    this.initialized = false;
    this.onchange = undefined;
    Object.defineProperty(this, '_open', { value: null, writable: true });
  }

  start(filename, persistent, encoding) {
    const bytes = wantsBytes(encoding);
    try {
      this._open = open(filename, bytes, persistent, (renamed, name) => {
        const told = name === null ? ownName(filename, encoding) : encoded(name, encoding);
        this.onchange(renamed ? 'rename' : 'change', told);
      });
    } catch (err) {
      if (err.syscall === 'watch') err.filename = filename;
      throw err;
    }
    this.initialized = true;
  }

  close() {
    if (this._open !== null) this._open.close();
    this.initialized = false;
  }

  ref() {
    this._open.ref();
  }

  unref() {
    this._open.unref();
  }
}

class FSWatcher extends EventEmitter {
  constructor(filename, { persistent, encoding }) {
    super();
    this._handle = new FSEvent();
    this._handle.onchange = (eventType, name) => this.emit('change', eventType, name);
    this._handle.start(filename, persistent, encoding);
  }

  close() {
    if (this._handle === null) return;
    this._handle.close();
    this._handle = null;
    nextTick(() => this.emit('close'));
  }

  ref() {
    if (this._handle !== null) this._handle.ref();
    return this;
  }

  unref() {
    if (this._handle !== null) this._handle.unref();
    return this;
  }

  // start is what Node keeps for scripts that call it.
  start() {}
}

function closeOnAbort(watcher, signal) {
  if (signal.aborted) {
    nextTick(() => watcher.close());
    return;
  }
  const onAbort = () => watcher.close();
  signal.addEventListener('abort', onAbort, { [kResistStopPropagation]: true });
  watcher.once('close', () => signal.removeEventListener('abort', onAbort));
}

function watch(filename, options, listener) {
  if (typeof options === 'function') listener = options;
  const { persistent = true, recursive = false, encoding, signal } = getOptions(options);
  const path = getValidatedPath(filename);
  if (listener) validateFunction(listener, 'listener');
  let watcher;
  if (recursive) {
    validateBoolean(recursive, 'options.recursive');
    if (persistent !== null) validateBoolean(persistent, 'options.persistent');
    const { TreeWatcher } = require('./watch_tree.js');
    watcher = new TreeWatcher(path, persistent !== false);
  } else {
    watcher = new FSWatcher(path, { persistent, encoding });
  }
  if (listener) watcher.addListener('change', listener);
  if (signal) closeOnAbort(watcher, signal);
  return watcher;
}

module.exports = { FSEvent, open, watch };
