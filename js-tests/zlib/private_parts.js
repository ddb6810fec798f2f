'use strict';
// What libraries reach for below: _processChunk, _handle and its methods.
const zlib = require('zlib');

const gunzip = new zlib.Gunzip();
console.log(gunzip._processChunk(zlib.gzipSync('sync chunk'), zlib.constants.Z_FINISH).toString(), gunzip._handle);
const inflate = new zlib.Inflate();
const packed = zlib.deflateSync('through the handle');
const out = Buffer.alloc(100);
inflate._handle.writeSync(zlib.constants.Z_FINISH, packed, 0, packed.length, out, 10, 90);
console.log(Array.from(inflate._writeState), out.slice(10, 28).toString());
inflate.on('error', (err) => console.log(err.code, err.message));
inflate._handle.onerror('words', -7, 'SOME_CODE');

const later = new zlib.InflateRaw();
later._processChunk(zlib.deflateRawSync('later'), zlib.constants.Z_FINISH, () => {
  console.log('called back', later.read().toString());
});
console.log(new zlib.Gzip().bytesRead);
process.on('warning', (warning) => console.log(warning.code, warning.message));
