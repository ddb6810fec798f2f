'use strict';

// ECDSA and ECDH on the curves of NIST.

const { lazyDOMException } = require('internal/util');
const { generateKeyPair } = require('./keygen.js');
const { fromHandle } = require('./keys.js');
const { createCryptoKey } = require('./cryptokey.js');
const { kHandle, kKeyObject } = require('./util.js');
const { deriveBits } = require('./subtle_agreement.js');
const {
  algMismatch, bytesJob, checkJwk, checkKeyType, checkUsages, dataError, importDER, intersection, job,
  nodeHash, orDataError, requireType,
} = require('./subtle_util.js');

const curves = {
  'P-256': { node: 'prime256v1', alg: 'ES256' },
  'P-384': { node: 'secp384r1', alg: 'ES384' },
  'P-521': { node: 'secp521r1', alg: 'ES512' },
};
const usagesOf = {
  ECDSA: { public: ['verify'], private: ['sign'] },
  ECDH: { public: [], private: ['deriveKey', 'deriveBits'] },
};

function curveOf({ namedCurve }) {
  if (!Object.prototype.hasOwnProperty.call(curves, namedCurve)) {
    throw lazyDOMException('Unrecognized namedCurve', 'NotSupportedError');
  }
  return curves[namedCurve];
}

async function generateKey({ name, namedCurve }, extractable, usages) {
  curveOf({ namedCurve });
  const allowed = usagesOf[name];
  checkUsages(usages, [...allowed.public, ...allowed.private], `an ${name}`);
  const [publicKey, privateKey] = await job((done) => {
    generateKeyPair('ec', { namedCurve }, (err, ...pair) => done(err, pair));
  });
  const algorithm = { name, namedCurve };
  return {
    __proto__: null,
    publicKey: createCryptoKey(publicKey, algorithm, intersection(allowed.public, usages), true),
    privateKey: createCryptoKey(privateKey, algorithm, intersection(allowed.private, usages), extractable),
  };
}

function importKey(format, data, algorithm, extractable, usages) {
  const { name, namedCurve } = algorithm;
  const curve = curveOf(algorithm);
  const check = (type) => checkUsages(usages, usagesOf[name][type], `a ${name}`);
  let key;
  switch (format) {
    case 'spki':
    case 'pkcs8':
      key = importDER(format, data, check);
      break;
    case 'raw':
      check('public');
      key = orDataError(() => fromHandle(binding.parseRawPublicKey(namedCurve, data)));
      break;
    default:
      checkKeyType(data, 'EC');
      if (data.crv !== namedCurve) throw dataError('JWK "crv" does not match the requested algorithm');
      check(data.d === undefined ? 'public' : 'private');
      checkJwk(data, { use: name === 'ECDH' ? 'enc' : 'sig', usages, extractable });
      if (name === 'ECDSA' && data.alg !== undefined && data.alg !== curve.alg) throw algMismatch();
      if (data.x === undefined || data.y === undefined) throw dataError('Invalid keyData');
      key = orDataError(() => fromHandle(binding.importJWK(data, data.d !== undefined)));
  }
  if (key.asymmetricKeyType !== 'ec') throw dataError('Invalid key type');
  if (key.asymmetricKeyDetails.namedCurve !== curve.node) throw dataError('Named curve mismatch');
  return createCryptoKey(key, { name, namedCurve }, usages, extractable);
}

function sign({ hash }, key, data) {
  requireType(key, 'private');
  return bytesJob((done) =>
    binding.sign(nodeHash(hash), data, key[kKeyObject][kHandle], undefined, undefined, true, false, done));
}

function verify({ hash }, key, data, signature) {
  requireType(key, 'public');
  return job((done) =>
    binding.verify(nodeHash(hash), data, key[kKeyObject][kHandle], undefined, undefined, true, false, signature, done));
}

module.exports = { deriveBits, generateKey, importKey, jwkAlg: () => undefined, sign, verify };
