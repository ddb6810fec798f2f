'use strict';
// A dictionary that both sides know, in every class and after reset.
const zlib = require('zlib');

const dictionary = Buffer.from('It was a bright cold day in April, and the clocks were striking thirteen.');
const text = 'a bright cold day in April, and the clocks';
for (const [pack, unpack] of [['deflateSync', 'inflateSync'], ['deflateRawSync', 'inflateRawSync']]) {
  const packed = zlib[pack](text, { dictionary });
  console.log(pack, packed.length < zlib[pack](text).length, zlib[unpack](packed, { dictionary }).toString());
  for (const options of [{}, { dictionary: Buffer.from('another') }]) {
    try {
      console.log(zlib[unpack](packed, options).toString().length);
    } catch (err) {
      console.log(err.code, err.errno, err.message);
    }
  }
}
const pieces = new Uint16Array(dictionary.buffer.slice(dictionary.byteOffset, dictionary.byteOffset + 40));
for (const form of [pieces, pieces.buffer, new DataView(pieces.buffer)]) {
  const packed = zlib.deflateSync(text, { dictionary: form });
  console.log(zlib.inflateSync(packed, { dictionary: form }).toString() === text);
}
console.log(zlib.gunzipSync(zlib.gzipSync(text, { dictionary })).toString() === text);
console.log(zlib.unzipSync(zlib.deflateSync(text, { dictionary }), { dictionary }).toString() === text);

const stream = zlib.createDeflate({ dictionary });
stream.once('data', () => {
  const out = [];
  stream.reset();
  stream.on('data', (chunk) => out.push(chunk));
  stream.on('end', () => console.log(zlib.inflateSync(Buffer.concat(out), { dictionary }).toString()));
  stream.end(text);
});
stream.write('first');
stream.flush();
