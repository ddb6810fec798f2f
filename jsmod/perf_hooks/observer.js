'use strict';

const {
  codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_MISSING_ARGS },
} = require('internal/errors');
const { customInspectSymbol, lazyDOMException } = require('internal/util');
const { validateFunction, validateObject } = require('internal/validators');

const kInternal = Symbol('kInternal');
const kBuffer = Symbol('kBuffer');
const kCallback = Symbol('kCallback');
const kType = Symbol('kType');
const kTypes = Symbol('kTypes');
const kList = Symbol('kList');

const supported = Object.freeze(['function', 'mark', 'measure', 'resource']);
const active = new Set();
let pending = false;

class PerformanceObserverEntryList {
  constructor(secret, entries) {
    if (secret !== kInternal) throw new ERR_ILLEGAL_CONSTRUCTOR();
    this[kList] = entries.sort((a, b) => a.startTime - b.startTime);
  }

  getEntries() {
    return this[kList].slice();
  }

  getEntriesByType(type) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    type = `${type}`;
    return this[kList].filter((entry) => entry.entryType === type);
  }

  getEntriesByName(name, type = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    name = `${name}`;
    return this[kList].filter((entry) => entry.name === name && (type === undefined || entry.entryType === type));
  }

  [customInspectSymbol](depth, options) {
    if (depth < 0) return this;
    const { inspect } = require('internal/util/inspect');
    const nested = { ...options, depth: options.depth === null ? null : options.depth - 1 };
    return `PerformanceObserverEntryList ${inspect(this[kList], nested)}`;
  }
}

class PerformanceObserver {
  constructor(callback) {
    validateFunction(callback, 'callback');
    this[kCallback] = callback;
    this[kBuffer] = [];
    this[kTypes] = new Set();
    this[kType] = undefined;
  }

  // Either entryTypes once for all, or type once for each.
  observe(options = {}) {
    validateObject(options, 'options');
    const { entryTypes, type, buffered } = options;
    if (entryTypes === undefined && type === undefined) throw new ERR_MISSING_ARGS('options.entryTypes', 'options.type');
    if (entryTypes !== undefined && type !== undefined) {
      throw new ERR_INVALID_ARG_VALUE('options.entryTypes', entryTypes,
        'options.entryTypes can not set with options.type together');
    }
    const mode = entryTypes !== undefined ? 'multiple' : 'single';
    if (this[kType] !== undefined && this[kType] !== mode) {
      throw lazyDOMException(mode === 'single' ? 'PerformanceObserver can not change to single observation' :
        'PerformanceObserver can not change to multiple observations', 'InvalidModificationError');
    }
    this[kType] = mode;
    if (mode === 'multiple') observeMany(this, entryTypes);
    else observeOne(this, type, buffered);
    if (this[kTypes].size > 0) active.add(this);
    else this.disconnect();
  }

  disconnect() {
    active.delete(this);
    this[kBuffer] = [];
    this[kTypes].clear();
    this[kType] = undefined;
  }

  takeRecords() {
    const list = this[kBuffer];
    this[kBuffer] = [];
    return list;
  }

  static get supportedEntryTypes() {
    return supported;
  }
}

function observeMany(observer, entryTypes) {
  if (!Array.isArray(entryTypes)) {
    throw new ERR_INVALID_ARG_TYPE('options.entryTypes', 'string[]', entryTypes);
  }
  observer[kTypes].clear();
  for (const type of entryTypes) {
    if (supported.indexOf(type) >= 0) observer[kTypes].add(type);
  }
}

function observeOne(observer, type, buffered) {
  if (supported.indexOf(type) < 0) return;
  observer[kTypes].add(type);
  if (!buffered) return;
  for (const entry of require('./perf_hooks.js').performance.getEntriesByType(type)) {
    observer[kBuffer].push(entry);
  }
  schedule();
}

// enqueue gives an entry to those that watch its type, after the current turn.
function enqueue(entry) {
  if (active.size === 0) return;
  for (const observer of active) {
    if (!observer[kTypes].has(entry.entryType)) continue;
    observer[kBuffer].push(entry);
    schedule();
  }
}

function schedule() {
  if (pending) return;
  pending = true;
  setImmediate(deliver).unref();
}

function deliver() {
  pending = false;
  for (const observer of Array.from(active)) {
    if (observer[kBuffer].length === 0) continue;
    const list = new PerformanceObserverEntryList(kInternal, observer.takeRecords());
    observer[kCallback](list, observer);
  }
}

module.exports = { PerformanceObserver, PerformanceObserverEntryList, enqueue };
