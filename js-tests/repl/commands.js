'use strict';

// Commands: those that every session has, and others.

const fs = require('fs');
const os = require('os');
const path = require('path');
const assert = require('assert');
const { quiet, run, start } = require('./common/session.js');

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'repl-'));
const file = path.join(dir, 'saved.js');

async function main() {
  console.log(await run([
    'var a = 1', 'function f() {', '  return a + 1', '}', 'f()', '', `.save ${file}`, 'a = 5', `.load ${file}`, 'a',
    `.load ${dir}`, `.load ${file}.no`, `.save ${dir}`, '.save', '.load', '.unknown', '.exit', 'never',
  ]).then((text) => text.replaceAll(dir, 'DIR')));
  console.log(JSON.stringify(fs.readFileSync(file, 'utf8')));

  const { server, input, seen } = start({ prompt: '? ' });
  const emitted = [];
  for (const name of ['exit', 'close', 'reset']) server.on(name, () => emitted.push(name));
  server.defineCommand('twice', {
    help: 'Say it two times',
    action(text) {
      this.clearBufferedCommand();
      console.log('twice', [text], this === server);
      this.output.write(`${text} ${text}\n`);
      this.displayPrompt();
    },
  });
  server.defineCommand('bare', function(text) { this.output.write(`bare ${text}\n`); this.displayPrompt(); });
  assert.throws(() => server.defineCommand('no', {}), { code: 'ERR_INVALID_ARG_TYPE' });
  console.log(Object.keys(server.commands).join());
  for (const line of ['.twice  a b ', '.bare', '.help', '[1,', '.twice c', '.bre', '[1,', '.break', '.clear', '1']) {
    input.write(`${line}\n`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  server.setPrompt('! ');
  server.displayPrompt();
  console.log(server.getPrompt());
  server.close();
  await new Promise((resolve) => setTimeout(resolve, 5));
  console.log(seen.text, emitted);

  // A session that does not share the global object can be cleared.
  const own = start({ useGlobal: false });
  own.server.on('reset', (context) => console.log('reset', context === own.server.context, 'given' in context));
  own.server.context.given = 1;
  for (const line of ['given', 'var mine = 2', 'mine + given', '.clear', 'typeof mine + typeof given', '.help']) {
    own.input.write(`${line}\n`);
    await quiet(own.seen);
  }
  own.input.end();
  console.log(own.seen.text);
}

main().finally(() => fs.rmSync(dir, { recursive: true }));
