'use strict';

// Ed25519 and X25519, whose JWKs are of type OKP.

const { generateKeyPair } = require('./keygen.js');
const { createPublicKey, fromHandle } = require('./keys.js');
const { createCryptoKey } = require('./cryptokey.js');
const { kHandle, kKeyObject } = require('./util.js');
const { deriveBits } = require('./subtle_agreement.js');
const {
  algMismatch, bytesJob, checkJwk, checkKeyType, checkUsages, dataError, importDER, intersection, job,
  orDataError, requireType,
} = require('./subtle_util.js');

const rawSize = 32;
const usagesOf = {
  Ed25519: { public: ['verify'], private: ['sign'] },
  X25519: { public: [], private: ['deriveKey', 'deriveBits'] },
};

async function generateKey({ name }, extractable, usages) {
  const allowed = usagesOf[name];
  checkUsages(usages, [...allowed.public, ...allowed.private], `an ${name}`);
  const [publicKey, privateKey] = await job((done) => {
    generateKeyPair(name.toLowerCase(), undefined, (err, ...pair) => done(err, pair));
  });
  return {
    __proto__: null,
    privateKey: createCryptoKey(privateKey, { name }, intersection(allowed.private, usages), extractable),
    publicKey: createCryptoKey(publicKey, { name }, intersection(allowed.public, usages), true),
  };
}

function parseRaw(name, data) {
  if (data.byteLength !== rawSize) throw dataError(`${name} raw keys must be exactly ${rawSize}-bytes`);
  return orDataError(() => fromHandle(binding.parseRawPublicKey(name, data)));
}

function importKey(format, data, { name }, extractable, usages) {
  const check = (type) => checkUsages(usages, usagesOf[name][type], `a ${name}`);
  let key;
  switch (format) {
    case 'spki':
    case 'pkcs8':
      key = importDER(format, data, check);
      break;
    case 'raw':
      check('public');
      key = parseRaw(name, data);
      break;
    default:
      checkKeyType(data, 'OKP');
      if (data.crv !== name) throw dataError('JWK "crv" Parameter and algorithm name mismatch');
      checkJwk(data, { use: name === 'Ed25519' ? 'sig' : 'enc', usages, extractable });
      if (name === 'Ed25519' && ![undefined, name, 'EdDSA'].includes(data.alg)) throw algMismatch();
      if (data.d !== undefined && data.x === undefined) throw dataError('Invalid JWK');
      check(data.d === undefined ? 'public' : 'private');
      key = orDataError(() => parseJwk(name, data));
  }
  if (key.asymmetricKeyType !== name.toLowerCase()) throw dataError('Invalid key type');
  return createCryptoKey(key, { name }, usages, extractable);
}

// parseJwk lets no private key pass whose public half is another's.
function parseJwk(name, jwk) {
  const publicKey = parseRaw(name, Buffer.from(jwk.x, 'base64'));
  if (jwk.d === undefined) return publicKey;
  const privateKey = fromHandle(binding.importJWK(jwk, true));
  if (!createPublicKey(privateKey).equals(publicKey)) {
    const { codes: { ERR_CRYPTO_INVALID_JWK } } = require('internal/errors');
    throw new ERR_CRYPTO_INVALID_JWK();
  }
  return privateKey;
}

function sign(algorithm, key, data) {
  requireType(key, 'private');
  return bytesJob((done) =>
    binding.sign(undefined, data, key[kKeyObject][kHandle], undefined, undefined, false, false, done));
}

function verify(algorithm, key, data, signature) {
  requireType(key, 'public');
  return job((done) =>
    binding.verify(undefined, data, key[kKeyObject][kHandle], undefined, undefined, false, false, signature, done));
}

module.exports = {
  deriveBits, generateKey, importKey, jwkAlg: ({ name }) => name === 'Ed25519' ? name : undefined, sign, verify,
};
