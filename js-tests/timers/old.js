'use strict';
// enroll, active, unenroll: timers of Node's first years.
const timers = require('timers');
const log = console.log;

process.on('warning', (w) => log(w.name, w.code, w.message));
const item = { _onTimeout() { log('fired', this === item); } };
timers.enroll(item, 5);
log(item._idleTimeout);
timers.active(item);
const other = { _onTimeout() { log('never'); } };
timers.enroll(other, 5);
timers._unrefActive(other);
timers.unenroll(other);
for (const msecs of [-1, 'a', NaN]) {
  try {
    timers.enroll({}, msecs);
  } catch (error) {
    log(error.name, error.code, error.message);
  }
}
setTimeout(() => {
  timers.active(item);
}, 30);
