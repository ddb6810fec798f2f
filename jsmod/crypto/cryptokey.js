'use strict';

// CryptoKey is the Web Crypto API's face of a KeyObject. What decides stays in
// here: scripts see copies of the algorithm and the usages.

const { codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_THIS } } = require('internal/errors');
const { customInspectSymbol: kInspect } = require('internal/util');
const { isCryptoKey, kKeyObject } = require('./util.js');

const kSlots = Symbol('kSlots');
const kShown = Symbol('kShown');

class CryptoKey {
  constructor() {
    throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  [kInspect](depth, options) {
    if (depth < 0) return this;
    const { inspect } = require('internal/util/inspect');
    const { type, extractable, algorithm, usages } = slots(this);
    const nested = { ...options, depth: typeof options.depth === 'number' ? options.depth - 1 : null };
    return `CryptoKey ${inspect({ type, extractable, algorithm, usages }, nested)}`;
  }

  get type() {
    return slots(this).type;
  }

  get extractable() {
    return slots(this).extractable;
  }

  get algorithm() {
    return shown(this, 'algorithm', copyAlgorithm);
  }

  get usages() {
    return shown(this, 'usages', (usages) => [...usages]);
  }
}

for (const name of ['type', 'extractable', 'algorithm', 'usages']) {
  Object.defineProperty(CryptoKey.prototype, name, { enumerable: true });
}
Object.defineProperty(CryptoKey.prototype, Symbol.toStringTag, { value: 'CryptoKey', configurable: true });

function slots(key) {
  if (!isCryptoKey(key)) throw new ERR_INVALID_THIS('CryptoKey');
  return key[kSlots];
}

// shown is the same copy each time.
function shown(key, name, copy) {
  const value = slots(key)[name];
  const cache = key[kShown];
  if (cache[name] === undefined) cache[name] = copy(value);
  return cache[name];
}

function copyAlgorithm(algorithm) {
  const copy = { ...algorithm };
  if (copy.hash !== undefined) copy.hash = { ...copy.hash };
  if (copy.publicExponent !== undefined) copy.publicExponent = new Uint8Array(copy.publicExponent);
  return copy;
}

// createCryptoKey makes the key of a KeyObject, the only way to one.
function createCryptoKey(keyObject, algorithm, usages, extractable) {
  const key = Object.create(CryptoKey.prototype);
  const values = { type: keyObject.type, algorithm: copyAlgorithm(algorithm), usages: [...usages], extractable };
  Object.defineProperties(key, {
    [kSlots]: { value: values },
    [kShown]: { value: {} },
    [kKeyObject]: { value: keyObject },
  });
  return key;
}

// cloneCryptoKey is structuredClone's: undefined for what only says that it is a key.
function cloneCryptoKey(key) {
  if (!isCryptoKey(key)) return undefined;
  const { algorithm, usages, extractable } = slots(key);
  return createCryptoKey(key[kKeyObject], algorithm, usages, extractable);
}

module.exports = { CryptoKey, cloneCryptoKey, createCryptoKey, slots };
