// crypto.hash.
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
say(() => c.hash('sha1', 'x'));
say(() => c.hash('nope', 'x'));
say(() => c.hash('sha1', 'x', 'buffer'));
say(() => c.hash('sha1', 5));
say(() => c.hash(1, 5));
say(() => c.hash('sha1', 'x', 'foo'));
say(() => c.hash('sha1', 'x', 'latin1'));
