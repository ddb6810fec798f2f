// What SubtleCrypto refuses: keys for other ends, wrong usages, data that is not right.
'use strict';

const crypto = require('crypto');

const { subtle } = crypto.webcrypto;
const bytes = new Uint8Array(16);
const everything = ['encrypt', 'decrypt', 'sign', 'verify', 'deriveKey', 'deriveBits', 'wrapKey', 'unwrapKey'];
const rsa = { modulusLength: 1024, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' };
const salt = { hash: 'SHA-256', salt: bytes, info: bytes, iterations: 1 };

const kinds = {
  'RSASSA-PKCS1-v1_5': rsa,
  'RSA-PSS': rsa,
  'RSA-OAEP': rsa,
  'ECDSA': { namedCurve: 'P-256' },
  'ECDH': { namedCurve: 'P-256' },
  'Ed25519': {},
  'X25519': {},
  'HMAC': { hash: 'SHA-1' },
  'AES-CTR': { length: 128 },
  'AES-CBC': { length: 128 },
  'AES-GCM': { length: 128 },
  'AES-KW': { length: 128 },
};

// OpenSSL's words for a cause are not ours, and Node's are those of an earlier error at times.
async function row(label, start) {
  try {
    const value = await start();
    console.log(label, value instanceof ArrayBuffer ? `${value.byteLength} bytes` : value);
  } catch (e) {
    console.log(label, e.constructor.name, e.name, e.code, e.message);
    if (e.cause && !/^error:|^Cipher job failed/.test(e.cause.message)) {
      console.log('  cause', e.cause.name, e.cause.code, e.cause.message);
    }
  }
}

async function usages() {
  for (const [name, more] of Object.entries(kinds)) {
    for (const usage of everything) {
      await row(`${name} for ${usage}`, async () => {
        const made = await subtle.generateKey({ name, ...more }, false, [usage, usage]);
        const keys = made.privateKey ? [made.publicKey, made.privateKey] : [made];
        return keys.map((key) => [key.type, key.extractable, ...key.usages].join(' ')).join(', ');
      });
    }
    await row(`${name} for nothing`, () => subtle.generateKey({ name, ...more }, false, []));
  }
  for (const name of ['HKDF', 'PBKDF2', 'SHA-256', 'RSAES-PKCS1-v1_5']) {
    await row(name, () => subtle.generateKey({ name, ...salt }, false, everything));
    await row(name, () => subtle.importKey('raw', bytes, { name }, true, ['deriveBits']));
    await row(name, () => subtle.importKey('raw', bytes, { name }, false, ['sign']));
    await row(name, () => subtle.importKey('raw', bytes, { name }, false, []));
    await row(name, () => subtle.importKey('jwk', { kty: 'oct', k: 'AA' }, { name }, false, ['deriveKey']));
  }
}

// Every key meets every operation.
async function mismatches() {
  const keys = [];
  for (const [name, more] of Object.entries(kinds)) {
    const allowed = {
      'RSA-OAEP': everything.filter((usage) => /crypt|wrap/i.test(usage)), 'ECDH': ['deriveKey', 'deriveBits'],
      'X25519': ['deriveKey', 'deriveBits'], 'AES-KW': ['wrapKey', 'unwrapKey'],
    };
    const usages = allowed[name] || (name.startsWith('AES') ? allowed['RSA-OAEP'] : ['sign', 'verify']);
    const made = await subtle.generateKey({ name, ...more }, true, usages);
    keys.push(...(made.privateKey ? [made.publicKey, made.privateKey] : [made]));
  }
  keys.push(await subtle.importKey('raw', bytes, 'HKDF', false, ['deriveBits']));
  keys.push(await subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveKey']));
  const peer = keys.find((key) => key.algorithm.name === 'X25519');
  for (const key of keys) {
    const { name } = key.algorithm;
    const label = `${name} ${key.type}`;
    for (const format of ['raw', 'spki', 'pkcs8']) {
      await row(`${label} as ${format}`, async () => typeof await subtle.exportKey(format, key));
    }
    await row(`${label} signs`, () => subtle.sign({ name, ...salt, saltLength: 8 }, key, bytes).then(() => 'done'));
    await row(`${label} verifies`, () => subtle.verify({ name, ...salt, saltLength: 8 }, key, bytes, bytes));
    await row(`${label} signs as HMAC`, () => subtle.sign('HMAC', key, bytes));
    await row(`${label} encrypts`, () => subtle.encrypt({ name, iv: bytes, counter: bytes, length: 1 }, key, bytes));
    await row(`${label} decrypts`, () => subtle.decrypt({ name, iv: bytes, counter: bytes, length: 1 }, key, bytes));
    await row(`${label} derives`, () => subtle.deriveBits({ name, ...salt, public: peer }, key, 8).then(() => 'done'));
    await row(`${label} derives a key`, () =>
      subtle.deriveKey({ name, ...salt, public: peer }, key, { name: 'AES-CBC', length: 128 }, false, ['encrypt']));
    await row(`${label} wraps`, () => subtle.wrapKey('raw', peer, key, { name, iv: bytes }).then(() => 'done'));
    await row(`${label} unwraps`, () =>
      subtle.unwrapKey('raw', bytes, key, { name, iv: bytes }, 'AES-CBC', false, ['encrypt']));
  }
  const [one] = keys.filter((key) => key.algorithm.name === 'AES-CBC');
  const closed = await subtle.importKey('raw', bytes, 'AES-CBC', false, ['encrypt', 'wrapKey']);
  await row('closed', () => subtle.exportKey('raw', closed));
  await row('closed', () => subtle.exportKey('jwk', closed));
  await row('closed', () => subtle.wrapKey('raw', closed, one, { name: 'AES-CBC', iv: bytes }));
}

function hmacKey(size, more) {
  return subtle.importKey('raw', new Uint8Array(size), { name: 'HMAC', hash: 'SHA-1', ...more }, true, ['sign']);
}

async function ciphers() {
  const import_ = (name, usages) => subtle.importKey('raw', bytes, name, true, usages);
  const cbc = await import_('AES-CBC', ['encrypt', 'decrypt']);
  const ctr = await import_('AES-CTR', ['encrypt', 'decrypt']);
  const gcm = await import_('AES-GCM', ['encrypt', 'decrypt', 'unwrapKey', 'wrapKey']);
  const kw = await import_('AES-KW', ['wrapKey', 'unwrapKey']);
  for (const size of [0, 12, 15, 17]) {
    const short = new Uint8Array(size);
    await row(`CBC iv of ${size}`, () => subtle.encrypt({ name: 'AES-CBC', iv: short }, cbc, bytes));
    await row(`CTR counter of ${size}`, () =>
      subtle.encrypt({ name: 'AES-CTR', counter: short, length: 1 }, ctr, bytes));
    await row(`GCM iv of ${size}`, () => subtle.encrypt({ name: 'AES-GCM', iv: short }, gcm, bytes));
    await row(`CBC of ${size}`, () => subtle.decrypt({ name: 'AES-CBC', iv: bytes }, cbc, short));
    await row(`GCM of ${size}`, () => subtle.decrypt({ name: 'AES-GCM', iv: bytes }, gcm, short));
    await row(`GCM of ${size}`, () => subtle.decrypt({ name: 'AES-GCM', iv: bytes, tagLength: 32 }, gcm, short));
  }
  for (const size of [8, 12, 16, 24, 40]) {
    await row(`KW of ${size}`, () =>
      subtle.unwrapKey('raw', new Uint8Array(size), kw, 'AES-KW', 'AES-CBC', true, ['encrypt']));
    const inner = await hmacKey(size - 1);
    await row(`KW around ${size - 1}`, () => subtle.wrapKey('raw', inner, kw, 'AES-KW'));
  }
  for (const length of [0, 129, 255]) {
    await row(`CTR of ${length}`, () => subtle.encrypt({ name: 'AES-CTR', counter: bytes, length }, ctr, bytes));
  }
  await row('KW encrypts', () => subtle.encrypt('AES-KW', kw, bytes));
  // A tag that is wrong, whole and cut.
  for (const tagLength of [128, 96, 32]) {
    const algorithm = { name: 'AES-GCM', iv: bytes, tagLength };
    const sealed = new Uint8Array(await subtle.encrypt(algorithm, gcm, bytes));
    for (const i of [0, sealed.length - 1]) {
      const broken = Uint8Array.from(sealed);
      broken[i] ^= 1;
      await row(`GCM of ${tagLength}`, () => subtle.decrypt(algorithm, gcm, broken));
    }
  }
  for (const text of ['{', '[]', '"x"', 'null', '{"kty":"oct"}', '{"kty":"oct","k":"AAAA"}', '\xff']) {
    const sealed = await subtle.encrypt({ name: 'AES-GCM', iv: bytes }, gcm, Buffer.from(text, 'latin1'));
    await row(`unwrapped ${text}`, () =>
      subtle.unwrapKey('jwk', sealed, gcm, { name: 'AES-GCM', iv: bytes }, 'AES-CBC', true, ['encrypt']));
  }
}

async function parameters() {
  const oaep = await subtle.generateKey({ name: 'RSA-OAEP', ...rsa }, true, ['encrypt', 'decrypt']);
  for (const size of [62, 63, 128]) {
    await row(`OAEP of ${size}`, () => subtle.encrypt('RSA-OAEP', oaep.publicKey, new Uint8Array(size)));
    await row(`OAEP of ${size}`, () => subtle.decrypt('RSA-OAEP', oaep.privateKey, new Uint8Array(size)));
  }
  const label = Buffer.from('a label');
  const sealed = await subtle.encrypt({ name: 'RSA-OAEP', label }, oaep.publicKey, bytes);
  await row('label', () => subtle.decrypt({ name: 'RSA-OAEP', label }, oaep.privateKey, sealed));
  await row('no label', () => subtle.decrypt({ name: 'RSA-OAEP' }, oaep.privateKey, sealed));
  const pss = await subtle.generateKey({ name: 'RSA-PSS', ...rsa }, true, ['sign', 'verify']);
  for (const saltLength of [94, 95, 2 ** 31]) {
    await row(`salt of ${saltLength}`, () => subtle.sign({ name: 'RSA-PSS', saltLength }, pss.privateKey, bytes));
    await row(`salt of ${saltLength}`, () =>
      subtle.verify({ name: 'RSA-PSS', saltLength }, pss.publicKey, bytes, bytes));
  }
  for (const modulusLength of [0, 1, 256]) {
    await row(`RSA of ${modulusLength}`, () =>
      subtle.generateKey({ name: 'RSA-PSS', ...rsa, modulusLength }, true, ['sign']));
  }
  for (const exponent of [[], [0], [1], [2], [0, 0, 0, 0, 1], [1, 0, 0, 0, 0]]) {
    const publicExponent = new Uint8Array(exponent);
    await row(`exponent ${exponent}`, () =>
      subtle.generateKey({ name: 'RSA-PSS', ...rsa, modulusLength: 512, publicExponent }, true, ['sign']));
  }
  for (const length of [0, 1, 7, 8, 9, 160]) {
    await row(`HMAC of ${length}`, async () =>
      (await subtle.generateKey({ name: 'HMAC', hash: 'SHA-1', length }, true, ['sign'])).algorithm);
    await row(`HMAC of ${length}`, async () => (await hmacKey(20, { length })).algorithm);
  }
  await row('HMAC of nothing', () => hmacKey(0));
  await row('HMAC', () => subtle.importKey('spki', bytes, { name: 'HMAC', hash: 'SHA-1' }, true, ['sign']));
  for (const size of [0, 15, 17, 33]) {
    await row(`AES of ${size}`, () => subtle.importKey('raw', new Uint8Array(size), 'AES-GCM', true, ['encrypt']));
  }
}

async function derivations() {
  for (const name of ['HKDF', 'PBKDF2']) {
    const key = await subtle.importKey('raw', bytes, name, false, ['deriveBits', 'deriveKey']);
    for (const length of [undefined, null, 0, 1, 8, 255 * 256, 255 * 256 + 8]) {
      await row(`${name} of ${length}`, () => subtle.deriveBits({ name, ...salt }, key, length));
    }
    for (const derived of [{ name: 'AES-CBC', length: 127 }, { name: 'AES-CBC' },
      { name: 'HMAC', hash: 'SHA-1', length: 0 }, { name: 'HMAC', hash: 'SHA-1', length: 9 }, 'ECDSA', 'X25519',
      'PBKDF2', 'SHA-1']) {
      await row(`${name} for ${derived.name || derived}`, () =>
        subtle.deriveKey({ name, ...salt }, key, derived, false, ['sign']));
    }
    await row('no iterations', () => subtle.deriveBits({ name, ...salt, iterations: 0 }, key, 8));
    const many = { name, ...salt, iterations: 2 ** 31, hash: 'SHA-1' };
    await row('many iterations', () => subtle.deriveBits(many, key, 16));
    await row('long info', () => subtle.deriveBits({ name, ...salt, info: new Uint8Array(1025) }, key, 8));
  }
  const pair = (algorithm) => subtle.generateKey(algorithm, true, ['deriveBits']);
  const one = await pair({ name: 'ECDH', namedCurve: 'P-256' });
  const other = await pair({ name: 'ECDH', namedCurve: 'P-384' });
  const x = await pair({ name: 'X25519' });
  const signing = { name: 'ECDSA', namedCurve: 'P-256' };
  const { publicKey: ecdsa } = await subtle.generateKey(signing, true, ['sign', 'verify']);
  for (const [name, key, theirs] of [
    ['ECDH', one.privateKey, one.privateKey], ['ECDH', one.publicKey, one.publicKey],
    ['ECDH', one.privateKey, other.publicKey], ['ECDH', one.privateKey, x.publicKey],
    ['X25519', x.privateKey, one.publicKey], ['ECDH', one.privateKey, ecdsa], ['X25519', one.privateKey, x.publicKey],
    ['ECDH', x.privateKey, one.publicKey],
  ]) {
    await row(name, () => subtle.deriveBits({ name, public: theirs }, key, 8));
  }
  for (const length of [256, 257, 264, 2 ** 31]) {
    for (const { publicKey, privateKey } of [one, x]) {
      const { name } = publicKey.algorithm;
      await row(`${name} of ${length}`, () => subtle.deriveBits({ name, public: publicKey }, privateKey, length));
    }
  }
  const zero = await subtle.importKey('raw', new Uint8Array(32), 'X25519', true, []);
  await row('zero', () => subtle.deriveBits({ name: 'X25519', public: zero }, x.privateKey, 8));
}

(async () => {
  for (const part of [usages, mismatches, ciphers, parameters, derivations]) await part();
})();
