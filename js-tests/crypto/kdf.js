// pbkdf2, scrypt and hkdf: results and errors.
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
say(() => c.pbkdf2('a', 'b', 1, 1));
say(() => c.pbkdf2('a', 'b', 1, 1, () => {
}));
say(() => c.pbkdf2Sync('a', 'b', 0, 1, 'sha1'));
say(() => c.pbkdf2Sync('a', 'b', 1, 1, 'nope'));
say(() => c.pbkdf2Sync('a', 'b', 1, -1, 'sha1'));
say(() => c.pbkdf2Sync('a', 'b', 1, 0, 'sha1'));
say(() => c.pbkdf2Sync('a', 'b', 1e3, 40, 'sha512').toString('hex'));
say(() => c.pbkdf2('a', 'b', 1, 1, 'nope', () => {
}));
say(() => c.pbkdf2('a', 'b', 1, 1, 'sha1'));
say(() => c.pbkdf2Sync(1, 'b', 1, 1, 'sha1'));
say(() => c.scryptSync('a', 'b', 16, { N: 3 }));
say(() => c.scryptSync('a', 'b', 16, { N: 2 ** 20 }));
say(() => c.scryptSync('a', 'b', 16, { N: 16, cost: 16 }));
say(() => c.scryptSync('a', 'b', 16).toString('hex'));
say(() => c.scryptSync('a', 'b', 16, { N: 1024, r: 4, p: 2 }).toString('hex'));
say(() => c.scryptSync('a', 'b', 0));
say(() => c.scryptSync('a', 'b', 16, { N: 1 }));
say(() => c.scryptSync('a', 'b', 16, { N: 16384, maxmem: 16 * 1024 * 1024 }));
say(() => c.scryptSync('a', 'b', 16, { maxmem: -1 }));
say(() => c.scryptSync('a', 'b', 16, { r: 'a' }));
say(() => c.hkdfSync('nope', 'a', 'b', 'c', 10));
say(() => c.hkdfSync('sha1', 'a', 'b', 'c', 255 * 20 + 1));
say(() => c.hkdfSync('sha1', 'a', 'b', Buffer.alloc(1025), 2));
say(() => c.hkdfSync('sha1', '', 'b', '', 5));
say(() => c.hkdfSync('sha512', 'key', 'salt', 'info', 64));
say(() => c.hkdfSync('sha512', 'key', '', '', 0));
say(() => c.hkdfSync('sha512', 1, '', '', 0));
