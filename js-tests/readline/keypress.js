'use strict';

// What a terminal sends becomes keys: all single characters, the sequences of
// functional keys, and two thousand mixtures of their parts.

const { PassThrough } = require('stream');
const readline = require('readline');

function keys(chunks) {
  const stream = new PassThrough();
  readline.emitKeypressEvents(stream);
  const seen = [];
  stream.on('keypress', (typed, key) => seen.push([typed, key]));
  for (const chunk of chunks) stream.emit('data', Buffer.from(chunk));
  return JSON.stringify(seen, (name, value) => (value === undefined ? 'undefined' : value));
}

for (let i = 0; i < 128; i++) console.log(i, keys([String.fromCharCode(i), 'zz']));
for (const prefix of ['O', '[', '[[', '\x1b[', '1;5']) {
  for (let i = 0x40; i < 0x7f; i++) console.log(prefix, keys([`\x1b${prefix}${String.fromCharCode(i)}`, 'zz']));
}
for (const end of ['~', '^', '$', ';2~', ';5A', ';9~']) {
  for (let i = 0; i < 35; i++) console.log(i, end, keys([`\x1b[${i}${end}`, 'zz']));
}
console.log(keys(['\x1b[200~pasted\x1b[201~', 'é', '😀', Buffer.from('€').subarray(0, 1), Buffer.from('€').subarray(1)]));

let seed = 7;
function random(n) {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return seed % n;
}

const parts = ['\x1b', '[', 'O', ';', '1', '2', '5', '0', '~', '^', '$', 'A', 'a', 'Z', 'é', '😀', '\r', '\t', '\x01', ' '];
for (let i = 0; i < 2000; i++) {
  let text = random(2) ? `\x1b${random(2) ? '[' : 'O'}` : '';
  for (let n = 1 + random(7); n > 0; n--) text += parts[random(parts.length)];
  console.log(JSON.stringify(text), keys([text, 'zzzzzzz']));
}

// An escape stands for itself after a while; nothing is read while nobody listens.
const stream = new PassThrough();
readline.emitKeypressEvents(stream, { escapeCodeTimeout: 5 });
readline.emitKeypressEvents(stream);
console.log(stream.listenerCount('data'), stream.listenerCount('newListener'));
const onKey = (typed, key) => {
  console.log(typed, key);
  stream.removeListener('keypress', onKey);
  stream.write('x');
  setImmediate(() => console.log(stream.listenerCount('data'), stream.listenerCount('newListener')));
};
stream.on('keypress', onKey);
console.log(stream.listenerCount('data'), stream.listenerCount('newListener'));
stream.write('\x1b');
