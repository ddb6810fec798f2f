'use strict';
// Damaged data: codes, numbers, words; at once, by callback, and as a stream.
const zlib = require('zlib');

const packed = {
  inflate: zlib.deflateSync('some text, some text, some text'),
  gunzip: zlib.gzipSync('some text, some text, some text'),
  unzip: zlib.gzipSync('some text, some text, some text'),
  inflateRaw: zlib.deflateRawSync('some text, some text, some text'),
  brotliDecompress: zlib.brotliCompressSync('some text, some text, some text'),
};
const flip = (b, at) => {
  const copy = Buffer.from(b);
  copy[at < 0 ? copy.length + at : at] ^= 0xff;
  return copy;
};
const hex = (s) => Buffer.from(s, 'hex');
const cases = [
  ...['inflate', 'gunzip', 'unzip'].flatMap((m) => [
    [m, flip(packed[m], 0)], [m, flip(packed[m], 1)], [m, flip(packed[m], -1)], [m, packed[m].subarray(0, 1)],
    [m, packed[m].subarray(0, -1)], [m, packed[m].subarray(0, -6)], [m, Buffer.alloc(0)],
  ]),
  ['inflateRaw', packed.inflateRaw.subarray(0, -2)], ['inflateRaw', hex('07')], ['inflateRaw', hex('0100000000')],
  ['inflateRaw', hex('fcffff')], ['inflateRaw', hex('0400feff')], ['inflateRaw', hex('0400244900')],
  ['inflateRaw', hex('0302')], ['inflateRaw', hex('023ef0')], ['inflateRaw', hex('1bff')],
  ['gunzip', hex('1f8b0700')], ['gunzip', hex('1f8b08e0')], ['gunzip', hex('1f8b0802000000000003ffff')],
  ['inflate', hex('78bb00000001')], ['inflate', hex('881c')], ['inflate', hex('7918')],
  ['brotliDecompress', packed.brotliDecompress.subarray(0, 5)], ['brotliDecompress', Buffer.alloc(0)],
  ['brotliDecompress', Buffer.from([0xff, 0xff, 1, 2, 3, 4, 5, 6])], ['brotliDecompress', Buffer.from('hello world hello world')],
];
const show = (err, out) => (err ? `${err.name} ${err.code} ${err.errno} ${err.message} ${Object.keys(err)}` : `ok ${out}`);
(async () => {
  for (const [method, data] of cases) {
    const head = `${method} ${data.toString('hex').slice(0, 24)} ${data.length}:`;
    try {
      console.log(head, show(null, zlib[`${method}Sync`](data)));
    } catch (err) {
      console.log(head, show(err));
    }
    await new Promise((resolve) => zlib[method](data, (err, out) => {
      console.log(head, show(err, out), typeof out);
      resolve();
    }));
    await new Promise((resolve) => {
      const events = [];
      const s = zlib[`create${method[0].toUpperCase()}${method.slice(1)}`]();
      for (const name of ['data', 'end', 'finish', 'error']) s.on(name, (v) => events.push(name === 'error' ? v.code : name));
      s.on('close', () => {
        console.log(head, events.join(), s.destroyed, s._closed, s.bytesWritten);
        resolve();
      });
      s.end(data);
      if (events.length === 0) setTimeout(() => s.destroy(), 500).unref();
    });
  }
})();
