'use strict';

// beforeExit comes as often as the loop runs dry, exit once, nothing after it.

let rounds = 0;
process.on('beforeExit', (code) => {
  console.log('beforeExit', code, process.exitCode);
  if (++rounds === 1) setTimeout(() => console.log('timer'), 1);
  else if (rounds === 2) setImmediate(() => Promise.resolve().then(() => console.log('job')));
  else if (rounds === 3) process.nextTick(() => console.log('a tick alone gives no other round'));
});
process.on('exit', (code) => {
  console.log('exit', code, rounds);
  setTimeout(() => console.log('never'), 0);
  process.nextTick(() => console.log('never'));
  Promise.resolve().then(() => console.log('never'));
});
process.on('exit', () => console.log('second listener'));
setTimeout(() => {}, 1000).unref();
console.log('main');
