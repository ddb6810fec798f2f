'use strict';

const {
  codes: {
    ERR_CRYPTO_ECDH_INVALID_FORMAT, ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY, ERR_CRYPTO_INCOMPATIBLE_KEY,
    ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE,
  },
} = require('internal/errors');
const { validateInt32, validateObject, validateString } = require('internal/validators');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const { bytes, byteSources, encode, getArrayBufferOrView, kHandle } = require('./util.js');

const kDefaultGenerator = 2;

// In the old interface the second argument may be the generator, so text and
// encoding are told apart by what is known as an encoding.
function DiffieHellman(sizeOrKey, keyEncoding, generator, genEncoding) {
  if (!(this instanceof DiffieHellman)) {
    return new DiffieHellman(sizeOrKey, keyEncoding, generator, genEncoding);
  }
  if (typeof sizeOrKey !== 'number' && typeof sizeOrKey !== 'string' &&
      !isArrayBufferView(sizeOrKey) && !isAnyArrayBuffer(sizeOrKey)) {
    throw new ERR_INVALID_ARG_TYPE('sizeOrKey', ['number'].concat(byteSources), sizeOrKey);
  }
  if (typeof sizeOrKey === 'number') validateInt32(sizeOrKey, 'sizeOrKey');
  if (keyEncoding && !Buffer.isEncoding(keyEncoding) && keyEncoding !== 'buffer') {
    genEncoding = generator;
    generator = keyEncoding;
    keyEncoding = false;
  }
  const encoding = keyEncoding || undefined;
  const gen = generatorBytes(generator, genEncoding || undefined);
  const handle = typeof sizeOrKey === 'number' ? binding.dhOfSize(sizeOrKey, gen) :
    binding.dh(bytes(sizeOrKey, encoding), gen);
  this[kHandle] = handle;
  Object.defineProperty(this, 'verifyError', { enumerable: true, value: handle.verifyError(), writable: false });
}

function generatorBytes(generator, encoding) {
  if (!generator) generator = kDefaultGenerator;
  if (typeof generator === 'number') {
    validateInt32(generator, 'generator');
    const b = Buffer.alloc(4);
    b.writeInt32BE(Math.max(generator, 0));
    return b;
  }
  if (typeof generator !== 'string' && !isArrayBufferView(generator) && !isAnyArrayBuffer(generator)) {
    throw new ERR_INVALID_ARG_TYPE('generator', ['number'].concat(byteSources), generator);
  }
  return bytes(generator, encoding);
}

function DiffieHellmanGroup(name) {
  if (!(this instanceof DiffieHellmanGroup)) return new DiffieHellmanGroup(name);
  if (typeof name !== 'string') {
    const err = new TypeError('Group name must be a string');
    err.code = 'ERR_INVALID_ARG_TYPE';
    throw err;
  }
  this[kHandle] = binding.dhGroup(name);
  Object.defineProperty(this, 'verifyError', { enumerable: true, value: this[kHandle].verifyError(), writable: false });
}

function getter(name) {
  return function(encoding) {
    return encode(this[kHandle][name](), encoding);
  };
}

const shared = {
  generateKeys: getter('generateKeys'),
  computeSecret: function computeSecret(key, inEnc, outEnc) {
    key = getArrayBufferOrView(key, 'key', inEnc);
    return encode(this[kHandle].computeSecret(key), outEnc);
  },
  getPrime: getter('getPrime'),
  getGenerator: getter('getGenerator'),
  getPublicKey: getter('getPublicKey'),
  getPrivateKey: getter('getPrivateKey'),
};

Object.assign(DiffieHellmanGroup.prototype, shared);
Object.assign(DiffieHellman.prototype, shared, {
  setPublicKey(key, encoding) {
    this[kHandle].setPublicKey(getArrayBufferOrView(key, 'key', encoding));
    return this;
  },
  setPrivateKey(key, encoding) {
    this[kHandle].setPrivateKey(getArrayBufferOrView(key, 'key', encoding));
    return this;
  },
});

