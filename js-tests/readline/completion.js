'use strict';

// Tab asks the completer: with a callback, without one, and with a promise.

const { PassThrough, Writable } = require('stream');
const readline = require('readline');

process.env.TERM = 'xterm';

const words = ['alpha', 'alphabet', 'beta', '日本語', '日本', 'gamma', '', 'gamut'];
const find = (line) => [words.filter((w) => w.startsWith(line) || line === '?'), line === '?' ? '' : line];
const broken = new Error('no words');
broken.stack = 'the stack';

const completers = {
  callback: (line, callback) => callback(null, find(line)),
  later: (line, callback) => setImmediate(callback, null, find(line)),
  failing: (line, callback) => callback(broken),
  plain: (line) => find(line),
  shorter: (line) => [['ab'], line],
};
const promised = {
  plain: (line) => find(line),
  promise: async (line) => find(line),
  failing: () => Promise.reject(broken),
};

const inputs = ['al\t', 'al\t\t', 'g\t\t', '日\t', '日\t\t', 'zzz\t\t', '?\t\t', 'b\tx\t', 'alphabet\t\t', '\t\t'];
const pause = () => new Promise((resolve) => setTimeout(resolve, 2));

async function run(lib, title, completer, columns) {
  for (const text of inputs) {
    const input = new PassThrough();
    let shown = '';
    const output = new Writable({
      write(chunk, encoding, callback) {
        shown += chunk;
        callback();
      },
    });
    output.columns = columns;
    const rl = lib.createInterface({ input, output, terminal: true, completer });
    for (const ch of text) {
      input.emit('data', Buffer.from(ch));
      await pause();
    }
    console.log(title, JSON.stringify(text), rl.line, rl.cursor, rl.paused, JSON.stringify(shown));
    rl.close();
  }
}

(async () => {
  for (const name of Object.keys(completers)) await run(readline, name, completers[name], 30);
  await run(readline, 'no columns', completers.plain, undefined);
  await run(readline, 'narrow', completers.plain, 5);
  await run(readline, 'none', undefined, 30);
  for (const name of Object.keys(promised)) await run(readline.promises, `promises ${name}`, promised[name], 30);

  // What is pasted is not completed, but for its last character.
  const input = new PassThrough();
  const rl = readline.createInterface({ input, output: new PassThrough(), terminal: true, completer: completers.plain });
  input.emit('data', Buffer.from('al\tx'));
  console.log(JSON.stringify(rl.line));
  rl.close();
})();
