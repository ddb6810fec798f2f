'use strict';

// The operations of SubtleCrypto: what they take, who may, and whose code does it.

const { lazyDOMException } = require('internal/util');
const { slots } = require('./cryptokey.js');
const { implementation, normalize } = require('./subtle_algorithms.js');
const { bytesJob, nodeHash } = require('./subtle_util.js');
const idl = require('./subtle_webidl.js');

const refused = (message) => lazyDOMException(message, 'InvalidAccessError');

function digest(algorithm, data) {
  const hash = nodeHash(normalize(algorithm, 'digest'));
  return bytesJob((done) => binding.digestJob(hash, data, done));
}

// Keys

async function generateKey(algorithm, extractable, usages) {
  const normal = normalize(algorithm, 'generateKey');
  const made = await implementation(normal).generateKey(normal, extractable, usages);
  // A public key alone may be of no use.
  if (slots(made.privateKey || made).usages.length === 0) {
    throw lazyDOMException('Usages cannot be empty when creating a key.', 'SyntaxError');
  }
  return made;
}

function importKey(format, data, algorithm, extractable, usages) {
  const normal = normalize(algorithm, 'importKey');
  const key = implementation(normal).importKey(format, data, normal, extractable, usages);
  const { type, usages: granted } = slots(key);
  if (type !== 'public' && granted.length === 0) {
    throw lazyDOMException(`Usages cannot be empty when importing a ${type} key.`, 'SyntaxError');
  }
  return key;
}

const exportKey = (format, key) => require('./subtle_export.js').exportKey(format, key);

// Ciphers

function cipher(direction, usage, algorithm, key, data) {
  const values = slots(key);
  if (values.algorithm.name !== algorithm.name || !values.usages.includes(usage)) {
    throw refused('The requested operation is not valid for the provided key');
  }
  return implementation(algorithm)[direction](algorithm, key, data);
}

const encrypt = (algorithm, key, data) => cipher('encrypt', 'encrypt', normalize(algorithm, 'encrypt'), key, data);
const decrypt = (algorithm, key, data) => cipher('decrypt', 'decrypt', normalize(algorithm, 'decrypt'), key, data);

// Wrapping is a cipher where there is no better.
function normalizeWrapping(algorithm, operation, otherwise) {
  try {
    return normalize(algorithm, operation);
  } catch {
    return normalize(algorithm, otherwise);
  }
}

async function wrapKey(format, key, wrappingKey, algorithm) {
  const normal = normalizeWrapping(algorithm, 'wrapKey', 'encrypt');
  let data = exportKey(format, key);
  if (format === 'jwk') {
    data = Buffer.from(JSON.stringify(data));
    // AES-KW takes whole blocks, and JSON takes spaces.
    if (normal.name === 'AES-KW' && data.length % 8 !== 0) {
      data = Buffer.concat([data, Buffer.alloc(8 - data.length % 8, ' ')]);
    }
  }
  return cipher('encrypt', 'wrapKey', normal, wrappingKey, data);
}

async function unwrapKey(format, wrapped, unwrappingKey, algorithm, keyAlgorithm, extractable, usages) {
  const normal = normalizeWrapping(algorithm, 'unwrapKey', 'decrypt');
  let data = await cipher('decrypt', 'unwrapKey', normal, unwrappingKey, wrapped);
  if (format === 'jwk') {
    try {
      data = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(data));
    } catch {
      throw lazyDOMException('Invalid wrapped JWK key', 'DataError');
    }
  }
  return perform('importKey', [format, data, keyAlgorithm, extractable, usages]);
}

// Signatures

function signature(usage, algorithm, key, data, given) {
  const normal = normalize(algorithm, usage);
  const values = slots(key);
  if (!values.usages.includes(usage) || normal.name !== values.algorithm.name) {
    throw refused(`Unable to use this key to ${usage}`);
  }
  return implementation(normal)[usage](normal, key, data, given);
}

const sign = (algorithm, key, data) => signature('sign', algorithm, key, data);
const verify = (algorithm, key, given, data) => signature('verify', algorithm, key, data, given);

// Derivation

function checkBase(key, usage, algorithm) {
  const values = slots(key);
  if (!values.usages.includes(usage)) throw refused(`baseKey does not have ${usage} usage`);
  if (values.algorithm.name !== algorithm.name) throw refused('Key algorithm mismatch');
}

function deriveBits(algorithm, baseKey, length) {
  const normal = normalize(algorithm, 'deriveBits');
  checkBase(baseKey, 'deriveBits', normal);
  return implementation(normal).deriveBits(normal, baseKey, length);
}

async function deriveKey(algorithm, baseKey, derivedAlgorithm, extractable, usages) {
  const normal = normalize(algorithm, 'deriveBits');
  const wanted = normalize(derivedAlgorithm, 'importKey');
  checkBase(baseKey, 'deriveKey', normal);
  const sized = normalize(derivedAlgorithm, 'getKeyLength');
  const length = implementation(sized).getKeyLength(sized);
  const bits = await implementation(normal).deriveBits(normal, baseKey, length);
  return importKey('raw', bits, wanted, extractable, usages);
}

// Arguments

const keyData = (value, at, [format]) => format === 'jwk' ? idl.jsonWebKey(value, at) : idl.bufferSource(value, at);
const bitLength = (value, at) => value === null ? null : idl.unsignedLong(value, at);

const { boolean, bufferSource, cryptoKey, identifier, keyFormat, keyUsages } = idl;
const operations = {
  encrypt: { run: encrypt, takes: [identifier, cryptoKey, bufferSource] },
  decrypt: { run: decrypt, takes: [identifier, cryptoKey, bufferSource] },
  sign: { run: sign, takes: [identifier, cryptoKey, bufferSource] },
  verify: { run: verify, takes: [identifier, cryptoKey, bufferSource, bufferSource] },
  digest: { run: digest, takes: [identifier, bufferSource] },
  generateKey: { run: generateKey, takes: [identifier, boolean, keyUsages] },
  deriveKey: { run: deriveKey, takes: [identifier, cryptoKey, identifier, boolean, keyUsages] },
  deriveBits: { run: deriveBits, takes: [identifier, cryptoKey, bitLength], required: 2 },
  importKey: { run: importKey, takes: [keyFormat, keyData, identifier, boolean, keyUsages], required: 4 },
  exportKey: { run: exportKey, takes: [keyFormat, cryptoKey] },
  wrapKey: { run: wrapKey, takes: [keyFormat, cryptoKey, cryptoKey, identifier] },
  unwrapKey: {
    run: unwrapKey, takes: [keyFormat, bufferSource, cryptoKey, identifier, identifier, boolean, keyUsages],
  },
};

const ordinals = ['1st', '2nd', '3rd', '4th', '5th', '6th', '7th'];

// perform converts the arguments of an operation and runs it.
function perform(name, args, present = args.length) {
  const { run, takes, required = takes.length } = operations[name];
  const prefix = `Failed to execute '${name}' on 'SubtleCrypto'`;
  idl.requireArguments(present, required, prefix);
  const given = takes.map((convert, i) => convert(args[i], { prefix, context: `${ordinals[i]} argument` }, args));
  return run(...given);
}

module.exports = { perform };
