'use strict';

const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_UNKNOWN_ENCODING },
} = require('internal/errors');
const {
  validateEncoding, validateInt32, validateObject, validateString,
} = require('internal/validators');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const { deprecate, normalizeEncoding } = require('internal/util');
const { bytes, getArrayBufferOrView, kHandle } = require('./util.js');
const LazyTransform = require('./lazy_transform.js');

const noTagLength = -1;
const dataTypes = ['string', 'Buffer', 'TypedArray', 'DataView'];

// -1 in options means not given, as in the old interface.
function getUIntOption(options, key, otherwise) {
  const value = options && options[key];
  if (value === undefined || value === null) return otherwise;
  if (value >>> 0 !== value) throw new ERR_INVALID_ARG_VALUE(`options.${key}`, value);
  return value;
}

function init(cipher, handle, options) {
  cipher[kHandle] = handle;
  cipher._decoder = null;
  LazyTransform.call(cipher, options);
}

function withIv(cipher, encrypt, name, key, options, iv) {
  validateString(name, 'cipher');
  const encoding = options && options.encoding;
  if (encoding !== undefined) {
    if (typeof encoding !== 'string') throw new ERR_INVALID_ARG_TYPE('options.encoding', 'string', encoding);
  }
  const { getKeyObjectHandleOrBytes } = require('./keys.js');
  key = getKeyObjectHandleOrBytes(key, 'key', encoding);
  iv = iv === null ? null : getArrayBufferOrView(iv, 'iv');
  const tagLength = getUIntOption(options, 'authTagLength', noTagLength);
  init(cipher, binding.cipher(name, encrypt, key, iv, tagLength), options);
}

function withPassword(cipher, encrypt, name, password, options) {
  validateString(name, 'cipher');
  password = getArrayBufferOrView(password, 'password');
  const tagLength = getUIntOption(options, 'authTagLength', noTagLength);
  init(cipher, binding.passwordCipher(name, encrypt, password, tagLength), options);
}

function decoderFor(cipher, encoding) {
  const normalized = normalizeEncoding(encoding);
  if (cipher._decoder === null) {
    if (normalized === undefined) throw new ERR_UNKNOWN_ENCODING(encoding);
    const { StringDecoder } = require('string_decoder');
    cipher._decoder = new StringDecoder(encoding);
  } else if (cipher._decoder.encoding !== normalized) {
    if (normalized === undefined) throw new ERR_UNKNOWN_ENCODING(encoding);
    const { codes: { ERR_INTERNAL_ASSERTION } } = require('internal/errors');
    throw new ERR_INTERNAL_ASSERTION('Cannot change encoding');
  }
  return cipher._decoder;
}

const methods = {
  _transform(chunk, encoding, callback) {
    this.push(this[kHandle].update(bytes(chunk, encoding)));
    callback();
  },

  _flush(callback) {
    try {
      this.push(this[kHandle].final());
    } catch (e) {
      callback(e);
      return;
    }
    callback();
  },

  update(data, inputEncoding, outputEncoding) {
    if (typeof data === 'string') {
      validateEncoding(data, inputEncoding);
      data = bytes(data, inputEncoding);
    } else if (!isArrayBufferView(data)) {
      throw new ERR_INVALID_ARG_TYPE('data', dataTypes, data);
    }
    const out = this[kHandle].update(data);
    if (!outputEncoding || outputEncoding === 'buffer') return out;
    return decoderFor(this, outputEncoding).write(out);
  },

  final(outputEncoding) {
    const out = this[kHandle].final();
    if (!outputEncoding || outputEncoding === 'buffer') return out;
    return decoderFor(this, outputEncoding).end(out);
  },

  setAutoPadding(autoPadding) {
    this[kHandle].setAutoPadding(autoPadding === undefined ? true : !!autoPadding);
    return this;
  },

  setAAD(aadbuf, options) {
    const encoding = options && options.encoding;
    if (encoding !== undefined) validateString(encoding, 'options.encoding');
    const length = options && options.plaintextLength !== undefined && options.plaintextLength !== null ?
      getUIntOption(options, 'plaintextLength', 0) : -1;
    aadbuf = getArrayBufferOrView(aadbuf, 'aadbuf', encoding);
    this[kHandle].setAAD(aadbuf, length);
    return this;
  },
};

function getAuthTag() {
  return this[kHandle].getAuthTag();
}

function setAuthTag(tagbuf, encoding) {
  if (!isArrayBufferView(tagbuf) && typeof tagbuf !== 'string') {
    throw new ERR_INVALID_ARG_TYPE('buffer', dataTypes, tagbuf);
  }
  this[kHandle].setAuthTag(bytes(tagbuf, encoding));
  return this;
}

function define(Class, own) {
  Object.setPrototypeOf(Class.prototype, LazyTransform.prototype);
  Object.setPrototypeOf(Class, LazyTransform);
  Object.assign(Class.prototype, methods, own);
}

function Cipher(cipher, password, options) {
  if (!(this instanceof Cipher)) return new Cipher(cipher, password, options);
  withPassword(this, true, cipher, password, options);
}

