'use strict';

// A flush after a flush brings out an empty block again where a write came in
// between, be it an empty one; that is how WebSocket packs an empty message.

const zlib = require('zlib');

const stream = zlib.createDeflateRaw();
let out = [];
stream.on('data', (chunk) => out.push(chunk.toString('hex')));

const steps = [
  ['text', (done) => { stream.write('hello'); stream.flush(zlib.constants.Z_SYNC_FLUSH, done); }],
  ['empty', (done) => { stream.write(''); stream.flush(zlib.constants.Z_SYNC_FLUSH, done); }],
  ['empty again', (done) => { stream.write(Buffer.alloc(0)); stream.flush(zlib.constants.Z_SYNC_FLUSH, done); }],
  ['no write', (done) => stream.flush(zlib.constants.Z_SYNC_FLUSH, done)],
  ['stronger', (done) => stream.flush(zlib.constants.Z_FULL_FLUSH, done)],
  ['stronger again', (done) => stream.flush(zlib.constants.Z_FULL_FLUSH, done)],
];

(function next() {
  if (steps.length === 0) return;
  const [name, step] = steps.shift();
  out = [];
  step(() => {
    console.log(name, out.join('').slice(-8));
    next();
  });
})();
