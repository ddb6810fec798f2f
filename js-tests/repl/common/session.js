'use strict';

// A session whose lines are written one after the other, each when the prompt for it
// is there.

const { PassThrough } = require('stream');
const repl = require('repl');

function start(options = {}) {
  const input = new PassThrough();
  const output = new PassThrough();
  const seen = { text: '' };
  output.setEncoding('utf8');
  output.on('data', (text) => { seen.text += text; });
  return { server: repl.start({ input, output, useGlobal: true, preview: false, ...options }), input, seen };
}

// run returns all that is printed.
async function run(lines, options) {
  const { server, input, seen } = start(options);
  const ended = new Promise((resolve) => server.on('exit', resolve));
  for (const line of lines) {
    await quiet(seen);
    if (server.closed) break;
    input.write(`${line}\n`);
  }
  await quiet(seen);
  if (!server.closed) input.end();
  await ended;
  return seen.text;
}

// quiet waits for a prompt that nothing follows.
async function quiet(seen) {
  for (let last = -1; last !== seen.text.length || !/(^|\n|> |\.\.\. )$/.test(seen.text);) {
    last = seen.text.length;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

module.exports = { quiet, run, start };
