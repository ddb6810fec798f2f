'use strict';
// Input that ends too early: an error, or what there is with another finishFlush.
const zlib = require('zlib');

const text = 'Lorem ipsum dolor sit amet, consectetur adipiscing elit. '.repeat(40);
const pairs = [['gzip', 'gunzip', 'Z_SYNC_FLUSH'], ['deflate', 'inflate', 'Z_SYNC_FLUSH'], ['deflateRaw', 'inflateRaw', 'Z_SYNC_FLUSH'],
  ['gzip', 'unzip', 'Z_SYNC_FLUSH'], ['brotliCompress', 'brotliDecompress', 'BROTLI_OPERATION_FLUSH']];
(async () => {
  for (const [pack, unpack, flush] of pairs) {
    const packed = zlib[`${pack}Sync`](text);
    const short = packed.subarray(0, packed.length - 6);
    const finishFlush = zlib.constants[flush];
    try {
      zlib[`${unpack}Sync`](short);
    } catch (err) {
      console.log(unpack, err.code, err.errno, err.message);
    }
    const got = zlib[`${unpack}Sync`](short, { finishFlush }).toString();
    console.log(text.startsWith(got), zlib[`${unpack}Sync`](packed, { finishFlush }).toString() === text);
    await new Promise((resolve) => zlib[unpack](short, (err, out) => {
      console.log(err.code, out);
      zlib[unpack](short, { finishFlush }, (err2, out2) => {
        console.log(err2, text.startsWith(out2.toString()));
        resolve();
      });
    }));
  }
})();
