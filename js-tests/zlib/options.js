'use strict';
// Options out of range or of the wrong type, and those of every value in range.
const zlib = require('zlib');

function attempt(what, fn) {
  try {
    console.log(what, fn());
  } catch (err) {
    console.log(what, err.name, err.code, err.message);
  }
}

const bad = {
  level: [-2, 10, '5', null, NaN, Infinity, 1.5], windowBits: [7, 16, 8, 0, null, '9', NaN],
  memLevel: [0, 10, 'x'], strategy: [-1, 5, 'x', NaN], chunkSize: [63, 0, 'x', -Infinity, NaN],
  flush: [-1, 6, 'x'], finishFlush: [-1, 6, {}], maxOutputLength: [0, -1, 'x', 2 ** 33],
  dictionary: ['text', 5, null, {}],
};
for (const Class of ['Deflate', 'Gzip', 'DeflateRaw', 'Inflate', 'Gunzip', 'InflateRaw', 'Unzip']) {
  for (const [name, values] of Object.entries(bad)) {
    for (const value of values) {
      attempt(`${Class} ${name} ${String(value)}`, () => new zlib[Class]({ [name]: value }).constructor.name);
    }
  }
}

const input = Buffer.from('abcabcabd'.repeat(3000));
let wrong = 0;
for (let level = -1; level <= 9; level++) {
  for (let strategy = 0; strategy <= 4; strategy++) {
    for (const windowBits of [8, 9, 12, 15]) {
      for (const memLevel of [1, 8, 9]) {
        const packed = zlib.deflateSync(input, { level, strategy, windowBits, memLevel });
        if (!zlib.inflateSync(packed).equals(input)) wrong++;
        if (!zlib.inflateSync(packed, { windowBits: Math.max(9, windowBits) }).equals(input)) wrong++;
      }
    }
  }
}
console.log('wrong', wrong);
console.log(zlib.deflateSync(input, { windowBits: 9 }).slice(0, 2), zlib.deflateSync(input, { level: 1 }).slice(0, 2),
  zlib.deflateSync(input, { level: 9, dictionary: Buffer.from('abc') }).slice(0, 6), zlib.gzipSync('').slice(0, 10));
attempt('wide window', () => zlib.inflateSync(zlib.deflateSync(input), { windowBits: 9 }));
attempt('no callback', () => zlib.deflate('abc'));
for (const value of [undefined, null, 5, {}, []]) attempt('input', () => zlib.deflateSync(value));
attempt('callable', () => zlib.Gzip({ level: 3 })._level);
attempt('objectMode', () => zlib.createGzip({ objectMode: true, encoding: 'utf8' }).writableObjectMode);
