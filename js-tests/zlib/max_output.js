'use strict';
// maxOutputLength stops what unpacks to more.
const zlib = require('zlib');

const bomb = zlib.gzipSync(Buffer.alloc(20 * 1024 * 1024), { level: 1 });
const cases = [
  ['gunzip', bomb, 1000], ['gunzip', bomb, 20 * 1024 * 1024], ['gunzip', bomb, 20 * 1024 * 1024 - 1],
  ['gzip', 'abc', 5], ['brotliDecompress', zlib.brotliCompressSync(Buffer.alloc(100000)), 99999],
  ['brotliDecompress', zlib.brotliCompressSync(Buffer.alloc(100000)), 100000],
];
(function next() {
  if (cases.length === 0) return;
  const [name, data, maxOutputLength] = cases.shift();
  try {
    console.log(name, maxOutputLength, zlib[`${name}Sync`](data, { maxOutputLength }).length);
  } catch (err) {
    console.log(name, maxOutputLength, err.name, err.code, err.message);
  }
  zlib[name](data, { maxOutputLength }, (err, out) => {
    console.log(name, maxOutputLength, 'later', err ? [err.name, err.code, err.message] : out.length);
    next();
  });
})();
