'use strict';
// The way in which WebSocket libraries use raw streams: one for all messages, each
// flushed and without its last four bytes.
const zlib = require('zlib');

const tail = Buffer.from([0, 0, 0xff, 0xff]);
function session(windowBits, done) {
  const pack = zlib.createDeflateRaw({ windowBits, level: 6, memLevel: 7 });
  const unpack = zlib.createInflateRaw({ windowBits: Math.max(9, windowBits) });
  const messages = ['hello', 'hello again', 'x'.repeat(100000), '', 'last'];
  let total = 0;
  let parts = [];
  pack.on('data', (chunk) => parts.push(chunk));
  const out = [];
  unpack.on('data', (chunk) => out.push(chunk));
  (function next() {
    const message = messages.shift();
    if (message === undefined) {
      pack.close();
      unpack.close();
      console.log(windowBits, 'sum', total > 0, pack._handle, unpack._handle);
      done();
      return;
    }
    pack.write(message);
    pack.flush(zlib.constants.Z_SYNC_FLUSH, () => {
      const packed = Buffer.concat(parts);
      parts = [];
      total += packed.length;
      unpack.write(packed.slice(0, -4));
      unpack.write(tail);
      unpack.flush(() => {
        const text = Buffer.concat(out.splice(0)).toString();
        console.log(windowBits, packed.slice(-4), text === message, text.length);
        if (message.length > 1000) {
          pack.reset();
          unpack.reset();
        }
        next();
      });
    });
  })();
}

session(8, () => session(9, () => session(15, () => {})));
