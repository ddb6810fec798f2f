'use strict';

// Bytes of a stream that is no terminal become lines, wherever they are cut.

const { PassThrough } = require('stream');
const readline = require('readline');

function read(title, chunks, options, done) {
  const input = new PassThrough();
  const rl = readline.createInterface({ input, ...options });
  const seen = [];
  rl.on('line', (line) => seen.push(line));
  rl.on('close', () => {
    console.log(title, JSON.stringify(seen), input.listenerCount('data'), input.listenerCount('end'), rl.closed);
    done();
  });
  const next = () => {
    if (chunks.length === 0) input.end();
    else if (input.write(chunks.shift())) setImmediate(next);
  };
  next();
}

const euro = Buffer.from('5 €\n');
const cases = [
  ['all ends', ['a\nb\r\nc\rd\n\ne']],
  ['no end', ['one', ' and', ' more']],
  ['empty', []],
  ['only an end', ['\n']],
  ['return and newline apart', ['a\r', '\nb\r', 'c\r', '\n', '\n']],
  ['a character in two', [euro.subarray(0, 3), euro.subarray(3)]],
  ['separators of Unicode stay', ['a\u2028b\u2029c\n']],
  ['many', Array.from({ length: 50 }, (_, i) => `${i},${i % 7 === 0 ? '\n' : ''}`)],
  ['delay', ['x\r', '\ny'], { crlfDelay: Infinity }],
];

function step() {
  if (cases.length > 0) read(...[...cases.shift(), {}].slice(0, 3), step);
  else flow();
}

// Pausing, resuming, writing and closing are told of once each; lines that came
// in one piece are not held back.
function flow() {
  const input = new PassThrough();
  const rl = readline.createInterface({ input });
  for (const name of ['pause', 'resume', 'close', 'line']) rl.on(name, (x) => console.log(name, x));
  rl.once('line', () => { console.log(rl.pause() === rl, rl.pause()); });
  rl.write('written\nand more\n');
  console.log(rl.paused, input.isPaused());
  console.log(rl.resume() === rl, rl.resume());
  rl.pause();
  rl.write('resumes');
  rl.write(undefined);
  rl.write('\n');
  rl.close();
  rl.close();
  console.log(rl.paused, rl.line, rl.terminal, rl.cursor);
  failing();
}

function failing() {
  const input = new PassThrough();
  const rl = readline.createInterface({ input });
  rl.on('error', (err) => console.log('error', err.message));
  rl.on('close', () => console.log('closed', input.listenerCount('error')));
  input.emit('error', new Error('broken'));
  rl.close();
}

step();
