'use strict';
// Options out of range or of the wrong type.
const zlib = require('zlib');

const values = [undefined, null, 0, -1, -2, 1.5, 6, 7, 8, 9, 10, 15, 16, 63, 64, NaN, Infinity, -Infinity, '5', '', {}, [], true, 10n, Symbol('s')];
const names = ['flush', 'finishFlush', 'chunkSize', 'maxOutputLength', 'windowBits', 'level', 'memLevel', 'strategy', 'dictionary'];
const show = (fn) => {
  try {
    fn();
    return 'ok';
  } catch (err) {
    return `${err.name} ${err.code} ${err.message}`;
  }
};
for (const Class of ['Deflate', 'Gzip', 'DeflateRaw', 'Inflate', 'Gunzip', 'InflateRaw', 'Unzip', 'BrotliCompress', 'BrotliDecompress']) {
  for (const name of names) {
    for (const value of values) {
      if (typeof value === 'bigint' && name === 'dictionary') continue;
      console.log(Class, name, String(value), show(() => new zlib[Class]({ [name]: value })));
    }
  }
}
for (const params of [null, 5, { 99: 1 }, { 9: 1 }, { abc: 1 }, { '-1': 1 }, { 1: 'x' }, { 1: null }, { 1: 12 }, { 1: -1 }, { 2: 9 }, { 4: 2 }, { 4: true }, { 5: 1000 }, { 0: 1 }, { 6: 0 }]) {
  console.log(JSON.stringify(params), show(() => zlib.brotliCompressSync('abc', { params })));
  console.log(JSON.stringify(params), show(() => new zlib.BrotliDecompress({ params })));
}
for (const input of [undefined, null, 5, {}, [], true, () => {}]) {
  console.log(String(input), show(() => zlib.gzipSync(input)));
  console.log(String(input), show(() => zlib.gzip(input, () => {})));
  console.log(String(input), show(() => zlib.gzip('abc', input)));
  console.log(String(input), show(() => zlib.crc32(input)));
  console.log(String(input), show(() => zlib.crc32('abc', input)));
}
const gz = zlib.createGzip();
for (const args of [[10, 0], [1, 5], ['1', 0], [1, '1'], [-2, 0], [1, -1]]) console.log(JSON.stringify(args), show(() => gz.params(...args)));
