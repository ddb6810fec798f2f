// RSA encryption both ways.
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
const PSS = c.generateKeyPairSync('rsa-pss', { modulusLength: 1024, hashAlgorithm: 'sha256', mgf1HashAlgorithm: 'sha256', saltLength: 20 });
say(() => c.publicEncrypt(P, Buffer.alloc(200)));
say(() => c.publicEncrypt({ key: P, padding: 1 }, Buffer.alloc(200)));
say(() => c.publicEncrypt({ key: P, padding: 3 }, Buffer.alloc(20)));
say(() => c.publicEncrypt({ key: P, padding: 3 }, Buffer.alloc(128, 255)));
say(() => c.privateDecrypt(K, Buffer.alloc(128)));
say(() => c.privateDecrypt(K, Buffer.alloc(12)));
say(() => c.privateDecrypt({ key: K, padding: 1 }, c.publicEncrypt({ key: P, padding: 1 }, Buffer.from('abc'))).toString());
// Blocks that are not padded as they should be.
for (const [start, fill] of [[[3], 3], [[0, 2], 255], [[0, 1], 255], [[0, 1, 255, 255, 255, 255, 255, 255, 255, 0], 7],
                             [[0, 1, 255, 255, 255, 255, 255, 255, 255, 255, 255, 5], 7], [[0, 1, 0], 7],
                             [[0, 1, 255, 255, 255, 255, 255, 255, 255, 255, 0], 65]]) {
  const block = Buffer.alloc(128, fill);
  block.set(start);
  say(() => c.publicDecrypt(P, c.privateEncrypt({ key: K, padding: 3 }, block)).toString());
}
say(() => c.privateEncrypt(K, Buffer.alloc(128, 3)));
say(() => c.privateEncrypt({ key: K, padding: 4 }, Buffer.alloc(12, 3)));
say(() => c.publicEncrypt({ key: P, oaepHash: 'nope' }, Buffer.alloc(2)));
say(() => c.publicEncrypt(E.publicKey, Buffer.alloc(2)));
say(() => c.publicEncrypt({ key: P, oaepHash: 'sha512' }, Buffer.alloc(2)));
say(() => c.publicEncrypt(PSS.publicKey, Buffer.alloc(2)));
say(() => c.privateDecrypt(K, c.publicEncrypt(P, Buffer.from('oaep'))).toString());
say(() => c.privateDecrypt({ key: K, oaepHash: 'sha256', oaepLabel: Buffer.from('l') }, c.publicEncrypt({ key: P, oaepHash: 'sha256', oaepLabel: Buffer.from('l') }, 'oaep')).toString());
say(() => c.publicDecrypt(P, c.privateEncrypt(K, Buffer.from('raw'))).toString());
say(() => c.publicDecrypt({ key: P, padding: 3 }, c.privateEncrypt({ key: K, padding: 3 }, Buffer.alloc(128, 3))).toString('hex'));
say(() => c.privateDecrypt({ key: K, padding: 3 }, c.publicEncrypt({ key: P, padding: 3 }, Buffer.alloc(128, 3))).toString('hex'));
say(() => c.publicEncrypt(K.export({ type: 'pkcs8', format: 'pem' }), Buffer.from('x')).length);
say(() => c.publicEncrypt(P, 5));
