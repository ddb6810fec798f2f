'use strict';

const {
  codes: {
    ERR_CRYPTO_HASH_FINALIZED, ERR_CRYPTO_INVALID_DIGEST, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE,
  },
} = require('internal/errors');
const { validateEncoding, validateString, validateUint32 } = require('internal/validators');
const { isArrayBufferView } = require('internal/util/types');
const { bytes, encode, kHandle, nativeEncoding } = require('./util.js');
const LazyTransform = require('./lazy_transform.js');

const kState = Symbol('kState');
const kFinalized = Symbol('kFinalized');
const dataTypes = ['string', 'Buffer', 'TypedArray', 'DataView'];

function outputLength(options) {
  const length = typeof options === 'object' && options !== null ? options.outputLength : undefined;
  if (length !== undefined) validateUint32(length, 'options.outputLength');
  return length;
}

function Hash(algorithm, options) {
  if (!(this instanceof Hash)) return new Hash(algorithm, options);
  const copied = algorithm instanceof Hash;
  if (!copied) validateString(algorithm, 'algorithm');
  const length = outputLength(options);
  const handle = copied ? algorithm[kHandle].copy(length) : binding.hash(algorithm, length);
  if (handle === undefined) throw new Error('Digest method not supported');
  this[kHandle] = handle;
  this[kState] = { [kFinalized]: false };
  LazyTransform.call(this, options);
}
Object.setPrototypeOf(Hash.prototype, LazyTransform.prototype);
Object.setPrototypeOf(Hash, LazyTransform);

Hash.prototype.copy = function copy(options) {
  if (this[kState][kFinalized]) throw new ERR_CRYPTO_HASH_FINALIZED();
  return new Hash(this, options);
};

Hash.prototype._transform = function _transform(chunk, encoding, callback) {
  this[kHandle].update(bytes(chunk, encoding));
  callback();
};

Hash.prototype._flush = function _flush(callback) {
  this.push(this[kHandle].digest());
  callback();
};

Hash.prototype.update = function update(data, encoding) {
  if (this[kState][kFinalized]) throw new ERR_CRYPTO_HASH_FINALIZED();
  if (typeof data === 'string') {
    validateEncoding(data, encoding);
    data = bytes(data, encoding);
  } else if (!isArrayBufferView(data)) {
    throw new ERR_INVALID_ARG_TYPE('data', dataTypes, data);
  }
  this[kHandle].update(data);
  return this;
};

Hash.prototype.digest = function digest(outputEncoding) {
  const state = this[kState];
  if (state[kFinalized]) throw new ERR_CRYPTO_HASH_FINALIZED();
  if (outputEncoding !== undefined && outputEncoding !== null) outputEncoding = `${outputEncoding}`;
  state[kFinalized] = true;
  return encode(this[kHandle].digest(nativeEncoding(outputEncoding)), outputEncoding);
};

function Hmac(hmac, key, options) {
  if (!(this instanceof Hmac)) return new Hmac(hmac, key, options);
  validateString(hmac, 'hmac');
  const { getKeyObjectHandleOrBytes } = require('./keys.js');
  const secret = getKeyObjectHandleOrBytes(key, 'key', options && options.encoding);
  const handle = binding.hmac(hmac, secret);
  if (handle === undefined) throw new ERR_CRYPTO_INVALID_DIGEST(hmac);
  this[kHandle] = handle;
  this[kState] = { [kFinalized]: false };
  LazyTransform.call(this, options);
}
Object.setPrototypeOf(Hmac.prototype, LazyTransform.prototype);
Object.setPrototypeOf(Hmac, LazyTransform);

Hmac.prototype.update = Hash.prototype.update;
Hmac.prototype._transform = Hash.prototype._transform;
Hmac.prototype._flush = Hash.prototype._flush;

// A second digest of an Hmac is empty, not an error.
Hmac.prototype.digest = function digest(outputEncoding) {
  const state = this[kState];
  if (outputEncoding !== undefined && outputEncoding !== null) outputEncoding = `${outputEncoding}`;
  if (state[kFinalized]) return encode(Buffer.alloc(0), outputEncoding);
  state[kFinalized] = true;
  return encode(this[kHandle].digest(nativeEncoding(outputEncoding)), outputEncoding);
};

// hash is createHash, update and digest in one; its default is hex.
function hash(algorithm, input, outputEncoding = 'hex') {
  validateString(algorithm, 'algorithm');
  if (typeof input !== 'string' && !isArrayBufferView(input)) {
    throw new ERR_INVALID_ARG_TYPE('input', dataTypes, input);
  }
  let normalized = outputEncoding;
  if (outputEncoding !== 'hex') {
    validateString(outputEncoding, 'outputEncoding');
    normalized = outputEncoding === 'buffer' ? 'buffer' :
      require('internal/util').normalizeEncoding(outputEncoding);
    if (normalized === undefined) throw new ERR_INVALID_ARG_VALUE('outputEncoding', outputEncoding);
  }
  const result = binding.oneShot(algorithm, input, nativeEncoding(normalized));
  if (result === undefined) throw new Error(`Digest method ${algorithm} is not supported`);
  return encode(result, normalized);
}

exports.Hash = Hash;
exports.Hmac = Hmac;
exports.createHash = function createHash(algorithm, options) {
  return new Hash(algorithm, options);
};
exports.createHmac = function createHmac(hmac, key, options) {
  return new Hmac(hmac, key, options);
};
exports.hash = hash;
exports.getHashes = () => binding.getHashes();
