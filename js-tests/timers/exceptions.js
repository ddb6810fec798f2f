'use strict';
// An exception in one callback does not lose the others.
const log = console.log;

process.on('uncaughtException', (error) => log('uncaught', error.message));
setTimeout(() => { throw new Error('timer'); }, 1);
setTimeout(() => log('next timer'), 1);
setTimeout(() => {
  setImmediate(() => { throw new Error('immediate'); });
  setImmediate(() => log('next immediate'));
}, 150);
let n = 0;
const interval = setInterval(() => {
  if (++n === 3) clearInterval(interval);
  throw new Error(`interval ${n}`);
}, 600);
