'use strict';

const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors');
const { lazyDOMException } = require('internal/util');
const { generateKey: generateSecret } = require('./keygen.js');
const { createSecretKey } = require('./keys.js');
const { createCryptoKey, slots } = require('./cryptokey.js');
const { kHandle, kKeyObject } = require('./util.js');
const {
  algMismatch, bytesJob, checkJwk, checkKeyType, checkUsages, dataError, hashes, job, nodeHash,
  secretIn, unique,
} = require('./subtle_util.js');

async function generateKey({ name, hash, length = hashes[hash.name].bits }, extractable, usages) {
  if (length % 8) throw new ERR_INVALID_ARG_VALUE('algorithm.length', length, 'must be a multiple of 8');
  checkUsages(usages, ['sign', 'verify'], 'an HMAC');
  const key = await job((done) => generateSecret('hmac', { length }, done));
  return createCryptoKey(key, { name, length, hash }, unique(usages), extractable);
}

const jwkAlg = ({ hash }) => `HS${hashes[hash.name].jwk}`;

function importKey(format, data, { name, hash, length: wanted }, extractable, usages) {
  checkUsages(usages, ['sign', 'verify'], 'an HMAC');
  let secret = data;
  if (format === 'jwk') {
    checkKeyType(data, 'oct');
    checkJwk(data, { use: 'sig', usages, extractable });
    if (data.alg !== undefined && data.alg !== jwkAlg({ hash })) throw algMismatch();
    secret = secretIn(data);
  } else if (format !== 'raw') {
    // Node gives this one no name.
    throw lazyDOMException(`Unable to import HMAC key with format ${format}`);
  }
  const length = secret.byteLength * 8;
  if (format === 'raw') {
    if (length === 0 || wanted === 0) throw dataError('Zero-length key is not supported');
    // The standard would cut a key to any number of bits; Node does not.
    if (wanted !== undefined && wanted !== length) throw dataError('Invalid key length');
  }
  return createCryptoKey(createSecretKey(secret), { name, hash, length }, usages, extractable);
}

function getKeyLength({ hash, length }) {
  if (length === undefined) return hashes[hash.name].bits;
  if (length === 0) throw lazyDOMException('Invalid key length', 'OperationError');
  return length;
}

function start(key, data, signature) {
  const hash = nodeHash(slots(key).algorithm.hash);
  return (done) => binding.hmacJob(hash, key[kKeyObject][kHandle], data, signature, done);
}

module.exports = {
  generateKey,
  getKeyLength,
  importKey,
  jwkAlg,
  sign: (algorithm, key, data) => bytesJob(start(key, data)),
  verify: (algorithm, key, data, signature) => job(start(key, data, signature)),
};
