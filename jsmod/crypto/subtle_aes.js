'use strict';

// AES in the modes CTR, CBC, GCM and KW.

const { lazyDOMException } = require('internal/util');
const { generateKey: generateSecret } = require('./keygen.js');
const { createSecretKey } = require('./keys.js');
const { createCryptoKey } = require('./cryptokey.js');
const { kHandle, kKeyObject } = require('./util.js');
const {
  algMismatch, bytesJob, checkJwk, checkKeyType, checkUsages, dataError, job, secretIn, unique,
} = require('./subtle_util.js');

const lengths = [128, 192, 256];
const tagLengths = [32, 64, 96, 104, 112, 120, 128];

const usagesOf = (name) =>
  name === 'AES-KW' ? ['wrapKey', 'unwrapKey'] : ['wrapKey', 'unwrapKey', 'encrypt', 'decrypt'];

async function generateKey({ name, length }, extractable, usages) {
  if (!lengths.includes(length)) {
    throw lazyDOMException('AES key length must be 128, 192, or 256 bits', 'OperationError');
  }
  checkUsages(usages, usagesOf(name), 'an AES');
  const key = await job((done) => generateSecret('aes', { length }, done));
  return createCryptoKey(key, { name, length }, unique(usages), extractable);
}

const jwkAlg = ({ name, length }) => `A${length}${name.slice('AES-'.length)}`;

function importKey(format, data, { name }, extractable, usages) {
  checkUsages(usages, usagesOf(name), 'an AES');
  let secret = data;
  if (format === 'jwk') {
    checkKeyType(data, 'oct');
    checkJwk(data, { use: 'enc', usages, extractable });
    secret = secretIn(data);
  } else if (format !== 'raw') {
    throw lazyDOMException(`Unable to import AES key with format ${format}`, 'NotSupportedError');
  }
  const length = secret.byteLength * 8;
  if (!lengths.includes(length)) throw dataError('Invalid key length');
  if (format === 'jwk' && data.alg !== undefined && data.alg !== jwkAlg({ name, length })) throw algMismatch();
  return createCryptoKey(createSecretKey(secret), { name, length }, usages, extractable);
}

function getKeyLength({ length }) {
  if (!lengths.includes(length)) throw lazyDOMException('Invalid key length', 'OperationError');
  return length;
}

// Modes

function checkBlock(bytes, name) {
  if (bytes.byteLength !== 16) throw lazyDOMException(`${name} must contain exactly 16 bytes`, 'OperationError');
}

const modes = {
  'AES-CTR': (encrypt, { counter, length }, handle, data) => {
    checkBlock(counter, 'algorithm.counter');
    if (length === 0 || length > 128) {
      throw lazyDOMException('AES-CTR algorithm.length must be between 1 and 128', 'OperationError');
    }
    return (done) => binding.aesCTR(handle, data, counter, length, done);
  },
  'AES-CBC': (encrypt, { iv }, handle, data) => {
    checkBlock(iv, 'algorithm.iv');
    return (done) => binding.aesCBC(encrypt, handle, data, iv, done);
  },
  'AES-GCM': (encrypt, { iv, additionalData, tagLength = 128 }, handle, data) => {
    if (!tagLengths.includes(tagLength)) {
      throw lazyDOMException(`${tagLength} is not a valid AES-GCM tag length`, 'OperationError');
    }
    const size = tagLength / 8;
    if (!encrypt && data.byteLength < size) {
      throw lazyDOMException('The provided data is too small.', 'OperationError');
    }
    return (done) => binding.aesGCM(encrypt, handle, data, iv, size, additionalData, done);
  },
  'AES-KW': (encrypt, algorithm, handle, data) => (done) => binding.aesKW(encrypt, handle, data, done),
};

const cipher = (encrypt) => (algorithm, key, data) =>
  bytesJob(modes[algorithm.name](encrypt, algorithm, key[kKeyObject][kHandle], data));

module.exports = { decrypt: cipher(false), encrypt: cipher(true), generateKey, getKeyLength, importKey, jwkAlg };
