// What SubtleCrypto says of arguments that it cannot convert: Web IDL's errors.
'use strict';

const { subtle } = globalThis.crypto;

async function row(name, ...args) {
  try {
    console.log(name, await subtle[name](...args));
  } catch (e) {
    console.log(name, e.constructor.name, e.name, e.code, e.message);
  }
}

const bytes = new Uint8Array(16);
const gcm = (more) => ({ name: 'AES-GCM', iv: new Uint8Array(12), ...more });

async function counts() {
  for (const name of Object.keys(Object.getPrototypeOf(subtle))) {
    for (let n = 0; n < subtle[name].length; n += 2) await row(name, ...Array(n).fill('x'));
    console.log(name, subtle[name].length);
  }
}

async function plain(key) {
  for (const algorithm of [undefined, null, 1, 'none', '', {}, { name: 1 }, [], () => {}, Symbol('s'),
    { name: Symbol('s') }]) {
    await row('digest', algorithm, bytes);
  }
  for (const data of [undefined, null, 'text', 1, {}, [1]]) {
    await row('digest', 'SHA-1', data);
    await row('importKey', 'raw', data, 'AES-CBC', false, ['encrypt']);
  }
  for (const bad of [undefined, null, 'key', {}, CryptoKey.prototype]) {
    await row('encrypt', gcm(), bad, bytes);
    await row('exportKey', 'raw', bad);
    await row('deriveBits', { name: 'ECDH', public: bad }, key, 8);
  }
  for (const format of [undefined, null, 1, 'RAW', 'pem', 'raw-secret']) await row('exportKey', format, key);
  for (const usages of [undefined, null, 'sign', 1, {}, ['Sign'], ['sign', undefined], [1], new Set(['sign', 'x'])]) {
    await row('generateKey', { name: 'HMAC', hash: 'SHA-1' }, true, usages);
  }
  await row('exportKey', Symbol('s'), key);
}

async function dictionaries(key) {
  for (const length of [undefined, null, 'x', NaN, Infinity, -1, 65536, 128n, Symbol('s'), {}, [], true, 127]) {
    await row('generateKey', { name: 'AES-CBC', length }, true, ['encrypt']);
  }
  for (const tagLength of [256, -1, null, 'x', 33, 0]) await row('encrypt', gcm({ tagLength }), key, bytes);
  for (const iv of [undefined, null, 'text', 1, []]) await row('encrypt', { name: 'AES-GCM', iv }, key, bytes);
  for (const additionalData of [null, 'text']) await row('encrypt', gcm({ additionalData }), key, bytes);
  for (const hash of [undefined, null, 1, 'MD5', {}, { name: 'x' }, { name: {} }, Symbol('s'), 'SHA3-256']) {
    await row('generateKey', { name: 'HMAC', hash }, true, ['sign']);
  }
  for (const publicExponent of [undefined, 65537, [1, 0, 1], new Uint16Array(3), new DataView(new ArrayBuffer(3)),
    new Uint8Array([1, 0, 0, 0, 0])]) {
    await row('generateKey', { name: 'RSA-PSS', hash: 'SHA-1', modulusLength: 1024, publicExponent }, true, ['sign']);
  }
  for (const namedCurve of [undefined, null, 'p-256', 'P-224', 'secp256k1', 'toString']) {
    await row('generateKey', { name: 'ECDSA', namedCurve }, true, ['sign']);
  }
  await row('generateKey', { name: 'RSA-PSS', hash: 'SHA-1', modulusLength: 2 ** 32 }, true, ['sign']);
  await row('sign', { name: 'RSA-PSS' }, key, bytes);
  await row('encrypt', 'AES-GCM', key, bytes);
  await row('encrypt', { name: 'AES-CTR', counter: bytes }, key, bytes);
  await row('deriveBits', { name: 'HKDF', hash: 'SHA-1', salt: bytes }, key, 8);
  await row('deriveBits', { name: 'PBKDF2', hash: 'SHA-1', salt: bytes, iterations: 2 ** 32 }, key, 8);
}

async function jwks() {
  for (const jwk of [undefined, null, 'text', 1, [], () => {}, {}, { kty: 1 }, { kty: Symbol('s') },
    { kty: 'oct', key_ops: 1 }, { kty: 'oct', key_ops: [Symbol('s')] }, { kty: 'oct', oth: [1] },
    { kty: 'oct', oth: 'x' },
    { kty: 'oct', key_ops: { [Symbol.iterator]: () => undefined } },
    { kty: 'oct', key_ops: { [Symbol.iterator]: () => ({}) } },
    { kty: 'oct', key_ops: { [Symbol.iterator]: () => ({ next: () => undefined }) } }]) {
    await row('importKey', 'jwk', jwk, 'AES-CBC', false, ['encrypt']);
  }
}

// Members are read in the order of their names, once each.
async function order() {
  const read = [];
  const algorithm = new Proxy({ name: 'HKDF', hash: 'SHA-1', salt: bytes, info: bytes }, {
    get(target, name) {
      read.push(name);
      return target[name];
    },
  });
  const key = await subtle.importKey('raw', bytes, 'HKDF', false, ['deriveBits']);
  await subtle.deriveBits(algorithm, key, 8);
  console.log(read);
}

// What is used later was copied.
async function copies(key) {
  const iv = new Uint8Array(12);
  const data = new Uint8Array(16);
  const first = subtle.encrypt({ name: 'AES-GCM', iv, additionalData: data }, key, data);
  iv.fill(1);
  data.fill(1);
  const sealed = Buffer.from(await first).toString('hex');
  data.fill(0);
  const again = await subtle.encrypt({ name: 'AES-GCM', iv: new Uint8Array(12), additionalData: data }, key, data);
  console.log(sealed === Buffer.from(again).toString('hex'));
}

async function lengths() {
  const key = await subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveBits']);
  const algorithm = { name: 'PBKDF2', hash: 'SHA-1', salt: bytes, iterations: 1 };
  for (const length of ['16', 2 ** 32 + 8, 8.9, NaN, null, undefined, 9, [8], true, 8n, Symbol('s')]) {
    await row('deriveBits', algorithm, key, length);
  }
}

(async () => {
  const key = await subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
  await counts();
  for (const part of [plain, dictionaries, jwks, order, copies, lengths]) await part(key);
  for (const self of [undefined, {}, SubtleCrypto.prototype, Object.create(subtle)]) {
    await subtle.digest.call(self, 'SHA-1', bytes).catch((e) => console.log(e.name, e.code, e.message));
  }
})();
