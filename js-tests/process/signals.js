'use strict';
// Signals: listeners, kill, what cannot be caught. A listener keeps nothing alive.
const show = (fn) => {
  try {
    console.log(fn());
  } catch (e) {
    console.log(e.name, e.message, e.code, e.errno, e.syscall, Object.keys(e).join());
  }
};
show(() => process.kill('a'));
show(() => process.kill(1, 'SIGFOO'));
show(() => process.kill(99999999, 0));
show(() => process.kill(process.pid, 0));
show(() => process.on('SIGKILL', () => {}));
console.log(process.listenerCount('SIGKILL'));

let count = 0;
const keep = setInterval(() => {}, 1000);
process.on('SIGUSR2', function listener(...args) {
  console.log(args, this === process);
  if (++count === 2) {
    process.removeListener('SIGUSR2', listener);
    clearInterval(keep);
    process.on('SIGHUP', () => console.log('never'));
    return;
  }
  process.kill(process.pid, 'SIGUSR2');
});
process.kill(process.pid, 'SIGUSR2');
