'use strict';

// Keys of a terminal: the editor, interrupts, the end, and lines typed during an await.

const { start } = require('./common/session.js');

process.env.TERM = 'xterm';
const pause = (ms = 10) => new Promise((resolve) => setTimeout(resolve, ms));

async function type(keys, options) {
  const { server, input, seen } = start({ terminal: true, useColors: false, ...options });
  const events = [];
  for (const name of ['exit', 'close']) server.on(name, () => events.push(name));
  for (const key of keys) {
    input.write(key);
    await pause();
  }
  console.log(JSON.stringify(seen.text), events.join(), server.lines.length);
  server.close();
  await pause();
}

async function main() {
  await type(['1 + 1\r', 'ab', '\x03', 'fun', 'ction f() {\r', '\x03', '2\r']);
  await type(['\x03', '\x03']);
  await type(['\x03', 'x', '\x7f', '\x03', '3\r', '\x03']);
  await type(['\x04']);
  await type(['a', '\x04', '\x01', '\x04', '\x04']);
  await type(['.exit\r']);
  await type(['.editor\r', 'function g() {\r', '  return 1;\r', '}\r', 'g() + 1', '\x04', 'g()\r']);
  await type(['.editor\r', 'never(\r', '\x03', '4\r']);
  await type(['.editor\r', 'x = 1;\r', 'y = (\r', '\x1b[A', '\x10', '\t', '\x04', '5\r']);
  await type(['await new Promise((resolve) => setTimeout(resolve, 60, 6))\r', '7\r', '\x1b[A\r', '', '', '', '', '', '', '']);
  await type(['await new Promise(() => {})\r', '\x03', '8\r'], { breakEvalOnSigint: true });
  await type(['globalTh\t\r', 'Math.a\t', '\t', '\x03']);
  await type(['first = 1\r', 'second = 2\r', '\x1b[A\x1b[A\r', 'f\x1b[A\r', '\x0c']);
  await type(['(\r', '1\r', ')\r', '`\r', '`\r']);
}

main();
