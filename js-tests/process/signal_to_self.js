'use strict';

// A script that sends itself a signal hears it before it ends.

const assert = require('assert');

const heard = [];
process.once('SIGUSR2', (name, number) => heard.push([name, typeof number]));
process.once('SIGHUP', (name) => heard.push([name, 'once']));
process.kill(process.pid, 'SIGUSR2');
process.kill(process.pid, 'SIGHUP');
setImmediate(() => {});
process.on('exit', () => {
  heard.sort();
  assert.deepStrictEqual(heard, [['SIGHUP', 'once'], ['SIGUSR2', 'number']]);
  console.log('both');
});
