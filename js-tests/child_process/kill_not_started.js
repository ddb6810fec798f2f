'use strict';
// tlsjs only: Node 20 sends the signal to its own process group, whoever else is in it.

// A program that could not be started cannot be killed, and nothing else is.

const assert = require('assert');
const { spawn } = require('child_process');

const heard = [];
for (const signal of ['SIGTERM', 'SIGINT', 'SIGUSR2']) process.on(signal, () => heard.push(signal));
const child = spawn('does-not-exist');
child.on('error', (error) => {
  assert.strictEqual(error.code, 'ENOENT');
  setTimeout(() => {
    assert.deepStrictEqual(heard, []);
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGUSR2']) process.removeAllListeners(signal);
    console.log('ok');
  }, 50);
});
for (const signal of [undefined, 'SIGINT', 'SIGUSR2', 0]) assert.strictEqual(child.kill(signal), false);
assert.strictEqual(child.killed, false);
