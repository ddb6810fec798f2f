'use strict';
// Damage of every kind: code, number and words.
const zlib = require('zlib');

const good = zlib.gzipSync('hello, hello, hello');
const flip = (data, at) => {
  const copy = Buffer.from(data);
  copy[(at + copy.length) % copy.length] ^= 0x55;
  return copy;
};
const deflated = zlib.deflateSync('hello, hello, hello');
const keyed = zlib.deflateSync('hello, hello', { dictionary: Buffer.from('hello') });
const cases = [
  ['inflate', Buffer.from('garbage')], ['gunzip', Buffer.from('garbage')], ['unzip', Buffer.from('garbage')],
  ['unzip', Buffer.from([0x1f, 0x00, 0x00])], ['inflate', Buffer.from([0x78])], ['inflate', Buffer.alloc(0)],
  ['gunzip', good.slice(0, 5)], ['gunzip', good.slice(0, -1)], ['gunzip', flip(good, -1)], ['gunzip', flip(good, -5)],
  ['gunzip', flip(good, 2)], ['gunzip', flip(good, 3)], ['inflate', flip(deflated, -1)], ['inflate', flip(deflated, 0)],
  ['inflate', Buffer.from([0x79, 0x9b])], ['inflateRaw', Buffer.from([0x07])], ['inflateRaw', Buffer.from([0x01, 1, 0, 0, 0])],
  ['inflateRaw', Buffer.from([0x05, 0xff, 0xff])], ['inflateRaw', Buffer.from([0x03, 0x02])], ['inflate', keyed],
  ['inflate', keyed, { dictionary: Buffer.from('other') }],
  ['inflate', keyed, { dictionary: Buffer.from('hello') }],
  ['gunzip', good, { maxOutputLength: 5 }],
  ['inflate', deflated.slice(0, -3), { finishFlush: zlib.constants.Z_SYNC_FLUSH }],
  ['brotliDecompress', Buffer.from('garbage1')], ['brotliDecompress', Buffer.alloc(0)],
  ['brotliDecompress', zlib.brotliCompressSync('hello, hello').slice(0, -2)],
  ['brotliDecompress', zlib.brotliCompressSync('hello, hello').slice(0, -2),
    { finishFlush: zlib.constants.BROTLI_OPERATION_PROCESS }],
  ['brotliDecompress', Buffer.from([0x11, 0, 0])], ['brotliDecompress', Buffer.from([0xff, 0xff, 0xff])],
];

function next(i) {
  if (i === cases.length) return;
  const [name, data, options] = cases[i];
  let seen;
  try {
    seen = zlib[`${name}Sync`](data, options).toString();
  } catch (err) {
    seen = [err.name, err.code, err.errno, err.message, Object.keys(err).join()];
  }
  console.log(i, name, seen);
  zlib[name](data, options || {}, (err, out) => {
    console.log(i, 'later', err ? [err.name, err.code, err.errno, err.message, Object.keys(err).join()] : out.toString());
    next(i + 1);
  });
}
next(0);
