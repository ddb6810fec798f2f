'use strict';
// 'error' without a listener throws; errorMonitor sees it without handling it.
const EventEmitter = require('events');
const log = console.log;

const e = new EventEmitter();
for (const value of [new RangeError('r'), 'text', { a: 1 }, undefined, null, 0]) {
  try {
    e.emit('error', value);
  } catch (error) {
    log(error.name, error.message, error.code, 'context' in error ? error.context : 'none', error === value);
  }
}
try {
  e.emit('error');
} catch (error) {
  log(error.message);
}
e.on(EventEmitter.errorMonitor, (error) => log('monitor', error.message));
try {
  e.emit('error', new Error('watched'));
} catch (error) {
  log('thrown', error.message);
}
e.on('error', (error) => log('handled', error.message));
log(e.emit('error', new Error('both')));

// What a listener throws comes out of emit.
const t = new EventEmitter();
t.on('x', () => { throw new Error('inside'); });
t.on('x', () => log('never'));
try {
  t.emit('x');
} catch (error) {
  log(error.message);
}
