'use strict';

// The entries of User Timing: marks and measures.

const {
  codes: {
    ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_MISSING_ARGS,
    ERR_PERFORMANCE_INVALID_TIMESTAMP, ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS,
  },
} = require('internal/errors');
const { customInspectSymbol, lazyDOMException } = require('internal/util');

const kInternal = Symbol('kInternal');
const kEntry = Symbol('kEntry');

function isEntry(value) {
  return typeof value === 'object' && value !== null && value[kEntry] !== undefined;
}

function field(name) {
  return {
    configurable: true,
    enumerable: true,
    get() {
      if (!isEntry(this)) throw new ERR_INVALID_ARG_TYPE('this', 'PerformanceEntry', this);
      return this[kEntry][name];
    },
  };
}

class PerformanceEntry {
  constructor(secret, name, entryType, startTime, duration, detail) {
    if (secret !== kInternal) throw new ERR_ILLEGAL_CONSTRUCTOR();
    init(this, name, entryType, startTime, duration, detail);
  }

  toJSON() {
    if (!isEntry(this)) throw new ERR_INVALID_ARG_TYPE('this', 'PerformanceEntry', this);
    const { name, entryType, startTime, duration, detail } = this[kEntry];
    const json = { name, entryType, startTime, duration };
    if (detail !== undefined) json.detail = detail;
    return json;
  }

  [customInspectSymbol](depth, options) {
    if (depth < 0) return this;
    const { inspect } = require('internal/util/inspect');
    const nested = { ...options, depth: options.depth === null ? null : options.depth - 1 };
    return `${this.constructor.name} ${inspect(this.toJSON(), nested)}`;
  }
}

function init(entry, name, entryType, startTime, duration, detail) {
  Object.defineProperty(entry, kEntry, { value: { name, entryType, startTime, duration, detail } });
}

Object.defineProperties(PerformanceEntry.prototype, {
  name: field('name'), entryType: field('entryType'), startTime: field('startTime'), duration: field('duration'),
  detail: field('detail'),
});

function clone(value) {
  if (value === undefined || value === null) return null;
  return typeof value === 'object' ? require('internal/structured_clone').structuredClone(value) : value;
}

// Names that stand for moments of the program's start are no marks.
const milestones = ['nodeStart', 'v8Start', 'environment', 'loopStart', 'loopExit', 'bootstrapComplete'];

class PerformanceMark extends PerformanceEntry {
  constructor(name, options) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    name = `${name}`;
    if (milestones.indexOf(name) >= 0) throw new ERR_INVALID_ARG_VALUE('name', name);
    if (options !== undefined && (typeof options !== 'object' || options === null)) {
      throw new ERR_INVALID_ARG_TYPE('options', 'Object', options);
    }
    const { startTime = binding.now(), detail } = options || {};
    if (typeof startTime !== 'number') throw new ERR_INVALID_ARG_TYPE('startTime', 'number', startTime);
    if (startTime < 0) throw new ERR_PERFORMANCE_INVALID_TIMESTAMP(startTime);
    super(kInternal, name, 'mark', startTime, 0, clone(detail));
  }
}

class PerformanceMeasure extends PerformanceEntry {}

// moment turns a mark's name or a number into a time.
function moment(mark, lookup) {
  if (typeof mark === 'number') {
    if (mark < 0) throw new ERR_PERFORMANCE_INVALID_TIMESTAMP(mark);
    return mark;
  }
  const time = lookup(`${mark}`);
  if (time === undefined) {
    throw lazyDOMException(`The "${mark}" performance mark has not been set`, 'SyntaxError');
  }
  return time;
}

function checkOptions(options, endMark) {
  const { start, end, duration } = options;
  if (endMark) throw new ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS('endMark must not be specified');
  if (start === undefined && end === undefined) {
    throw new ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS('One of options.start or options.end is required');
  }
  if (start !== undefined && end !== undefined && duration !== undefined) {
    throw new ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS(
      'Must not have options.start, options.end, and options.duration specified');
  }
}

// measure is the algorithm of User Timing Level 3, section 3.1.3.
function measure(name, startOrOptions, endMark, lookup) {
  const options = typeof startOrOptions === 'object' && startOrOptions !== null ? startOrOptions : undefined;
  if (options !== undefined && Object.keys(options).length > 0) checkOptions(options, endMark);
  const o = options || { start: startOrOptions, end: endMark };
  const end = endOf(o, endMark, lookup);
  const start = startOf(o, end, lookup);
  return new PerformanceMeasure(kInternal, name, 'measure', start, end - start, clone(o.detail));
}

function endOf({ start, end, duration }, endMark, lookup) {
  if (endMark !== undefined) return moment(endMark, lookup);
  if (end !== undefined) return moment(end, lookup);
  if (start !== undefined && duration !== undefined) return moment(start, lookup) + moment(duration, lookup);
  return binding.now();
}

function startOf({ start, duration }, end, lookup) {
  if (start !== undefined) return moment(start, lookup);
  return duration === undefined ? 0 : end - moment(duration, lookup);
}

function functionEntry(name, startTime, duration, detail) {
  return new PerformanceEntry(kInternal, name, 'function', startTime, duration, detail);
}

// newEntry makes an entry of a class that scripts cannot make one of.
function newEntry(Class, name, entryType, startTime, duration) {
  const entry = Object.create(Class.prototype);
  init(entry, name, entryType, startTime, duration);
  return entry;
}

module.exports = { PerformanceEntry, PerformanceMark, PerformanceMeasure, functionEntry, measure, newEntry };
