'use strict';

// The entries of Resource Timing, which those make that do requests: the package
// undici, and whoever else calls markResourceTiming.

const { codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INTERNAL_ASSERTION } } = require('internal/errors');
const { Event } = require('internal/event_target');
const { PerformanceEntry, newEntry } = require('./entries.js');
const { enqueue } = require('./observer.js');

const kCache = Symbol('kCache');
const kInitiator = Symbol('kInitiator');
const kTiming = Symbol('kTiming');

// What a response's head counts for (Resource Timing, section 3.6).
const kHeaders = 300;

class PerformanceResourceTiming extends PerformanceEntry {
  constructor() {
    throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  get transferSize() {
    return this[kCache] === 'local' ? 0 : this[kTiming].encodedBodySize + kHeaders;
  }

  get initiatorType() { return this[kInitiator]; }

  toJSON() {
    const json = { name: this.name, entryType: this.entryType, startTime: this.startTime, duration: this.duration };
    for (const name of shown) json[name] = this[name];
    return json;
  }
}

const connection = (name) => (timing) => timing.finalConnectionTimingInfo?.[name];

const fields = {
  initiatorType: undefined,
  nextHopProtocol: connection('ALPNNegotiatedProtocol'),
  workerStart: (timing) => timing.finalServiceWorkerStartTime,
  redirectStart: (timing) => timing.redirectStartTime,
  redirectEnd: (timing) => timing.redirectEndTime,
  fetchStart: (timing) => timing.postRedirectStartTime,
  domainLookupStart: connection('domainLookupStartTime'),
  domainLookupEnd: connection('domainLookupEndTime'),
  connectStart: connection('connectionStartTime'),
  connectEnd: connection('connectionEndTime'),
  secureConnectionStart: connection('secureConnectionStartTime'),
  requestStart: (timing) => timing.finalNetworkRequestStartTime,
  responseStart: (timing) => timing.finalNetworkResponseStartTime,
  responseEnd: (timing) => timing.endTime,
  transferSize: undefined,
  encodedBodySize: (timing) => timing.encodedBodySize,
  decodedBodySize: (timing) => timing.decodedBodySize,
};
const shown = Object.keys(fields);

for (const [name, of] of Object.entries(fields)) {
  const descriptor = of === undefined ? {} : { configurable: true, get() { return of(this[kTiming]); } };
  Object.defineProperty(PerformanceResourceTiming.prototype, name, { ...descriptor, enumerable: true });
}
Object.defineProperty(PerformanceResourceTiming.prototype, 'toJSON', { enumerable: true });
Object.defineProperty(PerformanceResourceTiming.prototype, Symbol.toStringTag,
                      { configurable: true, value: 'PerformanceResourceTiming' });

// Entries that are kept, and those that came when there was no room.
let kept = [];
let waiting = [];
let room = 250;

function markResourceTiming(performance, timing, url, initiator, cache) {
  if (cache !== '' && cache !== 'local') {
    throw new ERR_INTERNAL_ASSERTION("cache must be an empty string or 'local'");
  }
  const entry = newEntry(PerformanceResourceTiming, url, 'resource', timing.startTime, timing.endTime - timing.startTime);
  Object.defineProperties(entry, { [kTiming]: { value: timing }, [kInitiator]: { value: initiator }, [kCache]: { value: cache } });
  enqueue(entry);
  if (kept.length < room && waiting.length === 0) {
    kept.push(entry);
    return entry;
  }
  waiting.push(entry);
  if (waiting.length === 1) setImmediate(full, performance);
  return entry;
}

// full tells that there is no room. What a listener makes no room for is lost.
function full(performance) {
  while (waiting.length > 0) {
    const before = waiting.length;
    if (kept.length >= room) performance.dispatchEvent(new Event('resourcetimingbufferfull'));
    kept.push(...waiting.splice(0, Math.max(0, room - kept.length)));
    if (waiting.length >= before) waiting = [];
  }
}

module.exports = {
  PerformanceResourceTiming,
  markResourceTiming,
  kept: () => kept,
  clear(name) {
    kept = kept.filter((entry) => name !== undefined && entry.name !== name);
  },
  setRoom(size) {
    room = size;
  },
};
