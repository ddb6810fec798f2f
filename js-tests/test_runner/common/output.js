'use strict';

// What a script of tests prints, without what is another time another: durations and
// stacks. Its status is told of and becomes 0. To be required before node:test.

const written = [];
const write = process.stdout.write;

process.stdout.write = function(chunk, encoding, callback) {
  written.push(String(chunk));
  const done = typeof encoding === 'function' ? encoding : callback;
  if (typeof done === 'function') process.nextTick(done);
  return true;
};

// log is for scripts: it comes after the reporter's, whose time is its own.
const said = [];
exports.log = (...values) => { said.push(values.join(' ')); };

function mask(text) {
  const lines = [];
  let stack = -1; // the margin of the stack that is being left out
  for (const line of text.split('\n')) {
    const margin = line.search(/\S/);
    if (stack >= 0 && margin > stack) continue;
    stack = /^ *stack: \|-$/.test(line) ? margin : -1;
    if (stack >= 0) continue;
    lines.push(line
      .replace(/(duration_ms:? )[\d.e-]+/, '$1X')
      .split(__dirname.slice(0, -'/common'.length)).join('DIR'));
  }
  return lines.join('\n');
}

process.on('exit', (code) => {
  process.stdout.write = write;
  process.stdout.write(`${mask(written.join(''))}${said.map((line) => `${line}\n`).join('')}status ${code}\n`);
  process.exitCode = 0;
});
