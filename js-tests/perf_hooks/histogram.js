'use strict';

// Histograms, and the one of the loop's delay.

const { createHistogram, monitorEventLoopDelay } = require('perf_hooks');
const util = require('util');
const h = createHistogram();
console.log(h, Object.prototype.toString.call(h), h.constructor.name, typeof h.record);
console.log(h.min, h.max, h.mean, h.stddev, h.count, h.exceeds, h.percentiles, h.minBigInt, h.maxBigInt);
for (const v of [1, 2, 3, 1000, 12345, 99999, 5n, 1e9, 123456789012]) h.record(v);
console.log(h, h.percentile(50), h.percentile(99), h.percentileBigInt(10), [...h.percentilesBigInt], h.mean, h.stddev);
const t = (f) => { try { console.log(f()); } catch (e) { console.log(e.name, e.code, e.message); } };
t(() => h.record(0)); t(() => h.record(-1)); t(() => h.record(1.5)); t(() => h.record('x')); t(() => h.record()); t(() => h.record(2n**64n)); t(() => h.record(NaN)); t(()=>h.record(0n)); t(()=>h.record(2**53)); t(()=>h.record(2**60))
for (const p of [0, 101, 100, -1, 'x', undefined, NaN, 0.1, 99.99]) t(() => h.percentile(p));
t(() => h.recordDelta()); t(() => h.recordDelta()); t(() => h.add(5)); t(() => h.add({})); const h2 = createHistogram(); h2.record(7); t(() => h2.add(h)); t(() => [h2.count, h2.max]); t(() => h.reset()); t(() => h);
for (const o of [{ figures: 0 }, { figures: 6 }, { figures: 1 }, { lowest: 0 }, { lowest: 5, highest: 7 }, { lowest: 5, highest: 10 }, { highest: 1 }, { lowest: 'x' }, 5, null, { highest: 100 }, { lowest: 100, highest: 100000, figures: 2}]) t(() => { const x = createHistogram(o); x.record(50); x.record(7777); return [x.min, x.max, x.count, x.exceeds, x.mean, x.stddev, [...x.percentiles]]; });
t(() => new h.constructor());
t(() => JSON.stringify(h)); t(() => util.inspect(h, { depth: -1 })); t(() => util.inspect({ a: { b: { h } } }));
const m = monitorEventLoopDelay(); console.log(m.constructor.name, m.enable(), m.enable(), m.disable(), m.disable()); t(() => m.count); t(() => m.record);
for (const o of [{ resolution: 0 }, { resolution: 'x' }, null, 5, { resolution: 1.5 }]) t(() => monitorEventLoopDelay(o).constructor.name);
t(()=>{ const q = createHistogram(); for (let i = 1; i <= 10; i++) q.record(i * 1000003); return q.percentiles })

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
setTimeout(() => {
  delay.disable();
  const { count } = delay;
  console.log(count > 0, delay.min > 0, delay.max >= delay.min, delay.mean >= delay.min, delay.percentile(100) === delay.max);
  setTimeout(() => console.log(delay.count === count), 20);
}, 100);
