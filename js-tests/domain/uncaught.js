'use strict';

// Where no domain takes an error, listeners of process do; rejected promises go to the
// domain that they were rejected in.

const domain = require('domain');

process.on('uncaughtException', (error, origin) => {
  console.log('process', error && error.message, origin, domain._stack.length, process.domain);
});
process.on('unhandledRejection', (reason) => console.log('rejection', reason.message, domain._stack.length));

const silent = domain.create();
const listening = domain.create();
listening.on('error', (error) => console.log('domain', error, error instanceof Error && error.domainThrown));

const steps = [
  () => silent.run(() => { throw new Error('no listener'); }),
  () => listening.run(() => { throw 'a text'; }),
  () => listening.run(() => { throw null; }),
  () => listening.run(() => { throw undefined; }),
  () => listening.run(() => { Promise.reject('rejected'); }),
  () => listening.run(async () => { await null; throw 'rejected later'; }),
  () => { Promise.reject(new Error('outside')); },
  () => silent.run(() => { setImmediate(() => { throw new Error('later'); }); }),
  () => {
    listening.run(() => setImmediate(() => {
      listening.removeAllListeners('error');
      throw new Error('listener gone');
    }));
  },
];
let at = 0;
const timer = setInterval(() => {
  if (at === steps.length) return clearInterval(timer);
  return steps[at++]();
}, 20);
for (const fn of [() => {}, null]) {
  try {
    process.setUncaughtExceptionCaptureCallback(fn);
  } catch (error) {
    console.log(error.code, error.message);
  }
}
