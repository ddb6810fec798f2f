// performance, marks, measures and their observers.
'use strict';
const { performance: P, PerformanceEntry, PerformanceObserver } = require('perf_hooks');
console.log(P === globalThis.performance, typeof P.now(), P.now() > 0, P.timeOrigin > 1e12, Object.keys(P.toJSON()).includes('timeOrigin'));
const t = (f2) => {
  try {
    console.log(f2());
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
};
const z = (e) => {
  const j = JSON.parse(JSON.stringify(e));
  j.startTime = typeof j.startTime;
  return JSON.stringify(j);
};
const m = P.mark('a', { detail: { x: 1 } });
console.log(z(m), m instanceof PerformanceEntry);
t(() => z(P.mark('q', { startTime: 3 })));
t(() => P.measure('c', { start: 1, end: 5, detail: 7 }));
t(() => P.measure('b', 'q').startTime);
t(() => P.measure('d', { start: 1, duration: 5 }).duration);
t(() => P.measure('d', { end: 9, duration: 5 }).startTime);
t(() => P.measure('d', 'q', 'a').duration > 0);
t(() => P.measure('e').startTime);
t(() => P.measure('c', 'zz'));
t(() => P.mark());
t(() => P.mark('a', { startTime: -1 }));
t(() => P.mark('nodeStart'));
t(() => P.measure('x', { start: 1, end: 5, duration: 2 }));
t(() => P.measure('x', { start: 1 }, 'a'));
t(() => new PerformanceEntry());
t(() => P.now.call({}));
t(() => P.getEntriesByName());
t(() => P.measure());
const o = new PerformanceObserver((l, ob) => {
  console.log('observed', l.getEntries().map((e) => e.name), ob === o, l.getEntriesByType('mark').length, l.getEntriesByName('z').length);
  o.disconnect();
});
t(() => o.observe());
t(() => o.observe({}));
t(() => o.observe({ type: 'mark', entryTypes: ['mark'] }));
t(() => new PerformanceObserver());
o.observe({ entryTypes: ['mark'] });
t(() => o.observe({ type: 'mark' }));
P.mark('late');
P.mark('late2', { startTime: 3 });
console.log(o.takeRecords().length);
P.mark('z');
console.log(P.getEntriesByName('late', 'mark').length, P.getEntriesByType('measure').length);
P.clearMarks('late');
P.clearMeasures();
console.log(P.getEntries().map((e) => e.name).sort());
const f = P.timerify(function foo(a, b) {
  return a + b;
});
console.log(f(1, 2), f.name, f.length);
console.log(P instanceof EventTarget, Object.prototype.toString.call(P));
new PerformanceObserver((l) => console.log('fn', l.getEntries().map((e) => [e.name, e.entryType, e.detail]))).observe({ type: 'function' });
f(3, 4);
setTimeout(() => {
}, 20);
