'use strict';
// The objects that setTimeout and setImmediate return.
const log = console.log;

const t = setTimeout(() => log('fired', t._destroyed, t.hasRef()), 250);
log(t.constructor.name, t.hasRef(), t.unref() === t, t.hasRef(), t.ref() === t, t.hasRef(), t._idleTimeout, t._repeat);
const id = +t;
log(typeof id, `${t}` === String(id), t === clearTimeout(undefined));
const byNumber = setTimeout(() => log('never'), 10);
clearTimeout(+byNumber);
const byText = setTimeout(() => log('never'), 10);
clearTimeout(`${byText}`);
clearTimeout(999999);
clearTimeout({});
clearTimeout(null);
log(byNumber._destroyed, byNumber._onTimeout, byNumber.hasRef(), byNumber._idleTimeout);
log(byNumber.refresh() === byNumber, byNumber._destroyed, byNumber.close() === byNumber);

const refreshed = setTimeout(() => log('refreshed'), 300);
setTimeout(() => refreshed.refresh(), 200);
setTimeout(() => log('before refreshed'), 400);
setTimeout(() => {}, 100000).unref();
setInterval(() => log('never'), 100000).unref();
const i = setImmediate(() => {});
log(i.constructor.name, i.hasRef(), i.unref() === i, i.hasRef(), i.ref().hasRef());
const lonely = setImmediate(() => log('immediate'));
lonely.unref().ref();
const gone = setImmediate(() => log('never'));
clearImmediate(gone);
log(gone._destroyed, gone.hasRef());

// Again after it has fired.
let times = 0;
const again = setTimeout(() => { if (++times < 3) again.refresh(); else log('times', times); }, 1);

const dispose = setTimeout(() => log('never'), 1);
dispose[Symbol.dispose]();
for (const fn of [setTimeout, setInterval, setImmediate]) {
  for (const bad of [undefined, 'code', {}]) {
    try {
      fn(bad, 1);
    } catch (error) {
      log(error.name, error.code, error.message);
    }
  }
}
log(setTimeout.length, setInterval.length, setImmediate.length, clearTimeout.length);
log([0, -1, NaN, '5', 1.9, 'x', undefined, Infinity, 2 ** 31].map((ms) => {
  const timer = setTimeout(() => {}, ms);
  clearTimeout(timer);
  return timer._idleTimeout;
}));
process.on('warning', (w) => log(w.name, w.message));
