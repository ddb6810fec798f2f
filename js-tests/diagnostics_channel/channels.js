// Channels, tracing channels and stores bound to them.
'use strict';
const dc = require('diagnostics_channel');
const c = dc.channel('a');
console.log(dc.channel('a') === c, c instanceof dc.Channel, c.hasSubscribers, dc.hasSubscribers('a'));
function f(m, n) {
  console.log('got', m, n);
}
;
c.subscribe(f);
console.log(c.hasSubscribers, Object.getPrototypeOf(c) === dc.Channel.prototype);
c.publish({ x: 1 });
console.log(c.unsubscribe(f), c.unsubscribe(f), c, dc.unsubscribe('zz', f));
for (const g of [() => c.subscribe(1), () => dc.channel(1), () => dc.channel(/* @__PURE__ */ Symbol('q')).name, () => dc.subscribe('a'), () => dc.tracingChannel(5), () => new dc.Channel('n')]) try {
  console.log(g());
} catch (e) {
  console.log(e.name, e.code, e.message);
}
const t = dc.tracingChannel('tt');
console.log(t, t.hasSubscribers, Object.getOwnPropertyNames(Object.getPrototypeOf(t)));
const s = (m) => JSON.stringify(m, (k, v) => v instanceof Error ? v.message : v);
const h = { start(m) {
  console.log('start', s(m));
}, end(m) {
  console.log('end', s(m));
}, asyncStart(m) {
  console.log('as', s(m));
}, asyncEnd(m) {
  console.log('ae', s(m));
}, error(m) {
  console.log('err', s(m));
} };
t.subscribe(h);
console.log(t.traceSync(function(a, b) {
  return [this.q, a, b];
}, { c: 1 }, { q: 2 }, 3, 4));
try {
  t.traceSync(() => {
    throw new Error('bad');
  }, { c: 2 });
} catch (e) {
  console.log('thrown', e.message);
}
t.tracePromise(async (x) => x * 2, { c: 3 }, null, 21).then((v) => {
  console.log(v);
  return t.tracePromise(() => Promise.reject(new Error('rej')), { c: 4 }).catch((e) => console.log('caught', e.message));
}).then(() => {
  console.log(t.traceCallback((a, cb) => {
    setImmediate(cb, null, a + 1);
    return 5;
  }, 1, { c: 5 }, null, 7, (e, v) => {
    console.log('cb', e, v);
    t.traceCallback((cb) => cb(new Error('E')), -1, { c: 6 }, void 0, (e2) => {
      console.log('cb2', e2.message);
      console.log(t.unsubscribe(h), t.unsubscribe(h));
    });
  }));
  try {
    t.traceCallback(() => {
    }, 0, {});
  } catch (e) {
    console.log(e.code, e.message);
  }
  c.subscribe(() => {
    throw new Error('insub');
  });
  process.on('uncaughtException', (e) => console.log('UE', e.message));
  c.publish(1);
  console.log('after');
  const { AsyncLocalStorage } = require('async_hooks');
  const als = new AsyncLocalStorage();
  const b = dc.channel('b');
  b.bindStore(als, (d) => d.v * 2);
  console.log(b.runStores({ v: 4 }, function(x) {
    return [als.getStore(), x, this.t];
  }, { t: 1 }, 9), als.getStore(), b.unbindStore(als), b.unbindStore(als), b.hasSubscribers);
});
