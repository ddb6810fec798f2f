'use strict';

const {
  codes: {
    ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS, ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE, ERR_INVALID_ARG_TYPE,
    ERR_INVALID_ARG_VALUE,
  },
} = require('internal/errors');
const { validateObject, validateOneOf, validateString } = require('internal/validators');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const { byteSources, bytes, getArrayBufferOrView, isCryptoKey, kHandle, kKeyObject } = require('./util.js');
const { isStringOrBuffer, parseInput, parseOutput } = require('./keyformat.js');

const kKeyType = Symbol('kKeyType');
const kAlgorithm = Symbol('kAlgorithm');
const kDetails = Symbol('kDetails');

// What may be done with an asymmetric key decides what may be given.
const kConsumePublic = 0;
const kConsumePrivate = 1;
const kCreatePublic = 2;
const kCreatePrivate = 3;

class KeyObject {
  constructor(type, handle) {
    if (type !== 'secret' && type !== 'public' && type !== 'private') {
      throw new ERR_INVALID_ARG_VALUE('type', type);
    }
    if (typeof handle !== 'object' || handle === null || !binding.isKey(handle)) {
      throw new ERR_INVALID_ARG_TYPE('handle', 'object', handle);
    }
    this[kKeyType] = type;
    Object.defineProperty(this, kHandle, { value: handle });
  }

  get type() {
    return this[kKeyType];
  }

  static from(key) {
    if (!isCryptoKey(key)) throw new ERR_INVALID_ARG_TYPE('key', 'CryptoKey', key);
    return key[kKeyObject];
  }

  equals(otherKeyObject) {
    if (!isKeyObject(otherKeyObject)) {
      throw new ERR_INVALID_ARG_TYPE('otherKeyObject', 'KeyObject', otherKeyObject);
    }
    return otherKeyObject.type === this.type && binding.keyEquals(this[kHandle], otherKeyObject[kHandle]);
  }
}

Object.defineProperty(KeyObject.prototype, Symbol.toStringTag, { value: 'KeyObject', configurable: true });

class SecretKeyObject extends KeyObject {
  constructor(handle) {
    super('secret', handle);
  }

  get symmetricKeySize() {
    return binding.secretSize(this[kHandle]);
  }

  export(options) {
    if (options !== undefined) {
      validateObject(options, 'options');
      validateOneOf(options.format, 'options.format', [undefined, 'buffer', 'jwk']);
      if (options.format === 'jwk') {
        return { kty: 'oct', k: binding.secretBytes(this[kHandle]).toString('base64url') };
      }
    }
    return binding.secretBytes(this[kHandle]);
  }
}

class AsymmetricKeyObject extends KeyObject {
  get asymmetricKeyType() {
    return this[kAlgorithm] || define(this, kAlgorithm, binding.algorithm(this[kHandle]));
  }

  get asymmetricKeyDetails() {
    return { ...(this[kDetails] || define(this, kDetails, details(this[kHandle]))) };
  }
}

function define(target, name, value) {
  Object.defineProperty(target, name, { value });
  return value;
}

function details(handle) {
  const all = binding.keyDetails(handle);
  if (all.publicExponent !== undefined) all.publicExponent = BigInt(all.publicExponent);
  return all;
}

function exportKey(key, options, isPublic) {
  if (options && options.format === 'jwk') {
    if (!isPublic && options.passphrase !== undefined) {
      throw new ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS('jwk', 'does not support encryption');
    }
    return binding.exportJWK(key[kHandle]);
  }
  const { format, type, cipher, passphrase } = parseOutput(options, key.asymmetricKeyType, isPublic);
  return binding.exportKey(key[kHandle], format, type, cipher, passphrase);
}

class PublicKeyObject extends AsymmetricKeyObject {
  constructor(handle) {
    super('public', handle);
  }

  export(options) {
    return exportKey(this, options, true);
  }
}

class PrivateKeyObject extends AsymmetricKeyObject {
  constructor(handle) {
    super('private', handle);
  }

  export(options) {
    return exportKey(this, options, false);
  }
}

const isKeyObject = (value) => value instanceof KeyObject;

const keyTypes = byteSources.concat('KeyObject', 'CryptoKey');

// getKeyObjectHandleOrBytes takes a secret in any form.
function getKeyObjectHandleOrBytes(key, name, encoding, types = keyTypes) {
  if (isCryptoKey(key) && types.includes('CryptoKey')) key = key[kKeyObject];
  if (isKeyObject(key)) {
    if (key.type !== 'secret') throw new ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(key.type, 'secret');
    return key[kHandle];
  }
  if (!isStringOrBuffer(key)) throw new ERR_INVALID_ARG_TYPE(name, types, key);
  return bytes(key, encoding);
}

