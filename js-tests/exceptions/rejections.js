'use strict';

// Rejections: who is told, when, and in which order.

const log = [];
process.on('unhandledRejection', (reason, promise) => {
  log.push(`unhandled ${reason instanceof Error ? reason.message : String(reason)} ${promise instanceof Promise}`);
  if (reason === 'late') setTimeout(() => promise.catch(() => log.push('caught late')), 5);
});
process.on('rejectionHandled', (promise) => log.push(`handled ${promise instanceof Promise}`));

// Handled within the same turn, also by a tick or a job: nobody is told.
Promise.reject(new Error('at once')).catch(() => log.push('caught at once'));
const inTick = Promise.reject(new Error('in a tick'));
process.nextTick(() => inTick.catch(() => log.push('caught in a tick')));
const inJob = Promise.reject(new Error('in a job'));
Promise.resolve().then(() => inJob.catch(() => log.push('caught in a job')));

// Not handled.
Promise.reject(new Error('lost'));
Promise.reject(undefined);
Promise.reject(Symbol('s'));
Promise.reject('late');
(async () => { throw new Error('async'); })();
Promise.resolve().then(() => { throw new Error('in then'); });
Promise.all([Promise.reject(new Error('all 1')), Promise.reject(new Error('all 2'))]);
new Promise((resolve, reject) => { resolve(1); reject(new Error('settled already')); });
const chain = Promise.reject(new Error('chain'));
chain.then(() => {}).finally(() => log.push('finally'));

setTimeout(() => {
  Promise.reject(new Error('in a timer'));
  process.nextTick(() => log.push('tick after the timer'));
}, 1);

process.on('exit', (code) => console.log(log.join('\n') + `\nexit ${code}`));
setTimeout(() => {}, 30);
