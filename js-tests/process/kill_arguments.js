'use strict';

// kill() hands the process and the signal's number to process._kill.

const assert = require('assert');

const real = process._kill;
const seen = [];
process._kill = (pid, signal) => {
  seen.push([pid, signal]);
};
assert.strictEqual(process.kill('-1', 'SIGHUP'), true);
process.kill(process.pid);
process.kill(0, 15);
process._kill = () => -3;
assert.throws(() => process.kill(1), { code: 'ESRCH', syscall: 'kill', message: 'kill ESRCH' });
process._kill = real;
assert.deepStrictEqual(seen, [['-1', 1], [process.pid, 15], [0, 15]]);
assert.strictEqual(process.abort.prototype, undefined);
assert.throws(() => new process.abort(), TypeError);
assert.strictEqual(Object.getOwnPropertyDescriptor(process, 'exitCode').configurable, false);
console.log('ok');
