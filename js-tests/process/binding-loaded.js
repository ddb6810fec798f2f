'use strict';

// What packages take of Node's inner modules as they are loaded is there.

process.noDeprecation = true;

const { HTTPParser, methods } = process.binding('http_parser');
console.log(typeof HTTPParser, methods.includes('GET'), HTTPParser === require('_http_common').HTTPParser);
console.log(typeof process.binding('stream_wrap'), 'streamBaseState' in process.binding('stream_wrap'));
const { TTY, isTTY } = process.binding('tty_wrap');
console.log(typeof TTY, typeof isTTY, isTTY(99));
console.log(process.binding('uv').errname(-2));
for (const name of ['nothing', '__proto__']) {
  try {
    process.binding(name);
  } catch (error) {
    console.log(error.message);
  }
}
