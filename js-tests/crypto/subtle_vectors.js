// What SubtleCrypto computes from given keys: every algorithm without chance in it.
'use strict';

const crypto = require('crypto');
const fs = require('fs');

const { subtle } = crypto.webcrypto;
const hex = (bytes) => Buffer.from(bytes).toString('hex');
const data = Buffer.from('Attack at dawn. Bring a coat, for the mornings are cold.');
const counting = (length) => Uint8Array.from({ length }, (_, i) => i);

async function digests() {
  for (const name of ['SHA-1', 'sha-256', { name: 'SHA-384' }, 'SHA-512']) {
    for (const source of [data, new DataView(data.buffer, data.byteOffset, 3), new ArrayBuffer(5)]) {
      const sum = await subtle.digest(name, source);
      console.log(sum instanceof ArrayBuffer, hex(sum));
    }
  }
}

async function macs() {
  for (const hash of ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512']) {
    const key = await subtle.importKey('raw', counting(20), { name: 'HMAC', hash }, true, ['sign', 'verify']);
    const mac = await subtle.sign('HMAC', key, data);
    console.log(hash, hex(mac), await subtle.verify('HMAC', key, mac, data),
      await subtle.verify('HMAC', key, mac.slice(1), data), await subtle.verify('HMAC', key, mac, data.subarray(1)));
    console.log(await subtle.exportKey('jwk', key));
  }
}

async function ciphers() {
  for (const size of [16, 24, 32]) {
    const uses = ['encrypt', 'decrypt'];
    const importAs = (name, usages = uses) => subtle.importKey('raw', counting(size), name, true, usages);
    for (const algorithm of [
      { name: 'AES-CBC', iv: counting(16) },
      { name: 'AES-CTR', counter: counting(16), length: 64 },
      { name: 'AES-GCM', iv: counting(12) },
      { name: 'AES-GCM', iv: counting(12), tagLength: 96, additionalData: Buffer.from('seen') },
      { name: 'AES-GCM', iv: counting(13), tagLength: 32 },
      { name: 'AES-GCM', iv: counting(128), tagLength: 128, additionalData: new ArrayBuffer(1) },
    ]) {
      const key = await importAs(algorithm.name);
      const sealed = await subtle.encrypt(algorithm, key, data);
      console.log(algorithm.name, hex(sealed), hex(await subtle.decrypt(algorithm, key, sealed)) === hex(data));
      const nothing = await subtle.encrypt(algorithm, key, new Uint8Array());
      console.log((await subtle.exportKey('jwk', key)).alg, hex(nothing));
    }
    const wrapping = await importAs('AES-KW', ['wrapKey', 'unwrapKey']);
    for (const length of [16, 24, 32, 64]) {
      const inner = await subtle.importKey('raw', counting(length), { name: 'HMAC', hash: 'SHA-1' }, true, ['sign']);
      console.log('AES-KW', hex(await subtle.wrapKey('raw', inner, wrapping, 'AES-KW')));
    }
  }
}

// A counter that comes to its end starts again and leaves the bits before it alone.
async function counters() {
  const key = await subtle.importKey('raw', counting(16), 'AES-CTR', false, ['encrypt']);
  const full = Buffer.alloc(16, 0xff);
  const low = Buffer.from('000102030405060708090a0b0c0d0efe', 'hex');
  for (const [counter, length, size] of [
    [full, 128, 48], [full, 64, 40], [full, 8, 4096], [low, 8, 100], [low, 1, 32], [low, 7, 2048], [low, 12, 4096],
    [low, 1, 33], [full, 3, 129],
  ]) {
    const sealed = await subtle.encrypt({ name: 'AES-CTR', counter, length }, key, new Uint8Array(size))
      .then((bytes) => crypto.createHash('sha1').update(Buffer.from(bytes)).digest('hex'), (e) => e.name);
    console.log('AES-CTR', length, size, sealed);
  }
}

