// Hash and Hmac: encodings, errors, copies, extendable output, streams apart.
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
say(() => c.createHash('nope'));
say(() => c.createHash());
say(() => c.createHash('sha1').update());
say(() => {
  const h = c.createHash('sha1');
  h.digest();
  h.update('x');
});
say(() => {
  const h = c.createHash('sha1');
  h.digest();
  h.digest();
});
say(() => {
  const h = c.createHash('sha1');
  h.digest();
  h.copy();
});
say(() => c.createHash('sha1', { outputLength: 10 }));
say(() => c.createHash('sha1', { outputLength: 20 }).digest('hex'));
say(() => c.createHash('shake128', { outputLength: 0 }).digest('hex'));
say(() => c.createHash('shake128').digest('hex'));
say(() => c.createHash('shake256', { outputLength: 50 }).update('abc').copy().digest('hex'));
say(() => c.createHash('sha1').update('abc', 'foo').digest('hex'));
say(() => c.createHash('sha1').update('abc', 'hex').digest('hex'));
say(() => c.createHash('sha1').digest('foo'));
say(() => c.createHash('SHA1').digest('hex'));
say(() => c.createHash('RSA-SHA1').digest('hex'));
for (const h of c.getHashes()) if (!/sm3/i.test(h)) say(() => h + c.createHash(h).update('aé', 'utf8').update('ff00', 'hex').update('é', 'latin1').copy().digest('base64'));
say(() => c.createHash('sha1').update('é€', 'binary').digest('binary'));
say(() => c.createHash('sha1').update('é€').digest('latin1'));
say(() => c.createHash('sha1').update(new Uint16Array([1, 2])).digest('base64url'));
say(() => c.createHash('sha1').update(new DataView(new ArrayBuffer(3))).digest('ucs2'));
say(() => c.createHash('sha1').update(new ArrayBuffer(3)).digest('ucs2'));
say(() => c.createHmac('nope', 'k'));
say(() => c.createHmac('sha1'));
say(() => c.createHmac('sha1', null));
say(() => {
  const h = c.createHmac('sha1', 'k');
  h.digest();
  return h.digest('hex');
});
say(() => {
  const h = c.createHmac('sha1', 'k');
  h.digest();
  return h.update('hex');
});
say(() => c.createHmac('sha256', c.createSecretKey(Buffer.from('k'))).update('x').digest('hex'));
say(() => c.createHmac('sha256', new Uint8Array([1, 2]).buffer).update('x').digest('hex'));
say(() => c.Hash('md5').update('x').digest('hex'));
say(() => new c.Hmac('md5', 'x').update('x').digest('hex'));
