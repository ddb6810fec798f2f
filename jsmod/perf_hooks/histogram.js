'use strict';

// Histograms with a fixed number of significant figures (HdrHistogram): values share a
// count that differ in further ones.

const {
  codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_THIS },
} = require('internal/errors');
const { customInspectSymbol } = require('internal/util');
const { validateInteger, validateNumber, validateObject } = require('internal/validators');

const kInternal = Symbol('kInternal');

// The name shows in util.inspect.
class SafeMap extends Map {}

const noMinimum = 2n ** 63n - 1n;

// counts is what a histogram holds: how often there was a value, by the lowest one of
// those that are alike.
class Counts {
  constructor(lowest, highest, figures) {
    this.highest = highest;
    this.unit = 2 ** Math.floor(Math.log2(lowest));
    this.figures = 2 ** Math.ceil(Math.log2(2 * 10 ** figures));
    this.reset();
  }

  reset() {
    this.of = new Map();
    this.sorted = null;
    this.count = 0;
    this.exceeds = 0;
    this.least = Infinity;
    this.most = 0;
    this.before = 0;
  }

  // How many values are alike around one.
  width(value) {
    let width = this.unit;
    while (value >= this.figures * width) width *= 2;
    return width;
  }

  lowestLike(value) {
    const width = this.width(value);
    return Math.floor(value / width) * width;
  }

  highestLike(value) {
    return this.lowestLike(value) + this.width(value) - 1;
  }

  middleLike(value) {
    return this.lowestLike(value) + Math.floor(this.width(value) / 2);
  }

  record(value, times = 1) {
    if (value > this.highest) {
      this.exceeds += times;
      return;
    }
    const key = this.lowestLike(value);
    const known = this.of.get(key);
    if (known === undefined) this.sorted = null;
    this.of.set(key, (known ?? 0) + times);
    this.count += times;
    if (value < this.least) this.least = value;
    if (value > this.most) this.most = value;
  }

  recordDelta() {
    const now = Math.round(binding.now() * 1e6);
    if (this.before > 0) this.record(Math.max(now - this.before, 1));
    this.before = now;
  }

  add(other) {
    this.exceeds += other.exceeds;
    for (const [value, times] of other.of) this.record(value, times);
    if (other.count > 0) {
      this.least = Math.min(this.least, other.least);
      if (other.most <= this.highest) this.most = Math.max(this.most, other.most);
    }
    this.before = Math.max(this.before, other.before);
  }

  ascending() {
    this.sorted ??= Array.from(this.of.keys()).sort((a, b) => a - b);
    return this.sorted;
  }

  min() {
    if (this.of.has(0)) return 0;
    return this.least === Infinity ? Number(noMinimum) : this.lowestLike(this.least);
  }

  max() {
    return this.most === 0 ? 0 : this.highestLike(this.most);
  }

  mean() {
    let sum = 0;
    for (const [value, times] of this.of) sum += times * this.middleLike(value);
    return sum / this.count;
  }

  stddev() {
    const mean = this.mean();
    let sum = 0;
    for (const [value, times] of this.of) sum += times * (this.middleLike(value) - mean) ** 2;
    return Math.sqrt(sum / this.count);
  }

  percentile(percentile) {
    const wanted = Math.max(1, Math.floor((percentile / 100) * this.count + 0.5));
    let seen = 0;
    for (const value of this.ascending()) {
      seen += this.of.get(value);
      if (seen >= wanted) return this.highestLike(value);
    }
    return 0;
  }

  // eachPercentile halves what is left to 100 each time.
  eachPercentile(fn) {
    let seen = 0;
    let next = 0;
    let last = 0;
    for (const value of this.ascending()) {
      last = value;
      seen += this.of.get(value);
      while (next <= (100 * seen) / this.count) {
        fn(next, value);
        next += 100 / 2 ** (Math.floor(Math.log2(100 / (100 - next))) + 1);
        if (seen === this.count) break;
      }
    }
    fn(100, last);
  }
}

function countsOf(histogram) {
  if (!(histogram instanceof Histogram)) throw new ERR_INVALID_THIS('Histogram');
  return histogram._counts;
}

class Histogram {
  constructor(secret, counts) {
    if (secret !== kInternal) throw new ERR_ILLEGAL_CONSTRUCTOR();
    Object.defineProperty(this, '_counts', { value: counts });
  }

