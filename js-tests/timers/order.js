'use strict';
// The order of timers, immediates, ticks and promise jobs.
const log = console.log;

setTimeout(() => {
  log('t1');
  process.nextTick(() => log('tick of t1'));
  Promise.resolve().then(() => log('promise of t1'));
  setImmediate(() => log('immediate of t1'));
  setTimeout(() => log('timer of t1'), 0);
}, 1);
setTimeout(() => log('t2'), 1);
setTimeout((a, b, ...rest) => log('arguments', a, b, rest), 1, 'x', undefined, 3);
// All of these are due when the loop first looks.
for (const end = Date.now() + 30; Date.now() < end;);
const cleared = setTimeout(() => log('never'), 1);
clearTimeout(cleared);

setTimeout(() => {
  setImmediate(() => {
    log('i1');
    process.nextTick(() => log('tick of i1'));
    setImmediate(() => log('i3'));
    clearImmediate(last);
  });
  setImmediate((...args) => log('i2', args), 1, 2);
  const last = setImmediate(() => log('never'));
}, 150);

// The same delay, set at different times, keeps its order.
setTimeout(() => setTimeout(() => log('later'), 200), 250);
setTimeout(() => log('earlier'), 350);
let n = 0;
const interval = setInterval((text) => {
  log('interval', text, ++n);
  if (n === 3) clearInterval(interval);
}, 500, 'arg');
