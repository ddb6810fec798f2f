// ECDH and diffieHellman.
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
const { publicKey: P, privateKey: K } = c.generateKeyPairSync('rsa', { modulusLength: 1024 });
const E = c.generateKeyPairSync('ec', { namedCurve: 'P-256' });
const X = c.generateKeyPairSync('x25519');
say(() => c.diffieHellman({ privateKey: E.privateKey, publicKey: X.publicKey }));
say(() => c.diffieHellman({ privateKey: K, publicKey: P }));
say(() => c.diffieHellman({ privateKey: P, publicKey: P }));
say(() => c.diffieHellman({ privateKey: K }));
say(() => {
  const X2 = c.generateKeyPairSync('x25519');
  return c.diffieHellman({ privateKey: X.privateKey, publicKey: X2.publicKey }).equals(c.diffieHellman({ privateKey: X2.privateKey, publicKey: X.publicKey }));
});
say(() => {
  const X2 = c.generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  return c.diffieHellman({ privateKey: E.privateKey, publicKey: X2.publicKey }).equals(c.diffieHellman({ privateKey: X2.privateKey, publicKey: E.publicKey }));
});
say(() => {
  const X2 = c.generateKeyPairSync('ec', { namedCurve: 'secp384r1' });
  return c.diffieHellman({ privateKey: E.privateKey, publicKey: X2.publicKey });
});
say(() => c.createECDH('nope'));
for (const cv of ['prime256v1', 'secp224r1', 'secp384r1', 'secp521r1']) {
  const e = c.createECDH(cv);
  say(() => e.computeSecret('abcd', 'hex'));
  say(() => e.getPublicKey());
  say(() => e.getPrivateKey());
  e.generateKeys();
  say(() => e.computeSecret('abcd', 'hex'));
  say(() => {
    const f = c.createECDH(cv);
    f.generateKeys();
    return f.computeSecret(e.getPublicKey(null, 'compressed')).equals(e.computeSecret(f.getPublicKey()));
  });
  say(() => {
    e.setPrivateKey('abcd', 'hex');
    return [e.getPublicKey('hex'), e.getPublicKey('base64', 'compressed'), e.getPublicKey('hex', 'hybrid'), c.ECDH.convertKey(e.getPublicKey('hex', 'hybrid'), cv, 'hex', 'hex', 'compressed')].join();
  });
  say(() => e.getPrivateKey('hex'));
  say(() => e.setPrivateKey(Buffer.alloc(32)));
  say(() => e.setPublicKey('abcd', 'hex'));
  say(() => e.getPublicKey('hex', 'foo'));
}
say(() => c.ECDH.convertKey('abcd', 'prime256v1', 'hex'));
say(() => c.ECDH.convertKey('abcd', 'nope', 'hex'));
