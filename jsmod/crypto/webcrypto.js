'use strict';

// The Web Crypto API, as far as it is done properly: random values and
// digests. SubtleCrypto's other methods are absent, so that a script can tell.

const {
  codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS, ERR_MISSING_ARGS },
} = require('internal/errors');
const { lazyDOMException } = require('internal/util');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const { CryptoKey } = require('./keys.js');
const random = require('./random.js');

const kCreate = Symbol('kCreate');
const kSubtle = Symbol('kSubtle');
const digests = { 'SHA-1': 'sha1', 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' };

function algorithmName(algorithm) {
  const name = typeof algorithm === 'object' && algorithm !== null ? algorithm.name : algorithm;
  const known = digests[`${name}`.toUpperCase()];
  if (known === undefined) throw lazyDOMException('Unrecognized algorithm name', 'NotSupportedError');
  return known;
}

class SubtleCrypto {
  constructor(secret) {
    if (secret !== kCreate) throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  async digest(algorithm, data) {
    if (!(this instanceof SubtleCrypto)) throw new ERR_INVALID_THIS('SubtleCrypto');
    if (arguments.length < 2) {
      throw new ERR_MISSING_ARGS(...['algorithm', 'data'].slice(arguments.length));
    }
    if (!isAnyArrayBuffer(data) && !isArrayBufferView(data)) {
      throw new ERR_INVALID_ARG_TYPE('data', ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], data);
    }
    const sum = binding.oneShot(algorithmName(algorithm), data);
    return sum.buffer.slice(sum.byteOffset, sum.byteOffset + sum.byteLength);
  }
}

class Crypto {
  constructor(secret) {
    if (secret !== kCreate) throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  get subtle() {
    if (!(this instanceof Crypto)) throw new ERR_INVALID_THIS('Crypto');
    return this[kSubtle] || define(this, new SubtleCrypto(kCreate));
  }

  getRandomValues(array) {
    if (!(this instanceof Crypto)) throw new ERR_INVALID_THIS('Crypto');
    if (arguments.length < 1) throw new ERR_MISSING_ARGS('typedArray');
    return random.getRandomValues(array);
  }

  randomUUID() {
    if (!(this instanceof Crypto)) throw new ERR_INVALID_THIS('Crypto');
    return random.randomUUID();
  }
}

function define(crypto, subtle) {
  Object.defineProperty(crypto, kSubtle, { value: subtle });
  return subtle;
}

for (const [Class, keys] of [[Crypto, ['subtle', 'getRandomValues', 'randomUUID']], [SubtleCrypto, ['digest']]]) {
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
  for (const key of keys) Object.defineProperty(Class.prototype, key, { enumerable: true });
}

module.exports = { Crypto, CryptoKey, SubtleCrypto, crypto: new Crypto(kCreate) };
