'use strict';

// How a script names a key's encoding: format, type, cipher and passphrase.

const {
  codes: { ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS, ERR_INVALID_ARG_VALUE },
} = require('internal/errors');
const { validateObject } = require('internal/validators');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const { getArrayBufferOrView } = require('./util.js');

const isStringOrBuffer = (v) => typeof v === 'string' || isArrayBufferView(v) || isAnyArrayBuffer(v);

function option(name, objName) {
  return objName === undefined ? `options.${name}` : `options.${objName}.${name}`;
}

function parseFormat(format, defaultFormat, name) {
  if (format === undefined && defaultFormat !== undefined) return defaultFormat;
  if (format === 'pem' || format === 'der' || format === 'jwk') return format;
  throw new ERR_INVALID_ARG_VALUE(name, format);
}

// parseType checks a type against the kind of key, where it is known, and
// against what the call can take: isPublic is undefined where both will do.
function parseType(type, required, keyType, isPublic, name) {
  if (type === undefined && !required) return undefined;
  if (type === 'pkcs1') {
    if (keyType !== undefined && keyType !== 'rsa') {
      throw new ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS(type, 'can only be used for RSA keys');
    }
    return type;
  }
  if (type === 'spki' && isPublic !== false) return type;
  if (type === 'pkcs8' && isPublic !== true) return type;
  if (type === 'sec1' && isPublic !== true) {
    if (keyType !== undefined && keyType !== 'ec') {
      throw new ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS(type, 'can only be used for EC keys');
    }
    return type;
  }
  throw new ERR_INVALID_ARG_VALUE(name, type);
}

// parseInput reads the options of a key that a script hands over.
function parseInput(enc, isPublic, objName) {
  validateObject(enc, 'options');
  const format = parseFormat(enc.format, 'pem', option('format', objName));
  const type = parseType(enc.type, format === 'der', undefined, isPublic, option('type', objName));
  return { format, type, passphrase: inputPassphrase(enc, isPublic, objName) };
}

function inputPassphrase(enc, isPublic, objName) {
  const { passphrase } = enc;
  if (isPublic === true || passphrase === undefined || passphrase === null) return undefined;
  if (!isStringOrBuffer(passphrase)) {
    throw new ERR_INVALID_ARG_VALUE(option('passphrase', objName), passphrase);
  }
  return getArrayBufferOrView(passphrase, 'key.passphrase', enc.encoding);
}

// parseOutput reads the options of a key that a script wants to have.
function parseOutput(enc, keyType, isPublic, objName) {
  validateObject(enc, 'options');
  const format = parseFormat(enc.format, undefined, option('format', objName));
  if (format === 'jwk') return { format };
  const type = parseType(enc.type, true, keyType, isPublic, option('type', objName));
  if (isPublic) return { format, type };
  let { cipher, passphrase } = enc;
  if (cipher === undefined || cipher === null) {
    if (passphrase !== undefined) throw new ERR_INVALID_ARG_VALUE(option('cipher', objName), cipher);
    return { format, type };
  }
  if (typeof cipher !== 'string') throw new ERR_INVALID_ARG_VALUE(option('cipher', objName), cipher);
  if (format === 'der' && type !== 'pkcs8') {
    throw new ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS(type, 'does not support encryption');
  }
  if (!isStringOrBuffer(passphrase)) {
    throw new ERR_INVALID_ARG_VALUE(option('passphrase', objName), passphrase);
  }
  passphrase = getArrayBufferOrView(passphrase, 'key.passphrase', enc.encoding);
  return { format, type, cipher, passphrase };
}

module.exports = { isStringOrBuffer, parseInput, parseOutput };