// ECDH

const forms = { compressed: 2, uncompressed: 4, hybrid: 6 };

function pointForm(format) {
  if (!format) return forms.uncompressed;
  if (typeof format !== 'string' || forms[format] === undefined) throw new ERR_CRYPTO_ECDH_INVALID_FORMAT(format);
  return forms[format];
}

function ECDH(curve) {
  if (!(this instanceof ECDH)) return new ECDH(curve);
  validateString(curve, 'curve');
  this[kHandle] = binding.ecdh(curve);
}

ECDH.prototype.generateKeys = function generateKeys(encoding, format) {
  this[kHandle].generateKeys();
  return this.getPublicKey(encoding, format);
};

ECDH.prototype.computeSecret = function computeSecret(key, inEnc, outEnc) {
  key = getArrayBufferOrView(key, 'key', inEnc);
  let secret;
  try {
    secret = this[kHandle].computeSecret(key);
  } catch (err) {
    if (err.code === 'ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY') throw new ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY();
    throw err;
  }
  return encode(secret, outEnc);
};

ECDH.prototype.getPrivateKey = shared.getPrivateKey;

ECDH.prototype.getPublicKey = function getPublicKey(encoding, format) {
  return encode(this[kHandle].getPublicKey(pointForm(format)), encoding);
};

ECDH.prototype.setPrivateKey = function setPrivateKey(key, encoding) {
  this[kHandle].setPrivateKey(getArrayBufferOrView(key, 'key', encoding));
  return this;
};

ECDH.prototype.setPublicKey = function setPublicKey(key, encoding) {
  this[kHandle].setPublicKey(getArrayBufferOrView(key, 'key', encoding));
  return this;
};

ECDH.convertKey = function convertKey(key, curve, inEnc, outEnc, format) {
  validateString(curve, 'curve');
  key = getArrayBufferOrView(key, 'key', inEnc);
  return encode(binding.convertPoint(key, curve, pointForm(format)), outEnc);
};

// diffieHellman

const agreeing = ['dh', 'ec', 'x448', 'x25519'];

function diffieHellman(options) {
  validateObject(options, 'options');
  const { privateKey, publicKey } = options;
  const { KeyObject } = require('./keys.js');
  if (!(privateKey instanceof KeyObject)) throw new ERR_INVALID_ARG_VALUE('options.privateKey', privateKey);
  if (!(publicKey instanceof KeyObject)) throw new ERR_INVALID_ARG_VALUE('options.publicKey', publicKey);
  if (privateKey.type !== 'private') throw new ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(privateKey.type, 'private');
  if (publicKey.type !== 'public' && publicKey.type !== 'private') {
    throw new ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(publicKey.type, 'private or public');
  }
  const mine = privateKey.asymmetricKeyType;
  const theirs = publicKey.asymmetricKeyType;
  if (mine !== theirs || agreeing.indexOf(mine) < 0) {
    throw new ERR_CRYPTO_INCOMPATIBLE_KEY('key types for Diffie-Hellman', `${mine} and ${theirs}`);
  }
  return binding.diffieHellman(privateKey[kHandle], publicKey[kHandle]);
}

function createDiffieHellman(sizeOrKey, keyEncoding, generator, genEncoding) {
  return new DiffieHellman(sizeOrKey, keyEncoding, generator, genEncoding);
}

function createDiffieHellmanGroup(name) {
  return new DiffieHellmanGroup(name);
}

function createECDH(curve) {
  return new ECDH(curve);
}

module.exports = {
  DiffieHellman,
  DiffieHellmanGroup,
  ECDH,
  createDiffieHellman,
  createDiffieHellmanGroup,
  createECDH,
  diffieHellman,
  getCurves: () => binding.getCurves(),
  getDiffieHellman: createDiffieHellmanGroup,
};
