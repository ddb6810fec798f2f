'use strict';

// RSASSA-PKCS1-v1_5, RSA-PSS and RSA-OAEP.

const { lazyDOMException } = require('internal/util');
const { validateInt32 } = require('internal/validators');
const { generateKeyPair } = require('./keygen.js');
const { fromHandle } = require('./keys.js');
const { createCryptoKey, slots } = require('./cryptokey.js');
const { bigIntToBuffer, kHandle, kKeyObject } = require('./util.js');
const {
  algMismatch, bytesJob, checkJwk, checkKeyType, checkUsages, dataError, hashes, importDER, intersection,
  job, nodeHash, orDataError, requireType,
} = require('./subtle_util.js');

const kPssPadding = 6;
const usagesOf = {
  'RSASSA-PKCS1-v1_5': { public: ['verify'], private: ['sign'] },
  'RSA-PSS': { public: ['verify'], private: ['sign'] },
  'RSA-OAEP': { public: ['encrypt', 'wrapKey'], private: ['decrypt', 'unwrapKey'] },
};

// exponentOf is the number in a BigInteger, or undefined beyond 32 bits.
function exponentOf(bytes) {
  let value = 0;
  for (const byte of bytes) {
    value = value * 256 + byte;
    if (value >= 2 ** 32) return undefined;
  }
  return value;
}

async function generateKey({ name, modulusLength, publicExponent, hash }, extractable, usages) {
  const exponent = exponentOf(publicExponent);
  if (exponent === undefined) {
    throw lazyDOMException('The publicExponent must be equivalent to an unsigned 32-bit value', 'OperationError');
  }
  const allowed = usagesOf[name];
  checkUsages(usages, [...allowed.public, ...allowed.private], 'a RSA');
  const algorithm = { name, modulusLength, publicExponent, hash };
  const [publicKey, privateKey] = await job((done) => {
    const options = { modulusLength, publicExponent: exponent };
    generateKeyPair('rsa', options, (err, ...pair) => done(err, pair));
  });
  return {
    __proto__: null,
    publicKey: createCryptoKey(publicKey, algorithm, intersection(allowed.public, usages), true),
    privateKey: createCryptoKey(privateKey, algorithm, intersection(allowed.private, usages), extractable),
  };
}

function importKey(format, data, { name, hash }, extractable, usages) {
  const check = (type) => checkUsages(usages, usagesOf[name][type], `an ${name}`);
  let key;
  switch (format) {
    case 'spki':
    case 'pkcs8':
      key = importDER(format, data, check);
      break;
    case 'jwk':
      checkKeyType(data, 'RSA');
      check(data.d === undefined ? 'public' : 'private');
      checkJwk(data, { use: name === 'RSA-OAEP' ? 'enc' : 'sig', usages, extractable });
      if (data.alg !== undefined && hashIn(data.alg) !== hash.name) throw algMismatch();
      key = parseJwk(data);
      break;
    default:
      throw lazyDOMException(`Unable to import RSA key with format ${format}`, 'NotSupportedError');
  }
  if (key.asymmetricKeyType !== 'rsa') throw dataError('Invalid key type');
  const { modulusLength, publicExponent } = key.asymmetricKeyDetails;
  const bytes = new Uint8Array(bigIntToBuffer(publicExponent, 'publicExponent'));
  return createCryptoKey(key, { name, modulusLength, publicExponent: bytes, hash }, usages, extractable);
}

// hashIn is the hash that a JWK's alg tells of, whichever scheme it names: as in
// Node, a key for PS256 may be taken for RSASSA-PKCS1-v1_5 with SHA-256.
function hashIn(alg) {
  const wanted = alg.toLowerCase();
  return Object.keys(hashes).find((name) => {
    const { node, oaep, jwk } = hashes[name];
    const names = [name, node, oaep, `RS${jwk}`, `PS${jwk}`, `HS${jwk}`];
    return names.some((known) => known.toLowerCase() === wanted);
  });
}

function parseJwk(jwk) {
  const isPrivate = jwk.d !== undefined;
  const needed = isPrivate ? ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'] : ['n', 'e'];
  if (needed.some((name) => jwk[name] === undefined)) throw dataError('Invalid keyData');
  return orDataError(() => fromHandle(binding.importJWK(jwk, isPrivate)));
}

function jwkAlg({ name, hash }) {
  const { jwk, oaep } = hashes[hash.name];
  if (name === 'RSA-OAEP') return oaep;
  return `${name === 'RSA-PSS' ? 'PS' : 'RS'}${jwk}`;
}

function cipher(encrypt) {
  return ({ label }, key, data) => {
    const { type, algorithm } = slots(key);
    if (type !== (encrypt ? 'public' : 'private')) {
      throw lazyDOMException('The requested operation is not valid for the provided key', 'InvalidAccessError');
    }
    return bytesJob((done) =>
      binding.rsaOAEP(encrypt, key[kKeyObject][kHandle], data, nodeHash(algorithm.hash), label, done));
  };
}

// scheme is padding and length of the salt, as the native side takes them.
function scheme(key, saltLength) {
  const { name, modulusLength, hash } = slots(key).algorithm;
  if (name !== 'RSA-PSS') return [undefined, undefined];
  const most = Math.ceil((modulusLength - 1) / 8) - hashes[hash.name].size - 2;
  validateInt32(saltLength, 'algorithm.saltLength', 0, most);
  return [kPssPadding, saltLength];
}

function sign({ saltLength }, key, data) {
  requireType(key, 'private');
  const hash = nodeHash(slots(key).algorithm.hash);
  return bytesJob((done) =>
    binding.sign(hash, data, key[kKeyObject][kHandle], ...scheme(key, saltLength), false, false, done));
}

function verify({ saltLength }, key, data, signature) {
  requireType(key, 'public');
  const hash = nodeHash(slots(key).algorithm.hash);
  return job((done) =>
    binding.verify(hash, data, key[kKeyObject][kHandle], ...scheme(key, saltLength), false, false, signature, done));
}

module.exports = { decrypt: cipher(false), encrypt: cipher(true), generateKey, importKey, jwkAlg, sign, verify };
