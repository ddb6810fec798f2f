'use strict';

// What createInterface takes and refuses, and what an interface shows of itself.

const { PassThrough } = require('stream');
const EventEmitter = require('events');
const readline = require('readline');
const promises = require('readline/promises');

function attempt(title, fn) {
  try {
    console.log(title, fn());
  } catch (err) {
    console.log(title, err.name, err.code, err.message);
  }
}

const bad = [
  ['completer', ['no', 1, {}, null]], ['history', [{}, 'a', 1, null]], ['historySize', [-1, NaN, '5', null]],
  ['tabSize', [0, -1, 1.5, '8', 2 ** 32]], ['escapeCodeTimeout', [NaN, Infinity, '5', null]], ['signal', ['x', {}, 1]],
];
for (const lib of [readline, promises]) {
  for (const [name, values] of bad) {
    for (const value of values) {
      attempt(`${name} ${String(value)}`, () => {
        lib.createInterface({ input: new PassThrough(), [name]: value }).close();
        return 'taken';
      });
    }
  }
}

const input = new PassThrough();
const output = new PassThrough();
const rl = readline.Interface(input, output, (line) => [[], line], true);
console.log(rl instanceof readline.Interface, rl instanceof EventEmitter, rl instanceof promises.Interface);
console.log(rl.constructor.name, rl.terminal, rl.line, rl.cursor, rl.historyIndex, rl.history, rl.historySize);
console.log(rl.crlfDelay, rl.tabSize, rl.escapeCodeTimeout, rl.removeHistoryDuplicates, rl.columns, rl.getPrompt());
console.log(Object.keys(rl).filter((name) => name[0] !== '_'));
rl.setPrompt('$ ');
console.log(rl.getPrompt());
rl.close();

for (const [title, options] of [
  ['plain', {}], ['crlfDelay', { crlfDelay: 5 }], ['long crlfDelay', { crlfDelay: 500 }], ['history', { history: ['a', 'b'], historySize: 1 }],
  ['no output', { terminal: true, output: undefined }], ['prompt', { prompt: 'p ' }], ['a terminal', { output: { isTTY: true, on() {}, removeListener() {} } }],
]) {
  const r = readline.createInterface({ input: new PassThrough(), output: new PassThrough(), ...options });
  console.log(title, r.terminal, r.crlfDelay, r.history, r.historySize, r.getPrompt());
  r.close();
}

// prompt() writes what setPrompt set, and a replaced _writeToOutput hides it.
const shown = new PassThrough();
const secret = readline.createInterface({ input: new PassThrough(), output: shown, terminal: true });
secret._writeToOutput = () => shown.write('*');
secret.prompt();
secret.write('abc');
console.log(JSON.stringify(String(shown.read())), secret.line);
secret.close();

const raw = new PassThrough();
raw.isRaw = false;
raw.setRawMode = (mode) => console.log('raw', mode);
readline.createInterface({ input: raw, terminal: true }).close();

// A signal closes, before or after it is given.
const controller = new AbortController();
const one = readline.createInterface({ input: new PassThrough(), signal: controller.signal });
one.on('close', () => console.log('one closes'));
controller.abort();
const two = readline.createInterface({ input: new PassThrough(), signal: controller.signal });
two.on('close', () => console.log('two closes'));
console.log(one.closed, two.closed);
const kept = new AbortController();
const three = readline.createInterface({ input: new PassThrough(), signal: kept.signal });
three.on('close', () => console.log('three closes'));
three.close();
kept.abort();

// A terminal that cannot move its cursor.
process.env.TERM = 'dumb';
const dumbOut = new PassThrough();
const dumbIn = new PassThrough();
const dumb = readline.createInterface({ input: dumbIn, output: dumbOut, terminal: true });
dumb.on('line', (line) => console.log('dumb line', JSON.stringify(line)));
dumb.on('close', () => console.log('dumb closes', JSON.stringify(String(dumbOut.read()))));
dumb.prompt();
for (const ch of ['a', 'b', '\x7f', '\t', '\x1b[A', '\x01', '\r', 'c', '\n', '\x03']) dumbIn.emit('data', Buffer.from(ch));
