'use strict';
// Byte by byte in, and the smallest chunks out.
const zlib = require('zlib');

const input = Buffer.from('one two three four five six seven '.repeat(40));
// run writes byte after byte and tells how it went before the next one starts.
function run(name, stream, bytes, check) {
  return new Promise((done) => {
    const out = [];
    stream.on('data', (chunk) => out.push(chunk));
    stream.on('end', () => {
      console.log(name, check(Buffer.concat(out)), out.every((chunk) => chunk.length <= 64), stream.bytesWritten === bytes.length);
      done();
    });
    for (const byte of bytes) stream.write(Buffer.from([byte]));
    stream.end();
  });
}

(async () => {
  for (const [pack, Unpack] of [
    ['gzipSync', 'Gunzip'], ['gzipSync', 'Unzip'], ['deflateSync', 'Unzip'], ['deflateSync', 'Inflate'],
    ['deflateRawSync', 'InflateRaw'], ['brotliCompressSync', 'BrotliDecompress'],
  ]) {
    await run(Unpack, new zlib[Unpack]({ chunkSize: 64 }), zlib[pack](input), (all) => all.equals(input));
  }
  for (const [Pack, unpack] of [
    ['Gzip', 'gunzipSync'], ['Deflate', 'inflateSync'], ['DeflateRaw', 'inflateRawSync'],
    ['BrotliCompress', 'brotliDecompressSync'],
  ]) {
    await run(Pack, new zlib[Pack]({ chunkSize: 64 }), input, (all) => zlib[unpack](all).equals(input));
  }
})();
