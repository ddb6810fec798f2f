// Key objects: import and export in every form, and the errors.
'use strict';

const c = require('crypto');

// What a call gives, or how it fails, on one line.
// One wrong passphrase in 256 happens to leave good padding, and fails later.
function refuse(fn) {
  try {
    fn();
    console.log('not refused');
  } catch (e) {
    console.log(['ERR_OSSL_BAD_DECRYPT', 'ERR_OSSL_UNSUPPORTED'].includes(e.code) ? 'refused' : e.code);
  }
}

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
const ED = c.generateKeyPairSync('ed25519');
const X = c.generateKeyPairSync('x25519');
const PSS = c.generateKeyPairSync('rsa-pss', { modulusLength: 1024, hashAlgorithm: 'sha256', mgf1HashAlgorithm: 'sha256', saltLength: 20 });
say(() => P);
say(() => K.asymmetricKeyDetails);
say(() => E.publicKey.asymmetricKeyDetails);
say(() => ED.publicKey.asymmetricKeyDetails);
say(() => PSS.publicKey.asymmetricKeyDetails);
say(() => PSS.publicKey.asymmetricKeyType);
say(() => c.createPrivateKey('garbage'));
say(() => c.createPublicKey('garbage'));
say(() => c.createPrivateKey('-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'));
say(() => c.createPrivateKey(P.export({ type: 'spki', format: 'pem' })));
say(() => c.createPublicKey(K.export({ type: 'pkcs8', format: 'pem' })).type);
say(() => c.createPublicKey(K).type);
say(() => c.createPublicKey(P));
say(() => c.createPrivateKey(K));
say(() => c.createPrivateKey({ key: K.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x' }) }));
refuse(() => c.createPrivateKey({ key: K.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x' }), passphrase: 'yy' }));
refuse(() => c.createPrivateKey({ key: K.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x' }), passphrase: 'yy' }));
say(() => c.createPrivateKey({ key: K.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x' }), passphrase: 'x' }).equals(K));
say(() => c.createPrivateKey({ key: K.export({ type: 'pkcs8', format: 'pem', cipher: 'aes256', passphrase: 'x' }), passphrase: 'x' }).equals(K));
say(() => c.createPrivateKey({ key: K.export({ type: 'pkcs8', format: 'der', cipher: 'des-ede3-cbc', passphrase: 'x' }), passphrase: 'x', format: 'der', type: 'pkcs8' }).equals(K));
say(() => c.createPrivateKey({ key: K.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x' }) }));
say(() => c.createPrivateKey({ key: Buffer.from('zz'), format: 'der', type: 'pkcs8' }));
say(() => c.createPrivateKey({ key: Buffer.from('zz'), format: 'der', type: 'pkcs1' }));
say(() => c.createPrivateKey({ key: Buffer.from('zz'), format: 'der', type: 'sec1' }));
say(() => c.createPrivateKey({ key: Buffer.from('zz'), format: 'der' }));
say(() => c.createPublicKey({ key: Buffer.from('zz'), format: 'der', type: 'spki' }));
say(() => c.createPublicKey({ key: Buffer.from('zz'), format: 'der', type: 'pkcs1' }));
say(() => c.createPublicKey({ key: Buffer.from('zz'), format: 'der' }));
say(() => c.createPrivateKey({ key: 'zz', format: 'foo' }));
say(() => c.createPrivateKey({}));
say(() => c.createPrivateKey(5));
say(() => c.createPublicKey(5));
say(() => c.createSecretKey(5));
say(() => c.createSecretKey('a'));
say(() => c.createSecretKey('abcd', 'hex').export());
say(() => c.createSecretKey(Buffer.alloc(0)).symmetricKeySize);
say(() => K.export());
say(() => K.export({ format: 'pem' }));
say(() => K.export({ type: 'pkcs8' }));
say(() => P.export({ format: 'pem' }));
say(() => P.export({ format: 'pem', type: 'pkcs8' }));
say(() => E.publicKey.export({ format: 'pem', type: 'pkcs1' }));
say(() => E.privateKey.export({ format: 'pem', type: 'pkcs1' }));
say(() => K.export({ format: 'pem', type: 'sec1' }));
say(() => K.export({ format: 'der', type: 'pkcs1', cipher: 'aes-128-cbc', passphrase: 'x' }));
say(() => K.export({ format: 'pem', type: 'pkcs8', cipher: 'nope', passphrase: 'x' }));
say(() => K.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-128-cbc' }));
say(() => K.export({ format: 'pem', type: 'pkcs8', passphrase: 'x' }));
say(() => K.export({ format: 'jwk', passphrase: 'x' }));
say(() => PSS.publicKey.export({ format: 'jwk' }));
for (const k of [K, E.privateKey, ED.privateKey, X.privateKey, P, E.publicKey, ED.publicKey, X.publicKey]) say(() => {
  const j = k.export({ format: 'jwk' });
  const f = k.type === 'private' ? c.createPrivateKey : c.createPublicKey;
  return [Object.keys(j).join(), f({ key: j, format: 'jwk' }).equals(k)].join();
});
for (const k of [K, E.privateKey, ED.privateKey, X.privateKey, PSS.privateKey, P, E.publicKey, ED.publicKey, X.publicKey, PSS.publicKey]) for (const type of ['pkcs1', 'pkcs8', 'sec1', 'spki']) for (const format of ['pem', 'der']) say(() => {
  const j = k.export({ format, type });
  const f = k.type === 'private' ? c.createPrivateKey : c.createPublicKey;
  return [k.asymmetricKeyType, type, format, format == 'pem' ? j.split('\n')[0] : j.length > 1, f({ key: j, format, type }).equals(k)].join();
});
say(() => c.createSecretKey(Buffer.from('abc')).export({ format: 'jwk' }));
say(() => c.createSecretKey(Buffer.from('abc')).export({ format: 'foo' }));
say(() => c.createPrivateKey({ key: { kty: 'foo' }, format: 'jwk' }));
say(() => c.createPrivateKey({ key: { kty: 'RSA' }, format: 'jwk' }));
say(() => c.createPrivateKey({ key: { kty: 'EC', crv: 'P-256', x: 'a', y: 'b', d: 'c' }, format: 'jwk' }));
say(() => c.createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', x: 'a', d: 'c' }, format: 'jwk' }));
say(() => c.createPublicKey({ key: { kty: 'OKP', crv: 'Foo', x: 'a', d: 'c' }, format: 'jwk' }));
say(() => c.createPublicKey({ key: { kty: 'RSA', n: 'a' }, format: 'jwk' }));
say(() => K.equals(P));
say(() => P.equals(5));
say(() => c.KeyObject.from(1));
