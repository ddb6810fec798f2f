'use strict';

// HKDF and PBKDF2: their keys are what others are derived from, and never leave.

const { lazyDOMException } = require('internal/util');
const { hkdf, pbkdf2 } = require('./kdf.js');
const { createSecretKey } = require('./keys.js');
const { createCryptoKey } = require('./cryptokey.js');
const { kKeyObject } = require('./util.js');
const { bytesJob, checkUsages, job, nodeHash } = require('./subtle_util.js');

function importKey(format, data, { name }, extractable, usages) {
  if (extractable) throw lazyDOMException(`${name} keys are not extractable`, 'SyntaxError');
  checkUsages(usages, ['deriveKey', 'deriveBits'], `a ${name}`);
  if (format !== 'raw') {
    throw lazyDOMException(`Unable to import ${name} key with format ${format}`, 'NotSupportedError');
  }
  return createCryptoKey(createSecretKey(data), { name }, usages, false);
}

async function deriveBits({ name, hash, salt, info, iterations }, key, length) {
  if (name === 'PBKDF2' && iterations === 0) throw lazyDOMException('iterations cannot be zero', 'OperationError');
  if (length === 0) return new ArrayBuffer(0);
  if (length === null) throw lazyDOMException('length cannot be null', 'OperationError');
  if (length % 8) throw lazyDOMException('length must be a multiple of 8', 'OperationError');
  const secret = key[kKeyObject];
  if (name === 'HKDF') return job((done) => hkdf(nodeHash(hash), secret, salt, info, length / 8, done));
  return bytesJob((done) => pbkdf2(secret.export(), salt, iterations, length / 8, nodeHash(hash), done));
}

module.exports = { deriveBits, getKeyLength: () => null, importKey };
