// Random bytes, numbers and UUIDs: arguments and ranges.
'use strict';

const c = require('crypto');

// What a call gives, or how it fails, on one line.
function say(fn) {
  try {
    console.log(fn());
  } catch (e) {
    const rest = Object.keys(e).filter((k) => k !== 'code' && k !== 'opensslErrorStack');
    console.log(e.name, '|', e.code, '|', e.message, '|', rest.map((k) => `${k}=${e[k]}`).join(' '));
  }
}
say(() => c.randomBytes(-1));
say(() => c.randomBytes('a'));
say(() => c.randomBytes(2 ** 31));
say(() => c.randomInt(5, 4));
say(() => c.randomInt(0));
say(() => c.randomInt(0, 2 ** 49));
say(() => c.randomInt('a'));
say(() => c.randomInt(1, 'a'));
say(() => c.randomInt(1));
say(() => c.randomInt(5, 6));
say(() => c.randomInt(-(2 ** 47), 2 ** 47 - 1) < 2 ** 48);
say(() => c.randomFillSync('a'));
say(() => c.randomFillSync(Buffer.alloc(4), 5));
say(() => c.randomFillSync(Buffer.alloc(4), 1, 4));
say(() => c.randomFill(Buffer.alloc(4)));
say(() => {
  const b = new Uint32Array(4);
  c.randomFillSync(b, 1, 2);
  return [b[0], b[3], b[1] !== 0];
});
say(() => c.randomFillSync(new ArrayBuffer(8)).byteLength);
say(() => c.timingSafeEqual('a', 'b'));
say(() => c.timingSafeEqual(Buffer.alloc(1), Buffer.alloc(2)));
say(() => c.timingSafeEqual(Buffer.alloc(2), new Uint16Array(1)));
say(() => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(c.randomUUID()));
say(() => c.randomUUID({ disableEntropyCache: 1 }));
say(() => c.randomUUID(1));
say(() => c.getRandomValues('a'));
say(() => c.getRandomValues(new Float64Array(1)));
say(() => c.getRandomValues(new Uint8Array(65537)));
say(() => c.getRandomValues(new Uint8Array(4)).length);
