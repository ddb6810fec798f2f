'use strict';

// The Web Crypto API's classes. What SubtleCrypto does is loaded when a method of
// it is first called.

const { codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_THIS } } = require('internal/errors');
const { CryptoKey } = require('./cryptokey.js');
const random = require('./random.js');

// perform is an operation of SubtleCrypto with its arguments.
function perform(self, name, args, present) {
  if (self !== subtle) throw new ERR_INVALID_THIS('SubtleCrypto');
  return require('./subtle.js').perform(name, args, present);
}

class SubtleCrypto {
  constructor() {
    throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  async encrypt(algorithm, key, data) {
    return perform(this, 'encrypt', [algorithm, key, data], arguments.length);
  }

  async decrypt(algorithm, key, data) {
    return perform(this, 'decrypt', [algorithm, key, data], arguments.length);
  }

  async sign(algorithm, key, data) {
    return perform(this, 'sign', [algorithm, key, data], arguments.length);
  }

  async verify(algorithm, key, signature, data) {
    return perform(this, 'verify', [algorithm, key, signature, data], arguments.length);
  }

  async digest(algorithm, data) {
    return perform(this, 'digest', [algorithm, data], arguments.length);
  }

  async generateKey(algorithm, extractable, keyUsages) {
    return perform(this, 'generateKey', [algorithm, extractable, keyUsages], arguments.length);
  }

  async deriveKey(algorithm, baseKey, derivedKeyAlgorithm, extractable, keyUsages) {
    const args = [algorithm, baseKey, derivedKeyAlgorithm, extractable, keyUsages];
    return perform(this, 'deriveKey', args, arguments.length);
  }

  async deriveBits(algorithm, baseKey, length = null) {
    return perform(this, 'deriveBits', [algorithm, baseKey, length], arguments.length);
  }

  async importKey(format, keyData, algorithm, extractable, keyUsages) {
    return perform(this, 'importKey', [format, keyData, algorithm, extractable, keyUsages], arguments.length);
  }

  async exportKey(format, key) {
    return perform(this, 'exportKey', [format, key], arguments.length);
  }

  async wrapKey(format, key, wrappingKey, algorithm) {
    return perform(this, 'wrapKey', [format, key, wrappingKey, algorithm], arguments.length);
  }

  async unwrapKey(format, wrappedKey, unwrappingKey, unwrapAlgo, unwrappedKeyAlgo, extractable, keyUsages) {
    const args = [format, wrappedKey, unwrappingKey, unwrapAlgo, unwrappedKeyAlgo, extractable, keyUsages];
    return perform(this, 'unwrapKey', args, arguments.length);
  }
}

class Crypto {
  constructor() {
    throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  get subtle() {
    if (this !== crypto) throw new ERR_INVALID_THIS('Crypto');
    return subtle;
  }

  getRandomValues(array) {
    if (this !== crypto) throw new ERR_INVALID_THIS('Crypto');
    if (arguments.length < 1) {
      require('./subtle_webidl.js').requireArguments(0, 1, "Failed to execute 'getRandomValues' on 'Crypto'");
    }
    return random.getRandomValues(array);
  }

  randomUUID() {
    if (this !== crypto) throw new ERR_INVALID_THIS('Crypto');
    return random.randomUUID();
  }
}

for (const Class of [Crypto, SubtleCrypto]) {
  for (const key of Object.getOwnPropertyNames(Class.prototype)) {
    if (key !== 'constructor') Object.defineProperty(Class.prototype, key, { enumerable: true });
  }
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
}

const subtle = Object.create(SubtleCrypto.prototype);
const crypto = Object.create(Crypto.prototype);

module.exports = { Crypto, CryptoKey, SubtleCrypto, crypto };
