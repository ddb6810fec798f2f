'use strict';

// Ctrl+R and Ctrl+S look through the history.

const { start } = require('./common/session.js');

process.env.TERM = 'xterm';
const pause = () => new Promise((resolve) => setTimeout(resolve, 5));

async function type(keys, history = ['first = 1', 'const second = 2', 'third(1)', 'first + second', 'x']) {
  const { server, input, seen } = start({ terminal: true, useColors: false });
  server.history = history;
  for (const key of keys) {
    seen.text = '';
    input.write(key);
    await pause();
    console.log(JSON.stringify(key), JSON.stringify(seen.text), JSON.stringify(server.line), server.cursor);
  }
  server.close();
}

async function main() {
  await type(['\x12', 's', 'e', '\x12', '\x12', '\x13', '\r']);
  await type(['abc', '\x01', '\x12', 'fir', '\x7f', '\x7f', '\x7f', '\x03', '\x03']);
  await type(['\x12', 'zzz', '\x12', '\x7f\x7f\x7f', 'third', '\x1b[C']);
  await type(['\x13', 'x', '\x13', '\x12', '\x07']);
  await type(['\x12', '1', '\x12', '\x12', '\x12', '\x1b[D']);
  await type(['\x12', '\x12', 'second', '\t', '\x05']);
  await type(['\x12', 'ir', '\x12', '\x12', '\x13', '\x13', '\x1b[C']);
  await type(['\x12', 'dup', '\x12', '\x12', '\x13', '\x1b[C'], ['dup x dup', 'other', 'dup x dup', 'last dup']);
}

main();
