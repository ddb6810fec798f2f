'use strict';

// The secret that two keys share: ECDH and X25519.

const { lazyDOMException } = require('internal/util');
const { slots } = require('./cryptokey.js');
const { kHandle, kKeyObject } = require('./util.js');
const { bytesJob } = require('./subtle_util.js');

const refused = (message) => lazyDOMException(message, 'InvalidAccessError');

function check(theirs, mine) {
  if (theirs.type !== 'public') throw refused('algorithm.public must be a public key');
  if (mine.type !== 'private') throw refused('baseKey must be a private key');
  if (theirs.algorithm.name !== 'ECDH' && theirs.algorithm.name !== 'X25519') {
    throw refused('Keys must be ECDH, X25519, or X448 keys');
  }
  if (theirs.algorithm.name !== mine.algorithm.name) {
    throw refused('The public and private keys must be of the same type');
  }
  if (theirs.algorithm.namedCurve !== mine.algorithm.namedCurve) throw refused('Named curve mismatch');
}

// deriveBits gives the first bits of the secret, or all of it for null.
async function deriveBits({ public: publicKey }, key, length) {
  check(slots(publicKey), slots(key));
  const secret = await bytesJob((done) =>
    binding.agree(key[kKeyObject][kHandle], publicKey[kKeyObject][kHandle], done));
  if (length === null) return secret;
  const size = Math.ceil(length / 8);
  if (secret.byteLength < size) throw lazyDOMException('derived bit length is too small', 'OperationError');
  const bits = new Uint8Array(secret.slice(0, size));
  if (length % 8 !== 0) bits[size - 1] &= 0xff << (8 - length % 8);
  return bits.buffer;
}

module.exports = { deriveBits };
