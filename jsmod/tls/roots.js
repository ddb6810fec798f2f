'use strict';

// What is trusted where a context names no ca: lists of it, and what a script
// or NODE_EXTRA_CA_CERTS makes of it.

const {
  codes: { ERR_INVALID_ARG_TYPE },
  genericNodeError,
} = require('internal/errors');
const { validateOneOf, validateString } = require('internal/validators');
const { Buffer } = require('buffer');

const kinds = ['default', 'system', 'bundled', 'extra'];

let extraRead = false;
// Lists of PEM texts that were asked for, by kind; Node gives the same each time.
const lists = new Map();

// Reads NODE_EXTRA_CA_CERTS, when it first matters.
function readExtraRoots() {
  if (extraRead) return;
  extraRead = true;
  const file = binding.env('NODE_EXTRA_CA_CERTS');
  if (!file) return;
  try {
    binding.setExtraRoots(require('fs').readFileSync(file));
  } catch (error) {
    process.emitWarning(`Ignoring extra certs from \`${file}\`, load failed: ${opensslWords(error)}`);
  }
}

// OpenSSL's line for a failure of the system.
function opensslWords(error) {
  if (typeof error.errno !== 'number') return error.message;
  const [, text] = /^[A-Z0-9]+: (.*?)(?:, \w+(?: '.*')?)?$/s.exec(error.message) || [];
  if (text === undefined) return error.message;
  const number = (0x80000000 - error.errno).toString(16).toUpperCase();
  return `error:${number}:system library::${text[0].toUpperCase()}${text.slice(1)}`;
}

function getCACertificates(type = 'default') {
  validateString(type, 'type');
  validateOneOf(type, 'type', kinds);
  readExtraRoots();
  if (!lists.has(type)) lists.set(type, Object.freeze(binding.listRoots(type)));
  return lists.get(type);
}

// For contexts that are made from now on.
function setDefaultCACertificates(certs) {
  if (!Array.isArray(certs)) throw new ERR_INVALID_ARG_TYPE('certs', 'Array', certs);
  const texts = [];
  for (let i = 0; i < certs.length; i++) {
    const cert = certs[i];
    if (typeof cert !== 'string' && !ArrayBuffer.isView(cert)) {
      throw new ERR_INVALID_ARG_TYPE(`certs[${i}]`, ['string', 'ArrayBufferView'], cert);
    }
    texts.push(typeof cert === 'string' ? Buffer.from(cert) : cert);
  }
  if (!binding.setDefaultRoots(texts)) {
    throw genericNodeError('No valid certificates found in the provided array',
                           { code: 'ERR_CRYPTO_OPERATION_FAILED' });
  }
  lists.delete('default');
}

module.exports = { getCACertificates, readExtraRoots, setDefaultCACertificates };
