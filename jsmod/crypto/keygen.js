'use strict';

const {
  codes: { ERR_INVALID_ARG_VALUE },
} = require('internal/errors');
const { customPromisifyArgs } = require('internal/util');
const {
  validateFunction, validateInt32, validateInteger, validateObject, validateOneOf, validateString, validateUint32,
} = require('internal/validators');
const { parseOutput } = require('./keyformat.js');
const { exportKey, fromHandle } = require('./keys.js');

// encodings checks the wanted encodings before any work is done.
function encodings(type, options) {
  const wanted = {};
  for (const [name, isPublic] of [['publicKeyEncoding', true], ['privateKeyEncoding', false]]) {
    const enc = options && options[name];
    if (enc === undefined || enc === null) continue;
    if (typeof enc !== 'object') throw new ERR_INVALID_ARG_VALUE(`options.${name}`, enc);
    parseOutput(enc, type, isPublic, name);
    wanted[name] = { ...enc };
  }
  return wanted;
}

function shape(handle, enc, isPublic) {
  const key = fromHandle(handle);
  return enc === undefined ? key : exportKey(key, enc, isPublic);
}

function finish([publicHandle, privateHandle], wanted) {
  return {
    publicKey: shape(publicHandle, wanted.publicKeyEncoding, true),
    privateKey: shape(privateHandle, wanted.privateKeyEncoding, false),
  };
}

// job returns the function that does the work, given a callback or none.
function job(type, options) {
  if (options !== undefined) validateObject(options, 'options');
  switch (type) {
    case 'rsa':
    case 'rsa-pss':
      return rsa(type, options);
    case 'ec': {
      validateObject(options, 'options');
      const { namedCurve, paramEncoding } = options;
      validateString(namedCurve, 'options.namedCurve');
      if (paramEncoding !== undefined && paramEncoding !== null && paramEncoding !== 'named') {
        throw new ERR_INVALID_ARG_VALUE('options.paramEncoding', paramEncoding);
      }
      return (callback) => binding.generateEC(namedCurve, callback);
    }
    case 'ed25519':
      return binding.generateEd25519;
    case 'x25519':
      return binding.generateX25519;
    default:
      throw new ERR_INVALID_ARG_VALUE('type', type, 'must be a supported key type');
  }
}

function rsa(type, options) {
  validateObject(options, 'options');
  const { modulusLength } = options;
  validateUint32(modulusLength, 'options.modulusLength');
  let { publicExponent } = options;
  if (publicExponent === undefined || publicExponent === null) publicExponent = 0x10001;
  else validateUint32(publicExponent, 'options.publicExponent');
  if (type === 'rsa') {
    return (callback) =>
      binding.generateRSA(modulusLength, publicExponent, undefined, undefined, undefined, false, callback);
  }
  const { saltLength } = options;
  const hash = either(options, 'hashAlgorithm', 'hash');
  const mgf = either(options, 'mgf1HashAlgorithm', 'mgf1Hash');
  if (saltLength !== undefined) validateInt32(saltLength, 'options.saltLength', 0);
  return (callback) => binding.generateRSA(modulusLength, publicExponent, hash, mgf, saltLength, true, callback);
}

// either reads an option by its name or by its old one.
function either(options, name, old) {
  const value = options[name];
  if (value !== undefined) validateString(value, `options.${name}`);
  if (options[old] === undefined) return value;
  validateString(options[old], `options.${old}`);
  if (value !== undefined && value !== options[old]) throw new ERR_INVALID_ARG_VALUE(`options.${old}`, options[old]);
  return options[old];
}

function generateKeyPair(type, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  validateFunction(callback, 'callback');
  validateString(type, 'type');
  const start = job(type, options);
  const wanted = encodings(type, options);
  start((err, pair) => {
    if (err) return callback(err);
    let keys;
    try {
      keys = finish(pair, wanted);
    } catch (e) {
      return callback(e);
    }
    callback(null, keys.publicKey, keys.privateKey);
  });
}

function generateKeyPairSync(type, options) {
  validateString(type, 'type');
  const start = job(type, options);
  const wanted = encodings(type, options);
  return finish(start(), wanted);
}

Object.defineProperty(generateKeyPair, customPromisifyArgs, { value: ['publicKey', 'privateKey'] });

function secretLength(type, options) {
  validateString(type, 'type');
  validateObject(options, 'options');
  const { length } = options;
  if (type === 'hmac') {
    validateInteger(length, 'options.length', 8, 2 ** 31 - 1);
  } else if (type === 'aes') {
    validateOneOf(length, 'options.length', [128, 192, 256]);
  } else {
    throw new ERR_INVALID_ARG_VALUE('type', type, 'must be a supported key type');
  }
  return length;
}

function generateKey(type, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  validateFunction(callback, 'callback');
  binding.generateSecret(secretLength(type, options), (err, handle) => {
    if (err) return callback(err);
    callback(null, fromHandle(handle));
  });
}

function generateKeySync(type, options) {
  return fromHandle(binding.generateSecret(secretLength(type, options)));
}

module.exports = { generateKey, generateKeyPair, generateKeyPairSync, generateKeySync };
