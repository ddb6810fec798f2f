'use strict';
// What is packed one way unpacks the other way, at once, later, and in promises.
const zlib = require('zlib');
const { promisify } = require('util');

const pairs = [
  ['deflate', 'inflate'], ['gzip', 'gunzip'], ['deflateRaw', 'inflateRaw'],
  ['gzip', 'unzip'], ['deflate', 'unzip'], ['brotliCompress', 'brotliDecompress'],
];
const inputs = {
  empty: Buffer.alloc(0),
  one: Buffer.from('x'),
  text: Buffer.from('the quick brown fox jumps over the lazy dog. '.repeat(5000)),
  zeros: Buffer.alloc(300000),
  noise: Buffer.from(Array.from({ length: 70000 }, (_, i) => ((i * 2654435761) >>> 13) & 255)),
};

for (const [pack, unpack] of pairs) {
  for (const [name, input] of Object.entries(inputs)) {
    const packed = zlib[`${pack}Sync`](input);
    console.log(pack, unpack, name, zlib[`${unpack}Sync`](packed).equals(input), packed.length < input.length);
  }
}

(async () => {
  for (const [pack, unpack] of pairs) {
    for (const [name, input] of Object.entries(inputs)) {
      const packed = await promisify(zlib[pack])(input);
      console.log('later', pack, unpack, name, (await promisify(zlib[unpack])(packed)).equals(input));
    }
  }
  for (const view of [new Uint8Array([1, 2, 3]), new Uint16Array([1, 2]), new DataView(new ArrayBuffer(3)),
    new ArrayBuffer(4), 'höher']) {
    console.log(zlib.inflateSync(zlib.deflateSync(view)), zlib.inflateSync(await promisify(zlib.deflate)(view)));
  }
  const { buffer, engine } = zlib.deflateSync('abc', { info: true });
  console.log(zlib.inflateSync(buffer).toString(), engine instanceof zlib.Deflate, engine.bytesWritten);
  zlib.inflate(buffer, { info: true }, (err, result) => {
    console.log(err, result.buffer.toString(), result.engine.constructor.name, result.engine.bytesWritten);
  });
})();