// Asymmetric keys in

function handleFor(key, context) {
  if (context === kCreatePrivate) throw new ERR_INVALID_ARG_TYPE('key', byteSources, key);
  if (key.type !== 'private') {
    if (context === kConsumePrivate || context === kCreatePublic) {
      throw new ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(key.type, 'private');
    }
    if (key.type !== 'public') {
      throw new ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(key.type, 'private or public');
    }
  }
  return key[kHandle];
}

function prepareAsymmetricKey(key, context) {
  const isPrivate = context === kConsumePrivate || context === kCreatePrivate;
  if (isCryptoKey(key)) key = key[kKeyObject];
  if (isKeyObject(key)) return handleFor(key, context);
  if (isStringOrBuffer(key)) return parse(key, { format: 'pem' }, isPrivate);
  if (typeof key !== 'object' || key === null) {
    throw new ERR_INVALID_ARG_TYPE('key', context === kCreatePrivate ? byteSources : keyTypes, key);
  }
  let { key: data, encoding, format } = key;
  if (isCryptoKey(data)) data = data[kKeyObject];
  if (isKeyObject(data)) return handleFor(data, context);
  if (format === 'jwk') {
    validateObject(data, 'key.key');
    return parseJwk(data, isPrivate);
  }
  if (!isStringOrBuffer(data)) {
    throw new ERR_INVALID_ARG_TYPE('key.key', context === kCreatePrivate ? byteSources : keyTypes, data);
  }
  const parsed = parseInput(key, isPrivate ? false : undefined);
  return parse(getArrayBufferOrView(data, 'key', encoding), parsed, isPrivate);
}

function parse(data, { format, type, passphrase }, isPrivate) {
  return isPrivate ? binding.privateKey(data, format, type, passphrase) :
    binding.publicKey(data, format, type, passphrase);
}

const jwkFields = {
  RSA: { public: ['n', 'e'], private: ['d', 'p', 'q', 'dp', 'dq', 'qi'] },
  EC: { public: ['crv', 'x', 'y'], private: ['d'] },
  OKP: { public: ['crv', 'x'], private: ['d'] },
};
const jwkCurves = {
  EC: ['P-256', 'secp256k1', 'P-384', 'P-521'],
  OKP: ['Ed25519', 'Ed448', 'X25519', 'X448'],
};

function parseJwk(jwk, isPrivate) {
  validateOneOf(jwk.kty, 'key.kty', ['RSA', 'EC', 'OKP']);
  const fields = jwkFields[jwk.kty];
  // Private parts of a JWK are ignored where a public key is wanted.
  if (jwkCurves[jwk.kty]) validateOneOf(jwk.crv, 'key.crv', jwkCurves[jwk.kty]);
  for (const name of fields.public) validateString(jwk[name], `key.${name}`);
  if (isPrivate) {
    for (const name of fields.private) validateString(jwk[name], `key.${name}`);
  }
  return binding.importJWK(jwk, isPrivate);
}

function createSecretKey(key, encoding) {
  if (typeof key !== 'string' && !isArrayBufferView(key) && !isAnyArrayBuffer(key)) {
    throw new ERR_INVALID_ARG_TYPE('key', ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], key);
  }
  return new SecretKeyObject(binding.secretKey(bytes(key, encoding)));
}

function createPublicKey(key) {
  const handle = prepareAsymmetricKey(key, kCreatePublic);
  return new PublicKeyObject(binding.keyType(handle) === 'private' ? binding.toPublic(handle) : handle);
}

function createPrivateKey(key) {
  return new PrivateKeyObject(prepareAsymmetricKey(key, kCreatePrivate));
}

// fromHandle wraps a native key of any kind.
function fromHandle(handle) {
  switch (binding.keyType(handle)) {
    case 'secret': return new SecretKeyObject(handle);
    case 'public': return new PublicKeyObject(handle);
    default: return new PrivateKeyObject(handle);
  }
}

// cloneKeyObject is structuredClone's: a second face of the same key, which nobody
// can change; undefined for what only says that it is one.
const cloneKeyObject = (key) => isKeyObject(key) ? fromHandle(key[kHandle]) : undefined;

module.exports = {
  KeyObject,
  cloneKeyObject,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  exportKey,
  fromHandle,
  getKeyObjectHandleOrBytes,
  isKeyObject,
  kHandle,
  preparePrivateKey: (key) => prepareAsymmetricKey(key, kConsumePrivate),
  preparePublicOrPrivateKey: (key) => prepareAsymmetricKey(key, kConsumePublic),
};
