// Signatures: every key type, digest, padding and encoding, and the errors.
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
const ED = c.generateKeyPairSync('ed25519');
const X = c.generateKeyPairSync('x25519');
const PSS = c.generateKeyPairSync('rsa-pss', { modulusLength: 1024, hashAlgorithm: 'sha256', mgf1HashAlgorithm: 'sha256', saltLength: 20 });
say(() => c.createSign('nope'));
say(() => c.createSign('sha256').sign(null));
say(() => c.createSign('sha256').sign('garbage'));
say(() => c.createSign('sha256').sign(P));
say(() => c.createSign('sha256').sign(ED.privateKey));
say(() => c.createSign('sha256').sign(X.privateKey));
say(() => c.sign('sha256', 'x', X.privateKey));
say(() => c.sign('sha256', Buffer.from('x'), X.privateKey));
say(() => c.sign(null, Buffer.from('x'), X.privateKey));
say(() => c.sign('sha256', Buffer.from('x'), ED.privateKey));
say(() => c.sign('nope', Buffer.from('x'), K));
say(() => c.sign(null, Buffer.from('x'), K).length);
say(() => c.sign('sha256', 5, K));
say(() => {
  const s = c.createSign('sha256');
  s.sign(K);
  s.sign(K);
});
say(() => {
  const s = c.createSign('sha256');
  s.sign(K);
  s.update('x');
});
say(() => c.verify('sha256', Buffer.from('x'), P, 'sig'));
say(() => c.verify('sha256', Buffer.from('x'), P, Buffer.from('sig')));
say(() => c.verify('sha256', Buffer.from('x'), { key: E.publicKey, dsaEncoding: 'foo' }, Buffer.from('sig')));
say(() => c.verify('sha256', Buffer.from('x'), { key: E.publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from('sig')));
for (const h of ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha512-256', 'sha3-256', 'ripemd160', 'RSA-SHA256', 'blake2b512']) for (const [a, b] of [[K, P], [E.privateKey, E.publicKey]]) say(() => {
  const s = c.createSign(h).update('some').update('data').sign(a);
  return [h, a.asymmetricKeyType, c.createVerify(h).update('somedata').verify(b, s), c.createVerify(h).update('somedat').verify(b, s), c.verify(h, 'somedata', b, s), c.verify(h, 'somedata', a, s)].join();
});
for (const salt of [void 0, -1, -2, 0, 1, 20, 32, 62]) say(() => {
  const o = { padding: 6, saltLength: salt };
  const s = c.sign('sha256', 'x', { key: K, ...o });
  return [salt, c.verify('sha256', 'x', { key: P, ...o }, s), c.verify('sha256', 'x', { key: P, padding: 6 }, s), c.verify('sha256', 'x', { key: P, padding: 6, saltLength: 0 }, s), c.verify('sha256', 'x', { key: P, padding: 6, saltLength: -1 }, s), c.verify('sha256', 'y', { key: P, ...o }, s)].join();
});
say(() => c.verify(null, 'x', ED.publicKey, c.sign(null, 'x', ED.privateKey)));
say(() => c.verify('sha256', 'x', { key: E.publicKey, dsaEncoding: 'ieee-p1363' }, c.sign('sha256', 'x', { key: E.privateKey, dsaEncoding: 'ieee-p1363' })));
say(() => c.sign('sha256', 'x', { key: E.privateKey, dsaEncoding: 'ieee-p1363' }).length);
say(() => c.sign('sha256', Buffer.from('x'), { key: K, padding: c.constants.RSA_PKCS1_PSS_PADDING, saltLength: 200 }));
say(() => c.sign('sha256', Buffer.from('x'), { key: K, padding: 77 }));
say(() => c.sign('sha256', Buffer.from('x'), { key: K, padding: 'a' }));
say(() => c.sign('sha1', Buffer.from('x'), PSS.privateKey));
say(() => c.sign('sha256', Buffer.from('x'), { key: PSS.privateKey, saltLength: 10 }));
say(() => c.sign('sha256', Buffer.from('x'), { key: PSS.privateKey, padding: 1 }));
say(() => c.verify('sha256', 'x', PSS.publicKey, c.sign('sha256', Buffer.from('x'), { key: PSS.privateKey })));
