'use strict';
// captureRejections turns a listener's rejection into 'error'.
const { EventEmitter, captureRejectionSymbol } = require('events');
const log = console.log;

const e = new EventEmitter({ captureRejections: true });
e.on('x', async () => { throw new Error('async'); });
e.on('error', (error) => log('error', error.message));
e.emit('x');

const own = new EventEmitter({ captureRejections: true });
own[captureRejectionSymbol] = (error, name, ...args) => log('own', error.message, name, args);
own.on('y', () => Promise.reject(new Error('rejected')));
own.emit('y', 1, 2);

EventEmitter.captureRejections = true;
const global = new EventEmitter();
EventEmitter.captureRejections = false;
global.on('z', async () => { throw new Error('global'); });
global.on('error', async (error) => {
  log(error.message);
});
global.emit('z');
try {
  EventEmitter.captureRejections = 1;
} catch (error) {
  log(error.code);
}
