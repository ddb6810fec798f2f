'use strict';

// The context in which an exception, a rejection, a warning and a signal are told.

const fs = require('fs');
const net = require('net');
const { see, sees, storage, within } = require('./common');

within('exception', () => process.on('uncaughtException', (e) => see(`uncaught ${e.message}`)));
within('rejection', () => process.on('unhandledRejection', (e) => see(`unhandled ${e.message}`)));
within('warning', () => process.on('warning', sees('warning')));
within('signal', () => process.on('SIGUSR2', sees('signal')));
within('before', () => process.on('beforeExit', sees('beforeExit')));

const fail = (name) => () => { throw new Error(name); };
within('1', () => process.nextTick(fail('in a tick')));
within('2', () => setTimeout(fail('in a timer'), 1));
within('3', () => setImmediate(fail('in an immediate')));
within('4', () => queueMicrotask(fail('in a microtask')));
within('5', () => fs.stat('.', fail('of fs')));
within('6', () => { Promise.reject(new Error('at once')); });
within('7', () => setTimeout(() => { Promise.reject(new Error('in a timer')); }, 2));
within('8', () => setTimeout(() => within('9', fail('nested')), 3));
within('10', () => process.emitWarning('warning', { code: 'W' }));
within('11', () => setTimeout(() => process.kill(process.pid, 'SIGUSR2'), 20));
setTimeout(() => {}, 200);

const server = net.createServer((c) => c.on('data', fail('accepted')).on('close', () => server.close()));
within('listen', () => server.listen(0, () => {
  const c = within('client', () => net.connect(server.address().port));
  c.on('connect', () => {
    within('write', () => c.write('x', fail('written')));
    c.end();
    fail('connect')();
  }).resume();
}));

process.nextTick(() => {
  storage.enterWith('left');
  fail('in another tick')();
});
process.nextTick(() => see('the next tick'));
