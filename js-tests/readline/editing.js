'use strict';

// The editing of a line in a terminal: long random walks over all keys, on
// windows of several widths, told by what is written to the terminal.

const { PassThrough, Writable } = require('stream');
const readline = require('readline');

process.env.TERM = 'xterm';

let seed = 11;
function random(n) {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return seed % n;
}

const ctrl = (letter) => String.fromCharCode(letter.charCodeAt(0) - 64);
const keys = [
  ...'abfo.- é日', '😀', '\u2028', 'foo bar', 'b c', ...'ABEFHKUWYLNP'.split('').map(ctrl), ctrl('Y'), ctrl('D'), ctrl('C'), '\x1a',
  '\x1f', '\x1f', '\x1e', '\x7f', '\r', '\n', '\r\n', '\t', '\x1by', '\x1by', '\x1bb', '\x1bf', '\x1bd', '\x1b\x7f', '\x1b[A',
  '\x1b[A', '\x1b[B', '\x1b[C', '\x1b[D', '\x1b[H', '\x1b[F', '\x1b[3~', '\x1b[1;5C', '\x1b[1;5D', '\x1b[3;5~', '\x1b[3;6~',
  '\x1b[5~', '\x1b[Z',
];

// Characters come one by one: Node 20 puts what is pasted at the end, wherever the
// cursor is.
function type(input, text) {
  if (text[0] === '\x1b') input.emit('data', Buffer.from(text));
  else for (const ch of text) input.emit('data', Buffer.from(ch));
}

for (let round = 0; round < 40; round++) {
  const input = new PassThrough();
  let shown = '';
  const output = new Writable({
    write(chunk, encoding, callback) {
      shown += chunk;
      callback();
    },
  });
  output.columns = [10, 20, 80, undefined][round % 4];
  const rl = readline.createInterface({
    input, output, terminal: true, prompt: ['> ', '日本> ', 'a\nb$ ', ''][random(4)], historySize: random(5),
    removeHistoryDuplicates: random(2) === 1, tabSize: 1 + random(8),
  });
  for (const name of ['line', 'close', 'pause', 'resume', 'SIGINT', 'SIGTSTP', 'history']) {
    rl.on(name, (x) => console.log(name, JSON.stringify(x)));
  }
  rl.prompt();
  for (let i = 0; i < 120 && !rl.closed; i++) {
    const key = keys[random(keys.length)];
    type(input, key);
    console.log(JSON.stringify(key), JSON.stringify(rl.line), rl.cursor, rl.historyIndex, rl.getCursorPos(), JSON.stringify(shown));
    shown = '';
    if (i === 60) output.emit('resize');
  }
  rl.close();
  console.log(input.listenerCount('keypress'), output.listenerCount('resize'), rl.history);
}
