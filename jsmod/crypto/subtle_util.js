'use strict';

// What the algorithms of SubtleCrypto share: jobs, usages, checks of JWKs.

const { lazyDOMException } = require('internal/util');
const { createPrivateKey, createPublicKey } = require('./keys.js');
const { slots } = require('./cryptokey.js');

const failure = (cause) =>
  lazyDOMException('The operation failed for an operation-specific reason', { name: 'OperationError', cause });

// job is the promise of what start's callback gets. Whatever fails is one error,
// which does not tell a script more than its cause.
function job(start) {
  return new Promise((resolve, reject) => {
    const done = (err, value) => {
      if (err) reject(failure(err));
      else resolve(value);
    };
    try {
      start(done);
    } catch (err) {
      done(err);
    }
  });
}

// bytesJob is a job whose Buffer becomes an ArrayBuffer; it has its memory alone.
const bytesJob = (start) => job(start).then((buffer) => buffer.buffer);

const dataError = (message, cause) =>
  lazyDOMException(message, cause === undefined ? 'DataError' : { name: 'DataError', cause });

// orDataError runs what parses keys.
function orDataError(parse) {
  try {
    return parse();
  } catch (err) {
    throw dataError('Invalid keyData', err);
  }
}

// importDER reads a public key (spki) or a private one (pkcs8), once check has found
// the usages to be those of that type.
function importDER(format, key, check) {
  const isPrivate = format === 'pkcs8';
  check(isPrivate ? 'private' : 'public');
  return orDataError(() => (isPrivate ? createPrivateKey : createPublicKey)({ key, format: 'der', type: format }));
}

// Usages

function checkUsages(usages, allowed, what) {
  if (!usages.every((usage) => allowed.includes(usage))) {
    throw lazyDOMException(`Unsupported key usage for ${what} key`, 'SyntaxError');
  }
}

const unique = (usages) => [...new Set(usages)];
const intersection = (allowed, usages) => allowed.filter((usage) => usages.includes(usage));

function requireType(key, type) {
  if (slots(key).type !== type) {
    throw lazyDOMException(`Key must be a ${type} key`, 'InvalidAccessError');
  }
}

// JWKs

// checkJwk holds what a JWK says of itself against what is wanted of it.
function checkJwk(jwk, { use, usages, extractable }) {
  if (usages.length > 0 && jwk.use !== undefined && jwk.use !== use) {
    throw dataError('Invalid JWK "use" Parameter');
  }
  checkKeyOps(jwk.key_ops, usages);
  if (jwk.ext === false && extractable) throw dataError('JWK "ext" Parameter and extractable mismatch');
}

function checkKeyType(jwk, kty) {
  if (!jwk.kty) throw dataError('Invalid keyData');
  if (jwk.kty !== kty) throw dataError('Invalid JWK "kty" Parameter');
}

// secretIn is the key in a JWK of type oct.
function secretIn(jwk) {
  return orDataError(() => {
    if (jwk.k !== undefined) return Buffer.from(jwk.k, 'base64');
    const err = new TypeError('Invalid JWK secret key format');
    err.code = 'ERR_CRYPTO_INVALID_JWK';
    throw err;
  });
}

const knownOps = ['sign', 'verify', 'encrypt', 'decrypt', 'wrapKey', 'unwrapKey', 'deriveKey', 'deriveBits'];

function checkKeyOps(ops, usages) {
  if (ops === undefined) return;
  const known = ops.filter((op) => knownOps.includes(op));
  if (new Set(known).size !== known.length) throw dataError('Duplicate key operation');
  if (!usages.every((usage) => ops.includes(usage))) throw dataError('Key operations and usage mismatch');
}

const algMismatch = () => dataError('JWK "alg" does not match the requested algorithm');

// Names of hashes in JWKs, by the name of Web Crypto.
const hashes = {
  'SHA-1': { node: 'sha1', bits: 512, size: 20, oaep: 'RSA-OAEP', jwk: '1' },
  'SHA-256': { node: 'sha256', bits: 512, size: 32, oaep: 'RSA-OAEP-256', jwk: '256' },
  'SHA-384': { node: 'sha384', bits: 1024, size: 48, oaep: 'RSA-OAEP-384', jwk: '384' },
  'SHA-512': { node: 'sha512', bits: 1024, size: 64, oaep: 'RSA-OAEP-512', jwk: '512' },
};
const nodeHash = ({ name }) => hashes[name].node;

module.exports = {
  algMismatch, bytesJob, checkJwk, checkKeyType, checkUsages, dataError, hashes, importDER, intersection,
  job, nodeHash, orDataError, requireType, secretIn, unique,
};
