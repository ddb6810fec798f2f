'use strict';
// What is unpacked comes in chunks of chunkSize, and of what a flush brings out.
const zlib = require('zlib');

const input = Buffer.alloc(100000, 'chunks of some size ');
const todo = [];
for (const [pack, Unpack] of [['gzipSync', 'Gunzip'], ['deflateRawSync', 'InflateRaw'], ['brotliCompressSync', 'BrotliDecompress']]) {
  for (const chunkSize of [64, 1000, 16384, 100000, 200000]) todo.push([zlib[pack](input), Unpack, chunkSize]);
}
(function next() {
  if (todo.length === 0) {
    flushes();
    return;
  }
  const [packed, Unpack, chunkSize] = todo.shift();
  const stream = new zlib[Unpack]({ chunkSize });
  const sizes = {};
  stream.on('data', (chunk) => sizes[chunk.length] = (sizes[chunk.length] || 0) + 1);
  stream.on('end', () => {
    console.log(Unpack, chunkSize, sizes);
    next();
  });
  stream.end(packed);
})();

function flushes() {
  const pack = zlib.createDeflateRaw();
  const unpack = zlib.createInflateRaw({ chunkSize: 100 });
  const sizes = [];
  unpack.on('data', (chunk) => sizes.push(chunk.length));
  unpack.on('end', () => console.log(sizes.join()));
  pack.pipe(unpack);
  let n = 0;
  (function more() {
    if (n === 12) {
      pack.end();
      return;
    }
    pack.write(input.slice(0, 10 + 17 * n++));
    pack.flush(() => setTimeout(more, 5));
  })();
}
