'use strict';

// The control sequences: those of readline, written at once, and those of
// promises.Readline, written together.

const { PassThrough } = require('stream');
const readline = require('readline');
const { Readline } = require('readline/promises');

const shown = (stream) => JSON.stringify(String(stream.read() || ''));

function attempt(title, fn) {
  try {
    console.log(title, fn());
  } catch (err) {
    console.log(title, err.name, err.code, err.message);
  }
}

const out = new PassThrough();
const calls = [
  ['cursorTo', 1], ['cursorTo', 1, 2], ['cursorTo', 'x', 2], ['cursorTo', 'x'], ['cursorTo', NaN], ['cursorTo', 1, NaN],
  ['cursorTo', 1, 'y'], ['cursorTo', 1, 2, 'no'], ['cursorTo', undefined, undefined],
  ['moveCursor', 0, 0], ['moveCursor', 3, 0], ['moveCursor', -3, 4], ['moveCursor', 0, -1], ['moveCursor', 1, 1, {}],
  ['clearLine', -1], ['clearLine', 1], ['clearLine', 0], ['clearLine'], ['clearLine', 0, null],
  ['clearScreenDown'], ['clearScreenDown', 1],
];
for (const [name, ...args] of calls) {
  attempt(`${name} ${args.map(String)}`, () => readline[name](out, ...args) + shown(out));
  attempt(`${name} on nothing`, () => readline[name](null, ...args));
}
for (const stream of [out, null, undefined]) {
  readline.cursorTo(stream, 1, (...args) => console.log('cursorTo', args));
  readline.cursorTo(stream, 1, 1, (...args) => console.log('cursorTo row', args));
  readline.moveCursor(stream, 0, 0, (...args) => console.log('moveCursor', args));
  readline.clearLine(stream, 1, (...args) => console.log('clearLine', args));
  readline.clearScreenDown(stream, (...args) => console.log('clearScreenDown', args));
}
out.read();

attempt('not a stream', () => new Readline({}));
attempt('autoCommit', () => new Readline(out, { autoCommit: 'yes' }));
const rl = new Readline(out);
attempt('chain', () => rl.cursorTo(1).cursorTo(2, 3).moveCursor(-1, 1).moveCursor(0, 0).clearLine(0).clearScreenDown() === rl);
attempt('x', () => rl.cursorTo('1'));
attempt('y', () => rl.cursorTo(1, 1.5));
attempt('dx', () => rl.moveCursor('a', 1));
attempt('dy', () => rl.moveCursor(1));
attempt('dir', () => rl.clearLine(2));
console.log(shown(out));
setImmediate(async () => {
  console.log(await rl.commit(), shown(out));
  console.log(rl.clearLine(1).rollback() === rl);
  console.log(await rl.commit(), shown(out));
  const auto = new Readline(out, { autoCommit: true });
  auto.clearLine(-1).cursorTo(4);
  console.log(shown(out));
  setImmediate(() => console.log(shown(out)));
});
