// AsyncLocalStorage through calls, ticks, promises and timers; AsyncResource.
'use strict';

const { AsyncLocalStorage, AsyncResource } = require('async_hooks');

const a = new AsyncLocalStorage();
const b = new AsyncLocalStorage();
const show = (name) => console.log(name, a.getStore(), b.getStore());

show('outside');
a.run(1, () => {
  show('inside');
  process.nextTick(show, 'tick');
  Promise.resolve().then(() => show('then'));
  (async () => {
    await null;
    show('await');
    await new Promise((resolve) => setTimeout(resolve, 50));
    show('await of a timer');
  })();
  setTimeout(() => show('timeout'), 10);
  queueMicrotask(() => show('microtask'));
  b.run(2, () => {
    show('nested');
    setTimeout(() => show('nested timeout'), 500);
  });
  a.exit(() => {
    show('exit');
    process.nextTick(() => show('exit tick'));
  });
  show('back');
});
show('outside');

console.log(a.run({ x: 1 }, (p, q) => [a.getStore().x, p, q], 5, 6));
try {
  a.run(3, () => { throw new Error('boom'); });
} catch (e) {
  show(e.message);
}

const bound = a.run(7, () => AsyncLocalStorage.bind((x) => [a.getStore(), x]));
console.log(bound(1), bound.length);
const snapshot = a.run(8, () => AsyncLocalStorage.snapshot());
console.log(snapshot((x) => [a.getStore(), x], 2));

class Resource extends AsyncResource {
  constructor() {
    super('Resource');
  }

  call(fn) {
    return this.runInAsyncScope(fn, { t: 1 }, 2);
  }
}
const resource = a.run(9, () => new Resource());
console.log(resource.call(function(x) { return [a.getStore(), this.t, x]; }));
console.log(typeof resource.asyncId(), resource.emitDestroy() === resource);
for (const bad of [() => new AsyncResource(), () => new AsyncResource('x', { triggerAsyncId: -2 })]) {
  try {
    bad();
  } catch (e) {
    console.log(e.code, e.message);
  }
}

setTimeout(() => {
  a.enterWith('entered');
  show('enterWith');
  setTimeout(() => show('after enterWith'), 10);
}, 1000);
setTimeout(() => {
  a.enterWith('again');
  a.disable();
  show('disabled');
}, 1500);
