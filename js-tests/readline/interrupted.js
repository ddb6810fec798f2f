'use strict';

// Ctrl+C and Ctrl+D end a question of readline/promises, and no later one.

const { PassThrough } = require('stream');
const readline = require('readline');

async function run(key, listens, dumb) {
  process.env.TERM = dumb ? 'dumb' : 'xterm';
  const input = new PassThrough();
  const rl = readline.promises.createInterface({ input, output: new PassThrough(), terminal: true });
  if (listens) rl.on('SIGINT', () => console.log('SIGINT'));
  rl.on('close', () => console.log('close'));
  rl.on('line', (line) => console.log('line', line));
  const answered = rl.question('first? ');
  rl.write('one\n');
  console.log(await answered);
  const asked = rl.question('second? ').then((text) => console.log('answer', text), (err) => {
    console.log(err.name, err.code, err.message, err.cause);
  });
  rl.write(null, { ctrl: true, name: key });
  console.log(key, listens, rl.closed, rl.getPrompt());
  if (!rl.closed) rl.write('two\n');
  rl.close();
  await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, 10, 'no answer')).then(console.log)]);
}

(async () => {
  for (const dumb of [false, true]) {
    for (const key of ['c', 'd']) {
      for (const listens of [false, true]) await run(key, listens, dumb);
    }
  }
})();
