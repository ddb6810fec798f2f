'use strict';

// A question takes the next line, with a callback or a promise, unless its signal
// is aborted.

const { PassThrough } = require('stream');
const { promisify } = require('util');
const readline = require('readline');
const promises = require('readline/promises');

console.log(readline.promises === promises);

function pair(lib) {
  const input = new PassThrough();
  const output = new PassThrough();
  const rl = lib.createInterface({ input, output });
  rl.on('line', (line) => console.log('line', line));
  return { rl, input, shown: () => JSON.stringify(String(output.read() || '')) };
}

const told = (err) => console.log(err.name, err.code, err.message, String(err.cause && err.cause.name));

function callbacks() {
  const { rl, shown } = pair(readline);
  rl.question('name? ', (answer) => console.log('answer', answer, rl.getPrompt()));
  console.log(rl.getPrompt(), shown());
  rl.question('another? ', () => console.log('never'));
  console.log(rl.getPrompt(), shown());
  rl.write('Ada\n');
  rl.write('a line\n');
  rl.question('no callback? ');
  rl.question('options? ', {}, (answer) => console.log('with options', answer));
  rl.write('yes\n');

  const gone = new AbortController();
  gone.abort();
  rl.question('aborted? ', { signal: gone.signal }, () => console.log('never'));
  const later = new AbortController();
  rl.question('later? ', { signal: later.signal }, () => console.log('never'));
  console.log(rl.getPrompt());
  later.abort();
  console.log(rl.getPrompt(), shown());
  rl.write('goes to the listeners\n');
  try {
    rl.question('bad? ', { signal: 'no' }, () => {});
  } catch (err) {
    told(err);
  }
  rl.close();
  try {
    rl.question('closed? ', () => {});
  } catch (err) {
    told(err);
  }
}

async function promised(title, ask, rl) {
  console.log(title);
  const answer = ask('one? ');
  rl.write('1\n');
  console.log(await answer);
  const stop = new AbortController();
  const second = ask('two? ', { signal: stop.signal });
  stop.abort(new TypeError('why'));
  await second.catch(told);
  await ask('three? ', { signal: stop.signal }).catch(told);
  const used = new AbortController();
  const third = ask('four? ', { signal: used.signal });
  rl.write('4\n');
  rl.write('4\n');
  console.log(await third);
  used.abort();
  rl.close();
  await ask('closed? ').catch(told);
}

callbacks();
(async () => {
  const a = pair(promises);
  await promised('promises', (...args) => a.rl.question(...args), a.rl);
  await a.rl.question('bad? ', { signal: 1 }).catch(told);
  const b = pair(readline);
  await promised('promisify', promisify(b.rl.question).bind(b.rl), b.rl);
})();