  [customInspectSymbol](depth, options) {
    if (depth < 0) return options.stylize(`[${this.constructor.name}]`, 'special');
    const { inspect } = require('internal/util/inspect');
    const nested = { ...options, depth: options.depth === null ? null : options.depth - 1 };
    const { min, max, mean, exceeds, stddev, count, percentiles } = this;
    return `Histogram ${inspect({ min, max, mean, exceeds, stddev, count, percentiles }, nested)}`;
  }

  get count() { return countsOf(this).count; }

  get countBigInt() { return BigInt(countsOf(this).count); }

  get min() { return countsOf(this).min(); }

  get minBigInt() {
    const counts = countsOf(this);
    return counts.least === Infinity ? noMinimum : BigInt(counts.min());
  }

  get max() { return countsOf(this).max(); }

  get maxBigInt() { return BigInt(countsOf(this).max()); }

  get mean() { return countsOf(this).mean(); }

  get exceeds() { return countsOf(this).exceeds; }

  get exceedsBigInt() { return BigInt(countsOf(this).exceeds); }

  get stddev() { return countsOf(this).stddev(); }

  percentile(percentile) {
    const counts = countsOf(this);
    checkPercentile(percentile);
    return counts.percentile(percentile);
  }

  percentileBigInt(percentile) {
    return BigInt(this.percentile(percentile));
  }

  get percentiles() {
    const map = new SafeMap();
    countsOf(this).eachPercentile((percentile, value) => map.set(percentile, value));
    return map;
  }

  get percentilesBigInt() {
    const map = new SafeMap();
    countsOf(this).eachPercentile((percentile, value) => map.set(percentile, BigInt(value)));
    return map;
  }

  reset() {
    countsOf(this).reset();
  }

  toJSON() {
    const { count, min, max, mean, exceeds, stddev, percentiles } = this;
    return { count, min, max, mean, exceeds, stddev, percentiles: Object.fromEntries(percentiles) };
  }
}

function checkPercentile(percentile) {
  validateNumber(percentile, 'percentile');
  if (!(percentile > 0 && percentile <= 100)) {
    const { codes: { ERR_OUT_OF_RANGE } } = require('internal/errors');
    throw new ERR_OUT_OF_RANGE('percentile', '> 0 && <= 100', percentile);
  }
}

class RecordableHistogram extends Histogram {
  record(val) {
    const counts = countsOf(this);
    if (typeof val === 'bigint') {
      if (val < 1n || val > noMinimum) throw outOfRange();
    } else {
      validateInteger(val, 'val', 1);
    }
    counts.record(Number(val));
  }

  recordDelta() {
    countsOf(this).recordDelta();
  }

  add(other) {
    const counts = countsOf(this);
    if (!(other instanceof RecordableHistogram)) throw new ERR_INVALID_ARG_TYPE('other', 'RecordableHistogram', other);
    counts.add(other._counts);
  }
}

function outOfRange() {
  const error = new RangeError('value is out of range');
  error.code = 'ERR_OUT_OF_RANGE';
  return error;
}

// How long the turns of the loop take, as a timer sees it.
class ELDHistogram extends Histogram {
  #timer = null;
  #resolution;

  constructor(secret, counts, resolution) {
    super(secret, counts);
    this.#resolution = resolution;
  }

  enable() {
    if (this.#timer !== null) return false;
    const counts = countsOf(this);
    counts.before = 0;
    this.#timer = require('timers').setInterval(() => counts.recordDelta(), this.#resolution).unref();
    return true;
  }

  disable() {
    if (this.#timer === null) return false;
    require('timers').clearInterval(this.#timer);
    this.#timer = null;
    return true;
  }
}

function createHistogram(options = {}) {
  validateObject(options, 'options');
  const { lowest = 1, highest = Number.MAX_SAFE_INTEGER, figures = 3 } = options;
  if (typeof lowest !== 'bigint') validateInteger(lowest, 'options.lowest', 1, Number.MAX_SAFE_INTEGER);
  if (typeof highest !== 'bigint') {
    validateInteger(highest, 'options.highest', 2 * Number(lowest), Number.MAX_SAFE_INTEGER);
  } else if (highest < 2n * BigInt(lowest)) {
    throw new ERR_INVALID_ARG_VALUE.RangeError('options.highest', highest);
  }
  validateInteger(figures, 'options.figures', 1, 5);
  return new RecordableHistogram(kInternal, new Counts(Number(lowest), Number(highest), figures));
}

function monitorEventLoopDelay(options = {}) {
  validateObject(options, 'options');
  const { resolution = 10 } = options;
  validateInteger(resolution, 'options.resolution', 1);
  return new ELDHistogram(kInternal, new Counts(1, 3.6e12, 3), resolution);
}

module.exports = { createHistogram, monitorEventLoopDelay };
