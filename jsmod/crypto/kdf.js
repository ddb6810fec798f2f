'use strict';

const {
  codes: { ERR_CRYPTO_SCRYPT_INVALID_PARAMETER, ERR_OUT_OF_RANGE },
} = require('internal/errors');
const {
  validateFunction, validateInt32, validateInteger, validateString, validateUint32,
} = require('internal/validators');
const { getArrayBufferOrView } = require('./util.js');

// pbkdf2

function checkPbkdf2(password, salt, iterations, keylen, digest) {
  validateString(digest, 'digest');
  password = getArrayBufferOrView(password, 'password');
  salt = getArrayBufferOrView(salt, 'salt');
  validateInt32(iterations, 'iterations', 1);
  validateInt32(keylen, 'keylen', 0);
  return { password, salt };
}

function pbkdf2(password, salt, iterations, keylen, digest, callback) {
  if (typeof digest === 'function') {
    callback = digest;
    digest = undefined;
  }
  const arg = checkPbkdf2(password, salt, iterations, keylen, digest);
  validateFunction(callback, 'callback');
  binding.pbkdf2(arg.password, arg.salt, iterations, keylen, digest, callback);
}

function pbkdf2Sync(password, salt, iterations, keylen, digest) {
  const arg = checkPbkdf2(password, salt, iterations, keylen, digest);
  return binding.pbkdf2(arg.password, arg.salt, iterations, keylen, digest);
}

// scrypt

// Each parameter has a short and a long name; giving both is an error.
function scryptParameter(options, short, long, value) {
  const has = options[short] !== undefined;
  if (has) {
    value = options[short];
    validateUint32(value, short);
  }
  if (options[long] !== undefined) {
    if (has) throw new ERR_CRYPTO_SCRYPT_INVALID_PARAMETER();
    value = options[long];
    validateUint32(value, long);
  }
  return value;
}

function checkScrypt(password, salt, keylen, options) {
  password = getArrayBufferOrView(password, 'password');
  salt = getArrayBufferOrView(salt, 'salt');
  validateInt32(keylen, 'keylen', 0);
  let N = 16384;
  let r = 8;
  let p = 1;
  let maxmem = 32 << 20;
  if (options && options !== undefined) {
    N = scryptParameter(options, 'N', 'cost', N);
    r = scryptParameter(options, 'r', 'blockSize', r);
    p = scryptParameter(options, 'p', 'parallelization', p);
    if (options.maxmem !== undefined) {
      maxmem = options.maxmem;
      validateInteger(maxmem, 'maxmem', 0);
    }
    // Zero means the default, as in OpenSSL's own interface.
    if (N === 0) N = 16384;
    if (r === 0) r = 8;
    if (p === 0) p = 1;
    if (maxmem === 0) maxmem = 32 << 20;
  }
  return { password, salt, N, r, p, maxmem };
}

function scrypt(password, salt, keylen, options, callback = options) {
  if (callback === options) options = undefined;
  const arg = checkScrypt(password, salt, keylen, options);
  validateFunction(callback, 'callback');
  binding.scrypt(arg.password, arg.salt, keylen, arg.N, arg.r, arg.p, arg.maxmem, callback);
}

function scryptSync(password, salt, keylen, options) {
  const arg = checkScrypt(password, salt, keylen, options);
  return binding.scrypt(arg.password, arg.salt, keylen, arg.N, arg.r, arg.p, arg.maxmem);
}

// hkdf

const maxInfo = 1024;
const ikmTypes = ['string', 'SecretKeyObject', 'ArrayBuffer', 'TypedArray', 'DataView', 'Buffer'];

function checkHkdf(hash, key, salt, info, length) {
  validateString(hash, 'digest');
  const { getKeyObjectHandleOrBytes } = require('./keys.js');
  key = getKeyObjectHandleOrBytes(key, 'ikm', undefined, ikmTypes);
  salt = getArrayBufferOrView(salt, 'salt');
  info = getArrayBufferOrView(info, 'info');
  validateInteger(length, 'length', 0, 2 ** 31 - 1);
  const size = typeof info === 'string' ? Buffer.byteLength(info) : info.byteLength;
  if (size > maxInfo) {
    throw new ERR_OUT_OF_RANGE('info', `must not contain more than ${maxInfo} bytes`, size);
  }
  return { key, salt, info };
}

const toArrayBuffer = (b) => b.buffer.slice(b.byteOffset, b.byteOffset + b.byteLength);

function hkdf(hash, key, salt, info, length, callback) {
  const arg = checkHkdf(hash, key, salt, info, length);
  validateFunction(callback, 'callback');
  binding.hkdf(hash, arg.key, arg.salt, arg.info, length, (err, bits) => {
    if (err) return callback(err);
    callback(null, toArrayBuffer(bits));
  });
}

function hkdfSync(hash, key, salt, info, length) {
  const arg = checkHkdf(hash, key, salt, info, length);
  return toArrayBuffer(binding.hkdf(hash, arg.key, arg.salt, arg.info, length));
}

module.exports = { hkdf, hkdfSync, pbkdf2, pbkdf2Sync, scrypt, scryptSync };