async function derivations() {
  const info = Buffer.from('context');
  const salt = Buffer.from('salt');
  for (const algorithm of [
    { name: 'HKDF', hash: 'SHA-256', salt, info },
    { name: 'HKDF', hash: 'SHA-1', salt: new Uint8Array(), info: new Uint8Array() },
    { name: 'PBKDF2', hash: 'SHA-512', salt, iterations: 3 },
  ]) {
    const key = await subtle.importKey('raw', data, algorithm.name, false, ['deriveBits', 'deriveKey']);
    for (const length of [0, 8, 256, 1000]) {
      console.log(algorithm.name, hex(await subtle.deriveBits(algorithm, key, length)));
    }
    for (const derived of [{ name: 'AES-GCM', length: 192 }, { name: 'HMAC', hash: 'SHA-384' },
      { name: 'HMAC', hash: 'SHA-1', length: 40 }]) {
      const usage = derived.name === 'HMAC' ? 'sign' : 'encrypt';
      const made = await subtle.deriveKey(algorithm, key, derived, true, [usage]);
      console.log(made, hex(await subtle.exportKey('raw', made)));
    }
    const base = await subtle.deriveKey(algorithm, key, 'HKDF', false, ['deriveBits']).catch((e) => e);
    console.log(base.name, base.message);
  }
}

const agreeing = {
  'P-256': {
    d: 'yEWcR-qvE94PT0tZRxmuB2b1BP0CvRKvSjhyPt3vn0Y',
    x: '0hCwpvnZ8BKGgFi0P6T0cQGFQ7ugDJJQ35JXwqyuXdE',
    y: 'zgN1UtSBRQzjm00QlXAbF1v6s0uObAmeGPHBmDWDYeg',
  },
};

async function agreements() {
  const mine = crypto.createECDH('prime256v1');
  mine.setPrivateKey(Buffer.from(agreeing['P-256'].d, 'base64url'));
  const point = mine.getPublicKey();
  const jwk = {
    kty: 'EC', crv: 'P-256', d: agreeing['P-256'].d,
    x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url'),
  };
  const { x, y } = agreeing['P-256'];
  const algorithm = { name: 'ECDH', namedCurve: 'P-256' };
  const base = await subtle.importKey('jwk', jwk, algorithm, false, ['deriveBits', 'deriveKey']);
  const theirs = await subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', x, y }, algorithm, false, []);
  for (const length of [undefined, null, 256, 128, 17, 3, 0]) {
    console.log('ECDH', length, hex(await subtle.deriveBits({ name: 'ECDH', public: theirs }, base, length)));
  }
  const cipher = await subtle.deriveKey({ name: 'ECDH', public: theirs }, base, { name: 'AES-CBC', length: 128 }, true,
    ['encrypt']);
  console.log(hex(await subtle.exportKey('raw', cipher)));

  const pkcs8 = Buffer.from('302e020100300506032b656e04220420' +
    '77076d0a7318a57d3c16c17251b266450f2fae5f0bb00c2a5c3b1c4d2e6f7081', 'hex');
  const x25519 = await subtle.importKey('pkcs8', pkcs8, 'X25519', true, ['deriveBits']);
  const peer = Buffer.from('de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f', 'hex');
  const other = await subtle.importKey('raw', peer, { name: 'X25519' }, true, []);
  console.log('X25519', hex(await subtle.deriveBits({ name: 'x25519', public: other }, x25519)));
  console.log(await subtle.exportKey('jwk', x25519), hex(await subtle.exportKey('raw', other)));
}

async function signatures() {
  const pkcs8 = crypto.createPrivateKey(fs.readFileSync('server-key.pem')).export({ type: 'pkcs8', format: 'der' });
  for (const hash of ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512']) {
    const key = await subtle.importKey('pkcs8', pkcs8, { name: 'RSASSA-PKCS1-v1_5', hash }, false, ['sign']);
    console.log(hex(await subtle.sign('RSASSA-PKCS1-v1_5', key, data)));
    const pss = await subtle.importKey('pkcs8', pkcs8, { name: 'RSA-PSS', hash }, false, ['sign']);
    console.log(hex(await subtle.sign({ name: 'RSA-PSS', saltLength: 0 }, pss, data)));
  }
  // RFC 8032, section 7.1, the first test.
  const ed25519 = await subtle.importKey('jwk', {
    kty: 'OKP', crv: 'Ed25519', d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
    x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  }, 'Ed25519', true, ['sign']);
  console.log(hex(await subtle.sign('ed25519', ed25519, new Uint8Array())));
  console.log(await subtle.exportKey('jwk', ed25519), hex(await subtle.exportKey('pkcs8', ed25519)));
}

(async () => {
  for (const part of [digests, macs, ciphers, counters, derivations, agreements, signatures]) await part();
})();