function Cipheriv(cipher, key, iv, options) {
  if (!(this instanceof Cipheriv)) return new Cipheriv(cipher, key, iv, options);
  withIv(this, true, cipher, key, options, iv);
}

function Decipher(cipher, password, options) {
  if (!(this instanceof Decipher)) return new Decipher(cipher, password, options);
  withPassword(this, false, cipher, password, options);
}

function Decipheriv(cipher, key, iv, options) {
  if (!(this instanceof Decipheriv)) return new Decipheriv(cipher, key, iv, options);
  withIv(this, false, cipher, key, options, iv);
}

define(Cipher, { getAuthTag });
define(Cipheriv, { getAuthTag });
define(Decipher, { setAuthTag, finaltol: methods.final });
define(Decipheriv, { setAuthTag, finaltol: methods.final });

// RSA

const kOaep = 4;
const kPkcs1 = 1;
const bufferTypes = ['string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'];

// Node 20 refuses what tells an attacker whether the padding was right, and has
// a flag to allow it again.
function pkcs1Refused() {
  const err = new TypeError('RSA_PKCS1_PADDING is no longer supported for private decryption, ' +
    'this can be reverted with --security-revert=CVE-2023-46809');
  err.code = 'ERR_INVALID_ARG_VALUE';
  return err;
}

function rsa(method, defaultPadding, prepare) {
  return (options, buffer) => {
    const key = require('./keys.js')[prepare](options);
    const plain = typeof options !== 'object' || options === null || options[kHandle] ||
      isArrayBufferView(options) || isAnyArrayBuffer(options) ? {} : options;
    const padding = plain.padding || defaultPadding;
    const { oaepHash, encoding } = plain;
    let { oaepLabel } = plain;
    if (oaepHash !== undefined) validateString(oaepHash, 'key.oaepHash');
    if (oaepLabel !== undefined) oaepLabel = getArrayBufferOrView(oaepLabel, 'key.oaepLabel', encoding);
    if (typeof buffer !== 'string' && !isArrayBufferView(buffer) && !isAnyArrayBuffer(buffer)) {
      throw new ERR_INVALID_ARG_TYPE('buffer', bufferTypes, buffer);
    }
    if (!Number.isInteger(padding)) validateInt32(padding, 'key.padding');
    if (method === 'privateDecrypt' && padding === kPkcs1 && !binding.pkcs1Reverted()) {
      throw pkcs1Refused();
    }
    return binding[method](key, bytes(buffer, encoding), padding, oaepHash, oaepLabel);
  };
}

const privateDecrypt = rsa('privateDecrypt', kOaep, 'preparePrivateKey');

// getCipherInfo

function getCipherInfo(nameOrNid, options) {
  if (typeof nameOrNid !== 'string' && typeof nameOrNid !== 'number') {
    throw new ERR_INVALID_ARG_TYPE('nameOrNid', ['string', 'number'], nameOrNid);
  }
  if (typeof nameOrNid === 'number') validateInt32(nameOrNid, 'nameOrNid');
  let keyLength;
  let ivLength;
  if (options !== undefined) {
    validateObject(options, 'options');
    ({ keyLength, ivLength } = options);
    if (keyLength !== undefined) validateInt32(keyLength, 'options.keyLength');
    if (ivLength !== undefined) validateInt32(ivLength, 'options.ivLength');
  }
  const row = binding.cipherInfo(nameOrNid, keyLength, ivLength);
  if (row === undefined) return undefined;
  const info = { mode: row[0], name: row[1], nid: row[2] };
  if (row[0] !== 'stream') info.blockSize = row[3];
  if (row[4] !== 0) info.ivLength = row[4];
  info.keyLength = row[5];
  return info;
}

// They are functions, for some scripts call them with new.

function createCipher(cipher, password, options) {
  return new Cipher(cipher, password, options);
}

function createCipheriv(cipher, key, iv, options) {
  return new Cipheriv(cipher, key, iv, options);
}

function createDecipher(cipher, password, options) {
  return new Decipher(cipher, password, options);
}

function createDecipheriv(cipher, key, iv, options) {
  return new Decipheriv(cipher, key, iv, options);
}

module.exports = {
  Cipher: deprecate(Cipher, 'crypto.Cipher is deprecated.', 'DEP0106'),
  Cipheriv,
  Decipher: deprecate(Decipher, 'crypto.Decipher is deprecated.', 'DEP0106'),
  Decipheriv,
  createCipher: deprecate(createCipher, 'crypto.createCipher is deprecated.', 'DEP0106'),
  createCipheriv,
  createDecipher: deprecate(createDecipher, 'crypto.createDecipher is deprecated.', 'DEP0106'),
  createDecipheriv,
  getCipherInfo,
  getCiphers: () => binding.getCiphers(),
  privateDecrypt,
  privateEncrypt: rsa('privateEncrypt', kPkcs1, 'preparePrivateKey'),
  publicDecrypt: rsa('publicDecrypt', kPkcs1, 'preparePublicOrPrivateKey'),
  publicEncrypt: rsa('publicEncrypt', kOaep, 'preparePublicOrPrivateKey'),
};
