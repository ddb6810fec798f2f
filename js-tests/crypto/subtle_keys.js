// CryptoKeys: what they show, and what the rest of crypto makes of them.
'use strict';

const crypto = require('crypto');
const util = require('util');

const { subtle } = crypto.webcrypto;
const data = Buffer.from('signed by one, judged by the other');
const rsa = { modulusLength: 1024, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' };

function attempt(label, run) {
  try {
    console.log(label, run());
  } catch (e) {
    console.log(label, e.name, e.code, e.message);
  }
}

function classes() {
  console.log(crypto.webcrypto === globalThis.crypto, crypto.subtle === subtle, globalThis.crypto.subtle === subtle);
  for (const Class of [CryptoKey, SubtleCrypto, Crypto]) {
    attempt(Class.name, () => new Class());
    console.log(Class.length, Object.prototype.toString.call(Class.prototype), Object.keys(Class.prototype));
  }
  for (const name of ['type', 'extractable', 'algorithm', 'usages']) {
    const { get, set, enumerable, configurable } = Object.getOwnPropertyDescriptor(CryptoKey.prototype, name);
    console.log(name, typeof get, typeof set, enumerable, configurable);
    for (const self of [undefined, null, {}, CryptoKey.prototype]) attempt(name, () => get.call(self));
  }
  console.log(Object.getOwnPropertyDescriptor(SubtleCrypto.prototype, 'sign'), subtle.sign, [crypto.webcrypto]);
  attempt('subtle', () => Object.getOwnPropertyDescriptor(Crypto.prototype, 'subtle').get.call({}));
  attempt('getRandomValues', () => crypto.webcrypto.getRandomValues());
  attempt('getRandomValues', () => Crypto.prototype.getRandomValues.call({}, new Uint8Array(1)));
  attempt('randomUUID', () => Crypto.prototype.randomUUID.call({}));
}

async function shown() {
  const pair = await subtle.generateKey({ name: 'rsa-pss', ...rsa }, false, ['sign', 'verify']);
  console.log(pair, Object.getPrototypeOf(pair));
  console.log(await subtle.generateKey({ name: 'Ed25519' }, true, ['sign']));
  const key = await subtle.generateKey({ name: 'hmac', hash: 'sha-1' }, true, ['verify', 'sign', 'verify']);
  console.log(key, [key], { a: { b: { key } } }, util.inspect(key, { depth: 0 }), util.inspect(key, { depth: null }));
  console.log(`${key}`, JSON.stringify(key), Object.keys(key), key instanceof CryptoKey, key.constructor === CryptoKey);
  console.log(key.algorithm === key.algorithm, key.usages === key.usages, util.types.isCryptoKey(key));
}

async function clones() {
  const key = await subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']);
  const copy = structuredClone({ key, again: key });
  console.log(copy, copy.key === copy.again, copy.key === key, copy.key instanceof CryptoKey);
  const raw = await Promise.all([key, copy.key].map((k) => subtle.exportKey('raw', k)));
  console.log(Buffer.from(raw[0]).equals(Buffer.from(raw[1])));
  const { privateKey } = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
  const other = structuredClone(privateKey);
  console.log(other, await subtle.exportKey('jwk', other).catch((e) => e.message));
  const secret = crypto.createSecretKey(Buffer.from('secret'));
  const pair = crypto.generateKeyPairSync('ed25519');
  for (const object of [secret, pair.publicKey, pair.privateKey, crypto.KeyObject.from(key)]) {
    const second = structuredClone(object);
    console.log(second, second === object, second.equals(object), second instanceof crypto.KeyObject);
  }
  for (const tag of ['KeyObject', 'CryptoKey']) console.log(structuredClone({ [Symbol.toStringTag]: tag }));
  const { port1, port2 } = new MessageChannel();
  port2.onmessage = (event) => {
    console.log(event.data);
    port2.close();
  };
  port1.postMessage(privateKey);
}

// Signatures of either side, judged by the other.
async function signatures() {
  const pss = (saltLength) => ({ padding: crypto.constants.RSA_PKCS1_PSS_PADDING, saltLength });
  for (const [algorithm, hash, options] of [
    [{ name: 'RSASSA-PKCS1-v1_5', ...rsa }, 'sha256', {}],
    [{ name: 'RSA-PSS', ...rsa, saltLength: 20 }, 'sha256', pss(20)],
    [{ name: 'RSA-PSS', ...rsa, saltLength: 0 }, 'sha256', pss(0)],
    [{ name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-384' }, 'sha384', { dsaEncoding: 'ieee-p1363' }],
    [{ name: 'ECDSA', namedCurve: 'P-521', hash: 'SHA-1' }, 'sha1', { dsaEncoding: 'ieee-p1363' }],
    [{ name: 'Ed25519' }, null, {}],
  ]) {
    const { publicKey, privateKey } = await subtle.generateKey(algorithm, true, ['sign', 'verify']);
    const theirs = crypto.sign(hash, data, { key: privateKey, ...options });
    const ours = Buffer.from(await subtle.sign(algorithm, privateKey, data));
    console.log(algorithm.name, await subtle.verify(algorithm, publicKey, theirs, data),
      crypto.verify(hash, data, { key: publicKey, ...options }, ours),
      crypto.verify(hash, data, { key: crypto.KeyObject.from(privateKey), ...options }, ours),
      await subtle.verify(algorithm, publicKey, ours, data.subarray(1)),
      await subtle.verify(algorithm, publicKey, ours.subarray(1), data));
    if (hash !== null) {
      const sign = crypto.createSign(hash).update(data).sign({ key: privateKey, ...options });
      console.log(crypto.createVerify(hash).update(data).verify({ key: publicKey, ...options }, sign));
    }
  }
  const { publicKey, privateKey } = await subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify']);
  console.log(crypto.verify(null, data, publicKey, crypto.sign(null, data, privateKey)));
  attempt('public signs', () => crypto.sign(null, data, publicKey));
}

async function objects() {
  const hmac = await subtle.importKey('raw', Buffer.from('secret'), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const mac = Buffer.from(await subtle.sign('HMAC', hmac, data)).toString('hex');
  console.log(crypto.createHmac('sha256', hmac).update(data).digest('hex') === mac);
  const aes = await subtle.importKey('raw', new Uint8Array(16), 'AES-CBC', true, ['encrypt', 'decrypt']);
  const iv = new Uint8Array(16);
  const cipher = crypto.createCipheriv('aes-128-cbc', aes, iv);
  const sealed = Buffer.concat([cipher.update(data), cipher.final()]);
  console.log(Buffer.from(await subtle.decrypt({ name: 'AES-CBC', iv }, aes, sealed)).toString());
  const object = crypto.KeyObject.from(aes);
  const zeros = crypto.createSecretKey(Buffer.alloc(16));
  console.log(object.type, object.symmetricKeySize, object.export(), object.equals(zeros),
    crypto.KeyObject.from(aes) === object);
  const oaep = await subtle.generateKey({ name: 'RSA-OAEP', ...rsa }, true, ['encrypt', 'decrypt']);
  const options = { oaepHash: 'sha256', oaepLabel: Buffer.from('label') };
  const boxed = crypto.publicEncrypt({ key: oaep.publicKey, ...options }, data);
  const algorithm = { name: 'RSA-OAEP', label: options.oaepLabel };
  console.log(Buffer.from(await subtle.decrypt(algorithm, oaep.privateKey, boxed)).toString());
  const back = Buffer.from(await subtle.encrypt(algorithm, oaep.publicKey, data));
  console.log(crypto.privateDecrypt({ key: oaep.privateKey, ...options }, back).toString());
  const publicObject = crypto.KeyObject.from(oaep.publicKey);
  const { asymmetricKeyType, asymmetricKeyDetails } = publicObject;
  console.log(asymmetricKeyType, asymmetricKeyDetails);
  attempt('createPublicKey', () => crypto.createPublicKey(oaep.privateKey).equals(publicObject));
  attempt('createPublicKey', () => crypto.createPublicKey(oaep.publicKey));
  attempt('createPrivateKey', () => crypto.createPrivateKey(oaep.privateKey));
  attempt('createSecretKey', () => crypto.createSecretKey(aes));
  attempt('createHmac', () => crypto.createHmac('sha1', oaep.publicKey));
  for (const bad of [undefined, null, 'key', {}, object]) attempt('from', () => crypto.KeyObject.from(bad));
  const { publicKey, privateKey } = await subtle.generateKey({ name: 'X25519' }, true, ['deriveBits']);
  const shared = crypto.diffieHellman({
    privateKey: crypto.KeyObject.from(privateKey), publicKey: crypto.KeyObject.from(publicKey),
  });
  console.log(shared.equals(Buffer.from(await subtle.deriveBits({ name: 'X25519', public: publicKey }, privateKey))));
  attempt('hkdfSync', () => crypto.hkdfSync('sha1', aes, '', '', 4));
}

(async () => {
  for (const part of [classes, shown, clones, signatures, objects]) await part();
})();
