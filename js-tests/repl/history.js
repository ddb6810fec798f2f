'use strict';

// History that is kept in a file.

const fs = require('fs');
const os = require('os');
const path = require('path');
const { start } = require('./common/session.js');

process.env.TERM = 'xterm';
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'repl-'));
const file = path.join(dir, 'history');
const wait = (emitter, name) => new Promise((resolve) => emitter.once(name, resolve));

function begin(name, options) {
  const { server, input, seen } = start({ terminal: true, useColors: false, ...options });
  return new Promise((resolve) => {
    server.setupHistory(name, (err, given) => resolve({ server, input, seen, err, same: given === server }));
  });
}

async function main() {
  const first = await begin(file);
  console.log(first.err, first.same, first.server.history, fs.statSync(file).mode.toString(8));
  first.input.write('1 + 1\n"two"\n\n"two"\n');
  await wait(first.server, 'flushHistory');
  console.log(JSON.stringify(fs.readFileSync(file, 'utf8')));
  first.server.close();
  await wait(first.server, 'exit');

  const short = await begin(file, { historySize: 1 });
  console.log(short.server.history);
  short.server.close();
  await wait(short.server, 'exit');

  const second = await begin(`  ${file} `);
  console.log(second.server.history);
  second.input.write('3\n');
  second.server.close();
  await wait(second.server, 'exit');
  console.log(JSON.stringify(fs.readFileSync(file, 'utf8')));

  const none = await begin('');
  none.seen.text = '';
  none.input.write('\x1b[A');
  none.input.write('\x1b[A');
  await new Promise((resolve) => setTimeout(resolve, 10));
  console.log(none.err, none.same, JSON.stringify(none.seen.text));
  none.server.close();

  const failed = await begin(path.join(dir, 'no', 'folder'));
  console.log(failed.err, failed.same, JSON.stringify(failed.seen.text));
  failed.server.close();
}

main().finally(() => fs.rmSync(dir, { recursive: true }));
