'use strict';
// Parameters of brotli: those that are wrong, and those in range.
const zlib = require('zlib');

const { constants } = zlib;
function attempt(what, fn) {
  try {
    console.log(what, fn());
  } catch (err) {
    console.log(what, err.name, err.code, err.message);
  }
}
const text = 'text to be packed '.repeat(2000);
for (const params of [
  { 99: 1 }, { a: 1 }, { '-1': 1 }, { '00': 1, 0: 1 }, { 0: 'x' }, { 1: null }, { 2: 99 }, { 2: 1 }, { 1: 12 }, { 1: 0 }, { 0: 1 },
  { 0: 2 }, { 4: true }, { 4: 42 }, { 5: 100 }, { 1: 5, 2: 16 },
]) {
  attempt(JSON.stringify(params), () => {
    const packed = zlib.brotliCompressSync(text, { params });
    return zlib.brotliDecompressSync(packed).toString() === text;
  });
}
const packed = zlib.brotliCompressSync(text);
for (const params of [{ 0: true }, { 1: false }, { 1: 1 }, { 2: 1 }, { 5: 1 }]) {
  attempt(`unpack ${JSON.stringify(params)}`, () => zlib.brotliDecompressSync(packed, { params }).toString() === text);
}
for (const options of [{ flush: 4 }, { flush: -1 }, { finishFlush: 9 }, { chunkSize: 10 }]) {
  attempt(JSON.stringify(options), () => zlib.createBrotliCompress(options).constructor.name);
}
const sizes = [0, 4, 9, 11].map((quality) => (
  zlib.brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }).length));
console.log(sizes.every((size) => size < 200));
