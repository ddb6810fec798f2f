'use strict';

// fs.promises.watch is an async iterator that an AbortSignal or the end of its loop
// closes.

const fs = require('fs');
const os = require('os');
const path = require('path');
const { watch } = require('fs/promises');

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'tlsjs-'));

async function until(name, options) {
  const file = path.join(home, name);
  const timer = setInterval(() => fs.writeFileSync(file, String(Math.random())), 10);
  try {
    for await (const event of watch(home, options)) {
      if (path.basename(event.filename) !== name) continue;
      console.log(Object.keys(event), ['change', 'rename'].includes(event.eventType), event.filename);
      break;
    }
  } finally {
    clearInterval(timer);
  }
}

(async () => {
  await until('one');
  await until('two', { recursive: true });
  await until('three', { encoding: 'utf8', persistent: true, signal: new AbortController().signal });

  for (const recursive of [false, true]) {
    const controller = new AbortController();
    const quiet = fs.mkdtempSync(path.join(home, 'quiet-'));
    const iterator = watch(quiet, { recursive, signal: controller.signal });
    console.log(iterator[Symbol.asyncIterator]() === iterator);
    setTimeout(() => controller.abort(new Error('mine')), 20);
    try {
      for await (const event of iterator) console.log('never', event);
    } catch (err) {
      console.log(err.name, err.code, err.message, err.cause.message);
    }
    console.log(await iterator.next());
  }

  // What was not begun, and what was left.
  const unbegun = watch('/missing');
  console.log(await unbegun.return(5), await unbegun.next());
  await watch('/missing').throw(new Error('thrown')).catch((err) => console.log(err.message));

  // One that does not keep the script alive.
  const quiet = fs.mkdtempSync(path.join(home, 'quiet-'));
  watch(quiet, { persistent: false }).next().then(() => console.log('never'), () => console.log('never'));
  process.on('exit', () => {
    fs.rmSync(home, { recursive: true });
    console.log('exit');
  });
})();
