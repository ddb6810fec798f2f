'use strict';

// CryptoKey is the Web Crypto API's face of a KeyObject. What decides stays in
// here: scripts see copies of the algorithm and the usages, made once.

const { codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_THIS } } = require('internal/errors');
const { customInspectSymbol: kInspect } = require('internal/util');
const { kKeyObject } = require('./util.js');

const slotsOf = new WeakMap();
const shownOf = new WeakMap();

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

// hasSlots tells a CryptoKey from what was made to look like one.
const hasSlots = (value) => slotsOf.has(value);

function slots(key) {
  if (!hasSlots(key)) throw new ERR_INVALID_THIS('CryptoKey');
  return slotsOf.get(key);
}

function shown(key, name, copy) {
  const value = slots(key)[name];
  const copies = shownOf.get(key);
  if (copies[name] === undefined) copies[name] = copy(value);
  return copies[name];
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
  slotsOf.set(key, { type: keyObject.type, algorithm: copyAlgorithm(algorithm), usages: [...usages], extractable });
  shownOf.set(key, {});
  Object.defineProperty(key, kKeyObject, { value: keyObject });
  return key;
}

// cloneCryptoKey is structuredClone's: undefined for what only says that it is a key.
function cloneCryptoKey(key) {
  if (!hasSlots(key)) return undefined;
  const { algorithm, usages, extractable } = slots(key);
  return createCryptoKey(key[kKeyObject], algorithm, usages, extractable);
}

module.exports = { CryptoKey, cloneCryptoKey, createCryptoKey, hasSlots, slots };
