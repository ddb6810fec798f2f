'use strict';
// CompressionStream and DecompressionStream, against zlib.
const zlib = require('zlib');
const log = console.log;

async function through(stream, chunks) {
  const writer = stream.writable.getWriter();
  for (const chunk of chunks) writer.write(chunk).catch(() => {});
  writer.close().catch(() => {});
  const out = [];
  for await (const chunk of stream.readable) out.push(chunk);
  log(out.every((chunk) => chunk.constructor === Uint8Array));
  return Buffer.concat(out);
}

async function main() {
  const text = 'text and '.repeat(5000);
  const inverse = { 'gzip': 'gunzipSync', 'deflate': 'inflateSync', 'deflate-raw': 'inflateRawSync' };
  for (const format of Object.keys(inverse)) {
    const packed = await through(new CompressionStream(format), [Buffer.from(text), new Uint8Array(3)]);
    log(format, zlib[inverse[format]](packed).length);
    const plain = await through(new DecompressionStream(format), [packed.subarray(0, 20), packed.subarray(20)]);
    log(plain.length, plain.toString().startsWith(text));
  }
  await through(new DecompressionStream('gzip'), [Buffer.from('nonsense')]).catch((e) => log(e.name, e.code, e.message));
}
main().then(() => log('done'));
