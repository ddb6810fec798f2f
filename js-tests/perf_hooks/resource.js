'use strict';

// Entries of Resource Timing, as those make them that do requests, and their buffer.

const { PerformanceObserver, performance, PerformanceResourceTiming } = require('perf_hooks');

const timing = {
  startTime: 1, redirectStartTime: 2, redirectEndTime: 3, postRedirectStartTime: 4, finalServiceWorkerStartTime: 5,
  finalNetworkRequestStartTime: 6, finalNetworkResponseStartTime: 7, endTime: 8, encodedBodySize: 10, decodedBodySize: 20,
  finalConnectionTimingInfo: {
    domainLookupStartTime: 21, domainLookupEndTime: 22, connectionStartTime: 23, connectionEndTime: 24,
    secureConnectionStartTime: 25, ALPNNegotiatedProtocol: 'h2',
  },
};

console.log(performance.markResourceTiming.length, globalThis.PerformanceResourceTiming === PerformanceResourceTiming);
for (const cache of ['', 'local', 'other']) {
  try {
    const entry = performance.markResourceTiming(timing, 'http://x.example/', 'fetch', globalThis, cache);
    console.log(entry, JSON.stringify(entry), Object.prototype.toString.call(entry), entry instanceof PerformanceResourceTiming);
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
const bare = performance.markResourceTiming({ startTime: 3, endTime: 5 }, 'x', 'other', globalThis, '');
console.log(bare.duration, bare.nextHopProtocol, bare.connectStart);
try {
  new PerformanceResourceTiming();
} catch (error) {
  console.log(error.name, error.code);
}
const named = (entries) => entries.map(({ name }) => name);
console.log(named(performance.getEntries()), named(performance.getEntriesByName('x')), performance.getEntriesByType('resource').length);
performance.clearResourceTimings('x');
console.log(performance.getEntries().length);
performance.clearResourceTimings();
console.log(performance.getEntries().length, PerformanceObserver.supportedEntryTypes.includes('resource'));

new PerformanceObserver((list) => console.log('seen', named(list.getEntries()))).observe({ entryTypes: ['resource'] });
performance.setResourceTimingBufferSize(1);
performance.addEventListener('resourcetimingbufferfull', ({ type }) => console.log(type));
for (const name of ['a', 'b', 'c']) performance.markResourceTiming(timing, name, 'fetch', globalThis, '');
console.log(named(performance.getEntriesByType('resource')));
setTimeout(() => {
  console.log(named(performance.getEntriesByType('resource')));
  performance.addEventListener('resourcetimingbufferfull', () => performance.setResourceTimingBufferSize(3), { once: true });
  for (const name of ['d', 'e', 'f']) performance.markResourceTiming(timing, name, 'fetch', globalThis, '');
  setTimeout(() => console.log(named(performance.getEntriesByType('resource'))), 20);
}, 20);
