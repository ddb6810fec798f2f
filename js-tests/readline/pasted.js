'use strict';
// tlsjs only: Node 20 puts what is pasted into the middle of a line at its end

const assert = require('assert');
const { PassThrough, Writable } = require('stream');
const readline = require('readline');

process.env.TERM = 'xterm';
const input = new PassThrough();
let written = 0;
const output = new Writable({
  write(chunk, encoding, callback) {
    written += chunk.length;
    callback();
  },
});
const rl = readline.createInterface({ input, output, terminal: true });
const feed = (text) => input.emit('data', Buffer.from(text));

feed('start end');
feed('\x1bb');
feed('pasted ');
assert.strictEqual(rl.line, 'start pasted end');
assert.strictEqual(rl.cursor, 13);
for (let i = 0; i < 7; i++) feed('\x1f');
assert.strictEqual(rl.line, 'start end');
assert.strictEqual(rl.cursor, 6);
for (let i = 0; i < 9; i++) feed('\x1f');
assert.strictEqual(rl.line, '');
for (let i = 0; i < 16; i++) feed('\x1e');
assert.strictEqual(rl.line, 'start pasted end');

// A long line is not copied for each of its characters.
feed('\x15');
feed('\x0b');
const long = 'x'.repeat(100000);
feed(long);
assert.strictEqual(rl.line, long);

// Nor is it written for each, in the middle of another.
feed('\x01');
const before = written;
feed('y'.repeat(5000));
assert.strictEqual(rl.line, 'y'.repeat(5000) + long);
assert.strictEqual(rl.cursor, 5000);
assert(written - before < 2.2 * rl.line.length, `${written - before} written`);
feed('\x1f');
assert.strictEqual(rl.line, 'y'.repeat(4999) + long);
const lines = [];
rl.on('line', (line) => lines.push(line));
feed('z\x1b[Dw\rnext');
assert.deepStrictEqual(lines, [`${'y'.repeat(4999)}wz${long}`]);

assert.strictEqual(rl.line, 'next');
rl.on('line', (line) => console.log(line));
feed('\r');
rl.close();
