'use strict';
// What is cut short is an error, or with another finishFlush what there is.
const zlib = require('zlib');

const text = 'Lorem ipsum dolor sit amet, consectetur adipiscing elit. '.repeat(50);
const todo = [];
for (const [pack, unpack, sync] of [
  ['gzip', 'gunzip', zlib.constants.Z_SYNC_FLUSH], ['gzip', 'unzip', zlib.constants.Z_SYNC_FLUSH],
  ['deflate', 'inflate', zlib.constants.Z_SYNC_FLUSH], ['deflateRaw', 'inflateRaw', zlib.constants.Z_SYNC_FLUSH],
  ['brotliCompress', 'brotliDecompress', zlib.constants.BROTLI_OPERATION_PROCESS],
]) {
  const packed = zlib[`${pack}Sync`](text);
  for (const size of [1, 2, packed.length >> 1, packed.length - 1]) {
    const cut = packed.slice(0, size);
    try {
      console.log(unpack, zlib[`${unpack}Sync`](cut).length);
    } catch (err) {
      console.log(unpack, err.code, err.errno, err.message);
    }
    console.log(unpack, text.startsWith(zlib[`${unpack}Sync`](cut, { finishFlush: sync }).toString()));
    todo.push([unpack, cut, sync]);
  }
}
(function next() {
  if (todo.length === 0) return;
  const [unpack, cut, sync] = todo.shift();
  zlib[unpack](cut, (err) => {
    console.log(unpack, 'later', err.code, err.message);
    zlib[unpack](cut, { finishFlush: sync }, (none, out) => {
      console.log(unpack, 'later', none, text.startsWith(out.toString()));
      next();
    });
  });
})();
