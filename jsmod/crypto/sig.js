'use strict';

const {
  codes: { ERR_CRYPTO_SIGN_KEY_REQUIRED, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE },
} = require('internal/errors');
const { validateEncoding, validateFunction, validateString } = require('internal/validators');
const { isArrayBufferView } = require('internal/util/types');
const { bytes, encode, getArrayBufferOrView, kHandle } = require('./util.js');
const { Writable } = require('stream');

const kState = Symbol('kState');
const dataTypes = ['string', 'Buffer', 'TypedArray', 'DataView'];

function invalidDigest() {
  const err = new TypeError('Invalid digest');
  err.code = 'ERR_CRYPTO_INVALID_DIGEST';
  return err;
}

// A Sign and a Verify hash as they go; name and handle of the hash are kept.
function init(self, algorithm, options) {
  validateString(algorithm, 'algorithm');
  const handle = binding.hash(algorithm);
  if (handle === undefined) throw invalidDigest();
  Object.defineProperty(self, kState, { value: { algorithm, done: false } });
  self[kHandle] = handle;
  Writable.call(self, options);
}

function Sign(algorithm, options) {
  if (!(this instanceof Sign)) return new Sign(algorithm, options);
  init(this, algorithm, options);
}
Object.setPrototypeOf(Sign.prototype, Writable.prototype);
Object.setPrototypeOf(Sign, Writable);

Sign.prototype._write = function _write(chunk, encoding, callback) {
  this.update(chunk, encoding);
  callback();
};

Sign.prototype.update = function update(data, encoding) {
  if (typeof data === 'string') {
    validateEncoding(data, encoding);
    data = bytes(data, encoding);
  } else if (!isArrayBufferView(data)) {
    throw new ERR_INVALID_ARG_TYPE('data', dataTypes, data);
  }
  if (this[kState].done) throw notInitialised();
  this[kHandle].update(data);
  return this;
};

function notInitialised() {
  const err = new Error('Not initialised');
  err.code = 'ERR_CRYPTO_INVALID_STATE';
  return err;
}

function finish(self) {
  const state = self[kState];
  if (state.done) throw notInitialised();
  state.done = true;
  return self[kHandle].digest();
}

function intOption(options, name) {
  const value = options !== null && typeof options === 'object' ? options[name] : undefined;
  if (value === undefined) return undefined;
  if (value !== value >> 0) throw new ERR_INVALID_ARG_VALUE(`options.${name}`, value);
  return value;
}

function isP1363(options) {
  if (options === null || typeof options !== 'object') return false;
  const { dsaEncoding = 'der' } = options;
  if (dsaEncoding === 'der') return false;
  if (dsaEncoding === 'ieee-p1363') return true;
  throw new ERR_INVALID_ARG_VALUE('options.dsaEncoding', dsaEncoding);
}

const preparePrivate = (options) => require('./keys.js').preparePrivateKey(options);
const preparePublic = (options) => require('./keys.js').preparePublicOrPrivateKey(options);

Sign.prototype.sign = function sign(options, encoding) {
  if (!options) throw new ERR_CRYPTO_SIGN_KEY_REQUIRED();
  const key = preparePrivate(options);
  const padding = intOption(options, 'padding');
  const saltLength = intOption(options, 'saltLength');
  const p1363 = isP1363(options);
  const signature = binding.sign(this[kState].algorithm, finish(this), key, padding, saltLength, p1363, true);
  return encode(signature, encoding);
};

function Verify(algorithm, options) {
  if (!(this instanceof Verify)) return new Verify(algorithm, options);
  init(this, algorithm, options);
}
Object.setPrototypeOf(Verify.prototype, Writable.prototype);
Object.setPrototypeOf(Verify, Writable);

Verify.prototype._write = Sign.prototype._write;
Verify.prototype.update = Sign.prototype.update;

Verify.prototype.verify = function verify(options, signature, encoding) {
  const key = preparePublic(options);
  const padding = intOption(options, 'padding');
  const saltLength = intOption(options, 'saltLength');
  const p1363 = isP1363(options);
  signature = getArrayBufferOrView(signature, 'signature', encoding);
  return binding.verify(this[kState].algorithm, finish(this), key, padding, saltLength, p1363, true, signature);
};

function signOneShot(algorithm, data, key, callback) {
  if (algorithm !== null && algorithm !== undefined) validateString(algorithm, 'algorithm');
  if (callback !== undefined) validateFunction(callback, 'callback');
  data = getArrayBufferOrView(data, 'data');
  if (!key) throw new ERR_CRYPTO_SIGN_KEY_REQUIRED();
  const padding = intOption(key, 'padding');
  const saltLength = intOption(key, 'saltLength');
  const p1363 = isP1363(key);
  return binding.sign(algorithm, data, preparePrivate(key), padding, saltLength, p1363, false, callback);
}

function verifyOneShot(algorithm, data, key, signature, callback) {
  if (algorithm !== null && algorithm !== undefined) validateString(algorithm, 'algorithm');
  if (callback !== undefined) validateFunction(callback, 'callback');
  data = getArrayBufferOrView(data, 'data');
  const padding = intOption(key, 'padding');
  const saltLength = intOption(key, 'saltLength');
  const p1363 = isP1363(key);
  if (!isArrayBufferView(signature)) {
    throw new ERR_INVALID_ARG_TYPE('signature', ['Buffer', 'TypedArray', 'DataView'], signature);
  }
  return binding.verify(algorithm, data, preparePublic(key), padding, saltLength, p1363, false, signature, callback);
}

function createSign(algorithm, options) {
  return new Sign(algorithm, options);
}

function createVerify(algorithm, options) {
  return new Verify(algorithm, options);
}

module.exports = {
  Sign,
  Verify,
  createSign,
  createVerify,
  sign: signOneShot,
  verify: verifyOneShot,
};
