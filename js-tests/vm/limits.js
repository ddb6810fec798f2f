'use strict';

// A script may be given so much time, and may be broken off by a SIGINT: only that
// ends, as an error.

const assert = require('assert');
const vm = require('vm');

const endless = new vm.Script('ran = true; for (;;) {}', { filename: 'endless.js' });
for (const run of [() => endless.runInThisContext({ timeout: 20 }), () => vm.runInThisContext('for (;;) {}', { timeout: 20 })]) {
  assert.throws(run, { code: 'ERR_SCRIPT_EXECUTION_TIMEOUT', message: 'Script execution timed out after 20ms', name: 'Error' });
}
assert.strictEqual(globalThis.ran, true);

// What ends in time gives its value, or throws what it throws.
assert.strictEqual(new vm.Script('1 + 1').runInThisContext({ timeout: 10000 }), 2);
assert.throws(() => vm.runInThisContext('throw new RangeError("own")', { timeout: 10000, breakOnSigint: true }), RangeError);

// No handler in the script sees it.
globalThis.seen = [];
assert.throws(() => vm.runInThisContext('try { for (;;) {} } catch { seen.push("catch") } finally { seen.push("finally") }', { timeout: 20 }));
console.log(globalThis.seen);

// Listeners and callbacks within are broken off, too.
const EventEmitter = require('events');
globalThis.emitter = new EventEmitter().on('x', () => { for (;;) {} });
assert.throws(() => vm.runInThisContext('emitter.emit("x")', { timeout: 20 }), { code: 'ERR_SCRIPT_EXECUTION_TIMEOUT' });
assert.throws(() => vm.runInThisContext('[1].forEach(() => { for (;;) {} })', { timeout: 20 }), { code: 'ERR_SCRIPT_EXECUTION_TIMEOUT' });

// One within another: the shorter time counts.
globalThis.inner = () => vm.runInThisContext('for (;;) {}', { timeout: 10000 });
assert.throws(() => vm.runInThisContext('inner()', { timeout: 20 }), { message: /after 20ms/ });
globalThis.inner = () => {
  try {
    vm.runInThisContext('for (;;) {}', { timeout: 20 });
  } catch (err) {
    return err.code;
  }
};
console.log(vm.runInThisContext('inner()', { timeout: 10000 }));

// The loop goes on.
setTimeout(() => console.log('later'), 1);
Promise.resolve().then(() => console.log('soon'));

if (process.platform !== 'win32') {
  const other = require('child_process').spawn('sh', ['-c', `sleep 0.3; kill -INT ${process.pid}`]);
  other.on('exit', () => console.log('sent'));
  assert.throws(() => vm.runInThisContext('for (;;) {}', { breakOnSigint: true }), {
    code: 'ERR_SCRIPT_EXECUTION_INTERRUPTED', message: 'Script execution was interrupted by `SIGINT`',
  });
  console.log('interrupted');
}
