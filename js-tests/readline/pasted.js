'use strict';
// tlsjs only: Node 20 puts what is pasted into the middle of a line at its end

const assert = require('assert');
const { PassThrough, Writable } = require('stream');
const readline = require('readline');

process.env.TERM = 'xterm';
const input = new PassThrough();
const output = new Writable({ write(chunk, encoding, callback) { callback(); } });
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
rl.on('line', (line) => console.log(line.length));
feed('\r');
rl.close();
