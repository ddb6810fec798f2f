// Keys out and in again, in every format, plain and wrapped; and what a JWK may say of itself.
'use strict';

const crypto = require('crypto');

const { subtle } = crypto.webcrypto;
const rsa = { modulusLength: 1024, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-384' };

const kinds = [
  [{ name: 'RSASSA-PKCS1-v1_5', ...rsa }, ['sign', 'verify']],
  [{ name: 'RSA-PSS', ...rsa, hash: 'SHA-1' }, ['sign', 'verify']],
  [{ name: 'RSA-OAEP', ...rsa, publicExponent: new Uint8Array([0, 3]) },
    ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey']],
  [{ name: 'ECDSA', namedCurve: 'P-256' }, ['sign', 'verify']],
  [{ name: 'ECDSA', namedCurve: 'P-384' }, ['sign', 'verify']],
  [{ name: 'ECDH', namedCurve: 'P-521' }, ['deriveKey', 'deriveBits']],
  [{ name: 'Ed25519' }, ['sign', 'verify']],
  [{ name: 'X25519' }, ['deriveKey', 'deriveBits']],
  [{ name: 'HMAC', hash: 'SHA-512', length: 40 }, ['sign', 'verify']],
  [{ name: 'AES-CTR', length: 128 }, ['encrypt', 'decrypt']],
  [{ name: 'AES-CBC', length: 192 }, ['encrypt', 'decrypt']],
  [{ name: 'AES-GCM', length: 256 }, ['encrypt', 'decrypt', 'wrapKey']],
  [{ name: 'AES-KW', length: 128 }, ['wrapKey', 'unwrapKey']],
];

const isBytes = (value) => value instanceof ArrayBuffer;
const same = (a, b) => isBytes(a) ? isBytes(b) && Buffer.from(a).equals(Buffer.from(b)) :
  JSON.stringify(a) === JSON.stringify(b);

async function wrappers() {
  const oaep = await subtle.generateKey({ name: 'RSA-OAEP', ...rsa, hash: 'SHA-1', modulusLength: 2048 }, false,
    ['wrapKey', 'unwrapKey']);
  const list = [[{ name: 'RSA-OAEP', label: Buffer.from('a') }, oaep.publicKey, oaep.privateKey]];
  for (const algorithm of [
    { name: 'AES-CBC', iv: new Uint8Array(16) }, { name: 'AES-CTR', counter: new Uint8Array(16), length: 32 },
    { name: 'AES-GCM', iv: new Uint8Array(12) }, { name: 'AES-KW' },
  ]) {
    const key = await subtle.generateKey({ name: algorithm.name, length: 128 }, false, ['wrapKey', 'unwrapKey']);
    list.push([algorithm, key, key]);
  }
  return list;
}

async function trip(key, algorithm, wrapping) {
  for (const format of ['raw', 'spki', 'pkcs8', 'jwk']) {
    let out;
    try {
      out = await subtle.exportKey(format, key);
    } catch (e) {
      console.log(' ', format, e.name, e.message);
      continue;
    }
    const back = await subtle.importKey(format, out, algorithm, true, key.usages);
    const shown = isBytes(out) ? 'bytes' : `${Object.keys(out)} ${out.alg} ${out.key_ops} ${out.ext}`;
    console.log(' ', format, shown, same(out, await subtle.exportKey(format, back)), JSON.stringify(back.algorithm),
      back.usages.join());
    for (const [how, wrapper, opener] of wrapping) {
      try {
        const sealed = await subtle.wrapKey(format, key, wrapper, how);
        const opened = await subtle.unwrapKey(format, sealed, opener, how, algorithm, true, key.usages);
        console.log('   ', how.name, same(out, await subtle.exportKey(format, opened)));
      } catch (e) {
        console.log('   ', how.name, e.name, e.message);
      }
    }
  }
}

async function trips() {
  const wrapping = await wrappers();
  for (const [algorithm, usages] of kinds) {
    const made = await subtle.generateKey(algorithm, true, usages);
    for (const key of made.privateKey ? [made.publicKey, made.privateKey] : [made]) {
      console.log(algorithm.name, key.type, key.usages.join());
      await trip(key, algorithm, wrapping);
    }
  }
}

// JWKs that say something else than what is wanted of them.
async function claims() {
  for (const [algorithm, usages] of kinds) {
    const made = await subtle.generateKey(algorithm, true, usages);
    const key = made.privateKey || made;
    const jwk = await subtle.exportKey('jwk', key);
    const without = (name) => Object.fromEntries(Object.entries(jwk).filter(([k]) => k !== name));
    const changes = [
      ['kty', { ...jwk, kty: 'XXX' }], ['kty', without('kty')], ['crv', { ...jwk, crv: 'P-255' }],
      ...['use', 'sig', 'enc'].map((use) => [`use ${use}`, { ...jwk, use }]),
      ['ops', { ...jwk, key_ops: [] }], ['ops', { ...jwk, key_ops: [...jwk.key_ops, ...jwk.key_ops] }],
      ['ops', { ...jwk, key_ops: [...jwk.key_ops, 'own', 'own'] }], ['ops', without('key_ops')],
      ['ops', { ...jwk, key_ops: 'sign' }], ['ext', { ...jwk, ext: false }], ['ext', { ...jwk, ext: undefined }],
      ...['RS384', 'PS1', 'RSA-OAEP-384', 'SHA-384', 'RSA-OAEP', 'ES256', 'ES512', 'EdDSA', 'Ed25519', 'HS512', 'HS256',
        'A128CTR', 'A256GCM', 'none', 1].map((alg) => [`alg ${alg}`, { ...jwk, alg }]),
      ...['n', 'e', 'd', 'p', 'qi', 'x', 'y', 'k'].filter((name) => name in jwk)
        .map((name) => [`no ${name}`, without(name)]),
      ...['x', 'y', 'k'].filter((name) => name in jwk).map((name) => [`empty ${name}`, { ...jwk, [name]: '' }]),
    ];
    for (const [label, changed] of changes) {
      for (const extractable of [true, false]) {
        const result = await subtle.importKey('jwk', changed, algorithm, extractable, key.usages)
          .then(({ type, extractable }) => [type, extractable], (e) => [e.name, e.code, e.message]);
        console.log(algorithm.name, label, ...result);
      }
    }
    const more = await subtle.importKey('jwk', jwk, algorithm, true, ['sign', 'decrypt', 'deriveKey', 'verify'])
      .catch((e) => [e.name, e.message]);
    console.log(algorithm.name, ...more);
  }
}

// Bytes that are another key, or none.
async function strangers() {
  const der = {};
  for (const [type, options] of [['rsa', { modulusLength: 1024 }], ['rsa-pss', { modulusLength: 1024 }],
    ['ec', { namedCurve: 'P-256' }], ['ec', { namedCurve: 'P-384' }], ['ed25519'], ['x25519']]) {
    const { publicKey, privateKey } = crypto.generateKeyPairSync(type, options);
    der[`${type}${options && options.namedCurve || ''}`] = {
      spki: publicKey.export({ type: 'spki', format: 'der' }),
      pkcs8: privateKey.export({ type: 'pkcs8', format: 'der' }),
    };
  }
  der.none = { spki: Buffer.alloc(10), pkcs8: Buffer.alloc(10), raw: Buffer.alloc(10) };
  der.zero = { spki: Buffer.alloc(0), pkcs8: Buffer.alloc(0), raw: Buffer.alloc(0) };
  const compressed = crypto.ECDH.convertKey(crypto.createECDH('prime256v1').generateKeys(), 'prime256v1', undefined,
    undefined, 'compressed');
  der.point = { raw: compressed };
  for (const [algorithm, usages] of kinds.slice(0, 8)) {
    for (const [name, forms] of Object.entries(der)) {
      for (const [format, bytes] of Object.entries(forms)) {
        const allowed = usages.filter((usage) => /sign|decrypt|unwrap|derive/.test(usage) === (format === 'pkcs8'));
        const result = await subtle.importKey(format, bytes, algorithm, true, allowed)
          .then((key) => [key.type], (e) => [e.name, e.message]);
        console.log(algorithm.name, algorithm.namedCurve, name, format, ...result);
      }
    }
  }
}

(async () => {
  for (const part of [trips, claims, strangers]) await part();
})();
