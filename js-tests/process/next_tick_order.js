'use strict';

// The queue of process.nextTick: first in, first out, before promise jobs and
// timers, and what a callback throws keeps none of the others from running.

const log = console.log;

log(process.nextTick.name, process.nextTick.length, process.nextTick(() => {}));
for (const callback of [undefined, null, 1, 'text', {}]) {
  try { process.nextTick(callback); } catch (error) { log(error.name, error.code, error.message); }
}

// Arguments.
const none = undefined;
for (const args of [[], [1], [1, 2], [1, 2, 3], [1, 2, 3, 4, 5, 6, 7], [none], [none, none], [null, none]]) {
  process.nextTick(function() { 'use strict'; log(this, arguments.length, ...arguments); }, ...args);
}
process.nextTick(log.bind(console, 'bound'), 1);
process.nextTick(new Proxy((...args) => log('proxy', ...args), {}), 1, 2);
process.nextTick(async (a) => { log('async', a); }, 1);
process.nextTick(process.nextTick, process.nextTick, log, 'a tick of a tick of a tick');

// Order.
function inImmediate() {
  log('immediate');
  process.nextTick(() => log('tick of immediate'));
  Promise.resolve().then(() => {
    log('job of immediate');
    process.nextTick(() => log('tick of job'));
  }).then(() => log('second job'));
  queueMicrotask(() => log('microtask'));
  setTimeout(throwing, 1);
}
Promise.resolve().then(() => log('job'));
process.nextTick(() => {
  log('outer');
  process.nextTick(() => {
    log('inner');
    process.nextTick(() => log('innermost'));
  });
  Promise.resolve().then(() => log('job of tick'));
});
process.nextTick(() => log('after outer'));

// More than any room that was made beforehand.
let sum = 0;
for (let i = 0; i < 5000; i++) process.nextTick((n) => { sum += n; }, i);
process.nextTick(() => log(sum));
let left = 3000;
process.nextTick(function again() {
  if (--left > 0) process.nextTick(again);
  else log('again', left);
});

// Exceptions in the middle.
process.on('uncaughtException', (error) => {
  log('caught', error.message);
  process.nextTick(() => log('tick of', error.message));
});
process.nextTick(() => {
  process.nextTick(() => log('queued before throwing'));
  Promise.resolve().then(() => log('job before throwing'));
  throw new Error('first');
});
process.nextTick(() => log('between'));
process.nextTick(() => { throw new Error('second'); });
process.nextTick(() => log('behind'));
process.nextTick((function f() { return f(); }));
process.nextTick(() => {
  log('behind the end of the stack');
  setImmediate(inImmediate);
});

function throwing() {
  process.nextTick(() => { throw new Error('third'); });
  process.nextTick(() => log('rest'));
  Promise.resolve().then(() => log('job at last'));
  throw new Error('timer');
}
