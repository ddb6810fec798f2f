// Making keys: options and errors.
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
say(() => c.generateKeyPairSync('nope'));
say(() => c.generateKeyPairSync('rsa'));
say(() => c.generateKeyPairSync('rsa', {}));
say(() => c.generateKeyPairSync('ec', { namedCurve: 'nope' }));
say(() => c.generateKeyPairSync('ec', {}));
say(() => c.generateKeyPairSync('rsa', { modulusLength: 1024, publicExponent: 4 }));
say(() => c.generateKeyPairSync('rsa', { modulusLength: 100 }));
say(() => c.generateKeyPairSync('rsa', { modulusLength: 1024, publicKeyEncoding: {} }));
say(() => c.generateKeyPairSync('rsa', { modulusLength: 1024, publicKeyEncoding: { format: 'pem' } }));
say(() => c.generateKeyPairSync('rsa', { modulusLength: 1024, publicKeyEncoding: { format: 'pem', type: 'spki' } }).publicKey.slice(0, 20));
say(() => c.generateKeyPairSync('ec', { namedCurve: 'P-256', publicKeyEncoding: { format: 'pem', type: 'pkcs1' } }));
say(() => c.generateKeyPairSync('ec', { namedCurve: 'P-256', privateKeyEncoding: { format: 'pem', type: 'pkcs8', cipher: 'aes-128-cbc' } }));
say(() => c.generateKeySync('aes', { length: 100 }));
say(() => c.generateKeySync('hmac', { length: 7 }));
say(() => c.generateKeySync('hmac', { length: 9 }).symmetricKeySize);
say(() => c.generateKeySync('nope', { length: 9 }));
c.generateKeyPair('ec', { namedCurve: 'P-384', publicKeyEncoding: { type: 'spki', format: 'der' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } }, (e, a, b) => console.log('gkp', e, a.length, b.slice(0, 20)));
