'use strict';
// A window, the memory and the strategy show in the header and in what reads it.
const zlib = require('zlib');

const data = Buffer.concat([require('crypto').createHash('sha256').update('a').digest(), Buffer.alloc(3000), require('crypto').createHash('sha256').update('a').digest()]);
for (let windowBits = 8; windowBits <= 15; windowBits++) {
  const packed = zlib.deflateSync(data, { windowBits });
  const raw = zlib.deflateRawSync(data, { windowBits });
  console.log(windowBits, packed.subarray(0, 2).toString('hex'), zlib.inflateSync(packed, { windowBits: Math.max(9, windowBits) }).equals(data),
    zlib.inflateRawSync(raw, { windowBits: Math.max(9, windowBits), chunkSize: 64 }).equals(data));
  try {
    zlib.inflateSync(packed, { windowBits: 8 });
  } catch (err) {
    console.log(err.code, err.message);
  }
}
const wide = zlib.deflateRawSync(data, { level: 9 });
for (const chunkSize of [64, 16384]) {
  try {
    console.log(chunkSize, zlib.inflateRawSync(wide, { windowBits: 9, chunkSize }).equals(data));
  } catch (err) {
    console.log(chunkSize, err.code, err.message);
  }
}
for (const strategy of [0, 1, 2, 3, 4]) {
  for (const memLevel of [1, 5, 9]) {
    for (const level of [0, 1, 6, 9]) {
      const packed = zlib.gzipSync(data, { strategy, memLevel, level });
      console.log(strategy, memLevel, level, packed.subarray(0, 10).toString('hex'), zlib.gunzipSync(packed).equals(data),
        zlib.deflateSync(data, { strategy, level }).subarray(0, 2).toString('hex'));
    }
  }
}
// The fixed code alone: the first block says so.
console.log(zlib.deflateRawSync(data, { strategy: zlib.constants.Z_FIXED })[0] & 7);
console.log(zlib.deflateRawSync(Buffer.alloc(1000, 'ab'), { strategy: zlib.constants.Z_RLE }).length >
  zlib.deflateRawSync(Buffer.alloc(1000, 'ab')).length);
