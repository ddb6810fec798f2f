'use strict';

// Pipes hold a writer back, and lose nothing.

const { spawn } = require('child_process');
const { createHash } = require('crypto');
const { Readable } = require('stream');

const child = spawn('cat');
const piece = Buffer.alloc(1 << 16, 'y');
let rounds = 0;
while (child.stdin.write(piece)) rounds++;
console.log(rounds < 100, child.stdin.writableNeedDrain);
child.stdin.once('drain', () => {
  console.log('drain');
  child.stdin.end();
});
let length = 0;
child.stdout.on('data', (bytes) => {
  length += bytes.length;
  child.stdout.pause();
  setImmediate(() => child.stdout.resume());
});
child.on('close', () => {
  console.log(length === (rounds + 1) * piece.length);
  piped();
});

// Two programs joined by pipe.
function piped() {
  const a = spawn('cat');
  const b = spawn('cat');
  const sum = createHash('sha1');
  const want = createHash('sha1');
  a.stdout.pipe(b.stdin);
  b.stdout.on('data', (bytes) => sum.update(bytes));
  b.on('close', () => {
    console.log(sum.digest('hex') === want.digest('hex'));
    broken();
  });
  const pieces = [];
  for (let i = 0; i < 40; i++) pieces.push(Buffer.alloc(50000, i));
  for (const bytes of pieces) want.update(bytes);
  Readable.from(pieces).pipe(a.stdin);
}

// Writing to one that has gone.
function broken() {
  const gone = spawn('true');
  gone.stdin.on('error', (err) => console.log(err.code, err.syscall));
  gone.on('close', () => {
    console.log(gone.stdin.destroyed);
    unheard();
  });
}

function unheard() {
  const deaf = spawn('sh', ['-c', 'exec <&-; echo ready; exec sleep 100']);
  deaf.stdin.on('error', (err) => {
    console.log(err.code, err.syscall);
    deaf.kill();
  });
  deaf.stdout.once('data', () => deaf.stdin.write('x'));
}
