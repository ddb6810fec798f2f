'use strict';

// The iterator of lines: what it gives, that there is one for each interface, and
// that it holds its stream back.

const { PassThrough, Readable } = require('stream');
const readline = require('readline');

async function all(rl) {
  const lines = [];
  const iterator = rl[Symbol.asyncIterator]();
  for (;;) {
    const { value, done } = await iterator.next();
    if (done) return lines;
    lines.push(value);
  }
}

(async () => {
  const text = Array.from({ length: 3000 }, (_, i) => `line ${i}\n`).join('');
  const rl = readline.createInterface({ input: Readable.from([text, 'last']) });
  console.log(rl[Symbol.asyncIterator]() === rl[Symbol.asyncIterator]());
  let pauses = 0;
  rl.on('pause', () => pauses++);
  const lines = await all(rl);
  console.log(lines.length, lines[0], lines[2999], lines[3000], pauses);

  const input = new PassThrough();
  const early = readline.createInterface({ input });
  const iterator = early[Symbol.asyncIterator]();
  input.write('a\nb\n');
  console.log(await iterator.next(), await iterator.return(), await iterator.next());
  console.log(early.closed, early.listenerCount('line'));
  early.close();

  const failing = new PassThrough();
  const third = readline.createInterface({ input: failing });
  const waiting = third[Symbol.asyncIterator]().next();
  failing.emit('error', new Error('broken'));
  await waiting.then(console.log, (err) => console.log('rejected', err.message));
  third.close();

  const closing = readline.createInterface({ input: new PassThrough() });
  const pending = closing[Symbol.asyncIterator]().next();
  closing.close();
  console.log(await pending);
})();
