'use strict';
// What the module offers, with its numbers.
const zlib = require('zlib');

for (const name of Object.getOwnPropertyNames(zlib)) {
  const { value, ...flags } = Object.getOwnPropertyDescriptor(zlib, name);
  const what = typeof value === 'function' ? [value.name, value.length] : typeof value === 'object' ? 'object' : value;
  console.log(name, what, flags);
}
console.log(zlib.constants);
console.log(zlib.codes, Object.isFrozen(zlib.codes));
console.log(require('node:zlib') === zlib);
for (const Class of [
  zlib.Deflate, zlib.Inflate, zlib.Gzip, zlib.Gunzip, zlib.DeflateRaw, zlib.InflateRaw, zlib.Unzip,
  zlib.BrotliCompress, zlib.BrotliDecompress,
]) {
  const made = Class();
  const own = Object.keys(made).filter((key) => !['_events', '_readableState', '_writableState', '_eventsCount',
    '_maxListeners', 'allowHalfOpen'].includes(key));
  console.log(Class.name, made instanceof Class, made instanceof require('stream').Transform, own.join());
  console.log(Object.getPrototypeOf(Class).name, Object.getPrototypeOf(Object.getPrototypeOf(Class)).name,
    Object.keys(Class.prototype).join(), made._handle.constructor.name, made._closed);
}
console.log(zlib.crc32('hello'), zlib.crc32(Buffer.from('lo'), zlib.crc32('hel')), zlib.crc32(new Uint16Array([1])));
for (const args of [[5], [], ['a', -1], ['a', 2 ** 32], ['a', 'b']]) {
  try {
    zlib.crc32(...args);
  } catch (err) {
    console.log(err.code, err.message);
  }
}
