'use strict';
// flush and finishFlush of every kind, packing and unpacking, and what stays in.
const zlib = require('zlib');

const text = 'some text, some other text, '.repeat(300);
const packed = zlib.deflateSync(text);
const show = (fn) => {
  try {
    return fn();
  } catch (err) {
    return `${err.code} ${err.message}`;
  }
};
const stream = (make, options, chunks) => new Promise((resolve) => {
  const s = make(options);
  const out = [];
  const events = [];
  s.on('data', (chunk) => out.push(chunk)).on('end', () => events.push('end'));
  s.on('error', (err) => events.push(`${err.code} ${err.message}`));
  s.on('close', () => resolve([Buffer.concat(out), events.join(), s.bytesWritten]));
  for (const chunk of chunks) s.write(chunk);
  s.end();
});
const whole = { finishFlush: zlib.constants.Z_SYNC_FLUSH };
(async () => {
  for (let flush = 0; flush <= 5; flush++) {
    for (const [pack, unpack] of [['gzip', 'gunzip'], ['deflate', 'inflate'], ['deflateRaw', 'inflateRaw']]) {
      const out = zlib[`${pack}Sync`](text, { finishFlush: flush });
      // Without an end there is as much as the flush brought out.
      const back = show(() => zlib[`${unpack}Sync`](out, whole).toString());
      console.log(flush, pack, flush === 0 || flush === 5 ? text.startsWith(back) : back === text, show(() => zlib[`${unpack}Sync`](out).length));
    }
    console.log(flush, 'inflate', show(() => zlib.inflateSync(packed, { finishFlush: flush }).length));
    const [a, events] = await stream(zlib.createDeflate, { flush }, [text.slice(0, 1000), text.slice(1000)]);
    console.log(flush, 'deflate stream', events, flush === 4 ? a.length > 0 : zlib.inflateSync(a).toString() === text);
    const [b, ...rest] = await stream(zlib.createInflate, { flush }, [packed.subarray(0, 20), packed.subarray(20)]);
    console.log(flush, 'inflate stream', b.length, ...rest);
  }
  for (let flush = 0; flush <= 2; flush++) {
    const out = zlib.brotliCompressSync(text, { finishFlush: flush });
    console.log(flush, 'brotli', show(() => zlib.brotliDecompressSync(out).length),
      show(() => text.startsWith(zlib.brotliDecompressSync(out, { finishFlush: 1 }).toString())));
    const [a, events] = await stream(zlib.createBrotliCompress, { flush }, [text.slice(0, 1000)]);
    console.log(flush, 'brotli stream', events, show(() => zlib.brotliDecompressSync(a).length));
  }
})();
