'use strict';

const {
  codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_MISSING_ARGS },
} = require('internal/errors');
const { customInspectSymbol } = require('internal/util');
const { EventTarget } = require('internal/event_target');

const kInternal = Symbol('kInternal');

// The marks and measures that scripts have made, oldest first.
let timeline = [];
// Those of requests have a buffer of their own, once there are any.
let resources;

function ofResources() {
  return (resources ||= require('./resource.js'));
}

const entries = () => require('./entries.js');

function add(entry) {
  timeline.push(entry);
  require('./observer.js').enqueue(entry);
  return entry;
}

// lookup finds the time of the newest mark of a name.
function lookup(name) {
  for (let i = timeline.length - 1; i >= 0; i--) {
    const entry = timeline[i];
    if (entry.entryType === 'mark' && entry.name === name) return entry.startTime;
  }
  return undefined;
}

function clear(type, name) {
  timeline = timeline.filter((entry) => entry.entryType !== type || (name !== undefined && entry.name !== name));
}

function check(self) {
  if (!(self instanceof Performance)) throw new ERR_INVALID_ARG_TYPE('this', 'Performance', self);
}

class Performance extends EventTarget {
  constructor(secret) {
    if (secret !== kInternal) throw new ERR_ILLEGAL_CONSTRUCTOR();
    super();
  }

  now() {
    check(this);
    return binding.now();
  }

  get timeOrigin() {
    check(this);
    return binding.timeOrigin();
  }

  mark(name, options = undefined) {
    check(this);
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    return add(new (entries().PerformanceMark)(name, options));
  }

  measure(name, startOrOptions = undefined, endMark = undefined) {
    check(this);
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    return add(entries().measure(`${name}`, startOrOptions, endMark, lookup));
  }

  clearMarks(name = undefined) {
    check(this);
    clear('mark', name === undefined ? undefined : `${name}`);
  }

  clearMeasures(name = undefined) {
    check(this);
    clear('measure', name === undefined ? undefined : `${name}`);
  }

  clearResourceTimings(name = undefined) {
    check(this);
    if (resources !== undefined) resources.clear(name === undefined ? undefined : `${name}`);
  }

  setResourceTimingBufferSize(maxSize) {
    check(this);
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('maxSize');
    ofResources().setRoom(maxSize >>> 0);
  }

  // For those that do requests; the fourth argument, a global object, is not used.
  markResourceTiming(timingInfo, requestedUrl, initiatorType, global, cacheMode) {
    return ofResources().markResourceTiming(this, timingInfo, requestedUrl, initiatorType, cacheMode);
  }

  getEntries() {
    check(this);
    const all = resources === undefined ? timeline.slice() : timeline.concat(resources.kept());
    return all.sort((a, b) => a.startTime - b.startTime);
  }

  getEntriesByName(name, type = undefined) {
    check(this);
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    name = `${name}`;
    return this.getEntries().filter((entry) =>
      entry.name === name && (type === undefined || entry.entryType === `${type}`));
  }

  getEntriesByType(type) {
    check(this);
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    type = `${type}`;
    return this.getEntries().filter((entry) => entry.entryType === type);
  }

  timerify(fn) {
    return timerify(fn);
  }

  eventLoopUtilization(util1, util2) {
    return eventLoopUtilization(util1, util2);
  }

  toJSON() {
    check(this);
    return { timeOrigin: this.timeOrigin };
  }

  [customInspectSymbol](depth, options) {
    if (depth < 0) return this;
    const { inspect } = require('internal/util/inspect');
    const nested = { ...options, depth: options.depth === null ? null : options.depth - 1 };
    return `Performance ${inspect({ timeOrigin: this.timeOrigin }, nested)}`;
  }
}

// eventLoopUtilization tells how the loop has spent its time: all of it, since an
// earlier answer, or between two of these.
function eventLoopUtilization(util1, util2) {
  const [idle, since] = util2 ? [util1.idle, util1.idle + util1.active] : binding.loop();
  if (since <= 0) return { idle: 0, active: 0, utilization: 0 };
  const from = util2 || util1 || { idle: 0, active: 0 };
  const util = { idle: idle - from.idle, active: since - idle - from.active, utilization: 0 };
  util.utilization = util.active / (util.idle + util.active);
  return util;
}

// timerify wraps a function so that each call makes an entry for observers. It
// ends when its promise does, where it returns one.
function timerify(fn) {
  require('internal/validators').validateFunction(fn, 'fn');
  function timerified(...args) {
    const start = binding.now();
    const result = new.target ? Reflect.construct(fn, args, fn) : Reflect.apply(fn, this, args);
    const done = () => require('./observer.js').enqueue(
      entries().functionEntry(fn.name || 'anonymous', start, binding.now() - start, args));
    if (!new.target && result && typeof result.finally === 'function') return result.finally(done);
    done();
    return result;
  }
  Object.defineProperties(timerified, {
    length: { configurable: false, enumerable: true, value: fn.length },
    name: { configurable: false, enumerable: true, value: `timerified ${fn.name}` },
  });
  return timerified;
}

Object.defineProperty(Performance.prototype, Symbol.toStringTag, { value: 'Performance', configurable: true });
for (const key of Object.getOwnPropertyNames(Performance.prototype)) {
  if (key !== 'constructor') Object.defineProperty(Performance.prototype, key, { enumerable: true });
}

function lazy(name, get) {
  Object.defineProperty(exports, name, { configurable: true, enumerable: true, get });
}

exports.Performance = Performance;
lazy('PerformanceEntry', () => entries().PerformanceEntry);
lazy('PerformanceMark', () => entries().PerformanceMark);
lazy('PerformanceMeasure', () => entries().PerformanceMeasure);
lazy('PerformanceResourceTiming', () => ofResources().PerformanceResourceTiming);
lazy('PerformanceObserver', () => require('./observer.js').PerformanceObserver);
lazy('PerformanceObserverEntryList', () => require('./observer.js').PerformanceObserverEntryList);
exports.performance = new Performance(kInternal);
exports.constants = Object.freeze(Object.create(null));
exports.createHistogram = function createHistogram(options = undefined) {
  return require('./histogram.js').createHistogram(options);
};
exports.monitorEventLoopDelay = function monitorEventLoopDelay(options = undefined) {
  return require('./histogram.js').monitorEventLoopDelay(options);
};
