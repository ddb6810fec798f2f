'use strict';

// Deep equality, strict and loose: the rules of assert.deepStrictEqual and
// assert.deepEqual.

const types = require('internal/util/types');
const { kind, onlyElements, sameBytes } = require('internal/engine');

const hasOwn = Object.prototype.hasOwnProperty;
const isEnumerable = Object.prototype.propertyIsEnumerable;
const tagOf = Object.prototype.toString;

const kNoIterator = 0;
const kIsArray = 1;
const kIsSet = 2;
const kIsMap = 3;
const kIsError = 4;

function isObject(value) {
  return value !== null && typeof value === 'object';
}

function sameFloats(a, b) {
  if (a.byteLength !== b.byteLength) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function isFloatArray(value) {
  return types.isFloat32Array(value) || types.isFloat64Array(value);
}

function sameRegExp(a, b) {
  return a.source === b.source && a.flags === b.flags && a.lastIndex === b.lastIndex;
}

const valueOf = {
  Number: Number.prototype.valueOf,
  String: String.prototype.valueOf,
  Boolean: Boolean.prototype.valueOf,
  BigInt: BigInt.prototype.valueOf,
  Symbol: Symbol.prototype.valueOf,
};

function sameBox(a, b, boxKind) {
  const unbox = valueOf[boxKind];
  return kind(b) === boxKind && Object.is(unbox.call(a), unbox.call(b));
}

const { getNonIndexKeys } = require('./inspect_names.js');

function nonIndexKeys(value, strict) {
  const keys = getNonIndexKeys(value, false);
  return strict ? keys : keys.filter((key) => typeof key === 'string');
}

// namedKeys is nonIndexKeys for views, which may have many elements and rarely names.
function namedKeys(view, strict) {
  if (!onlyElements(view)) return nonIndexKeys(view, strict);
  return strict ? enumerableSymbols(view) : [];
}

function isErrorValue(value) {
  return types.isNativeError(value) || value instanceof Error;
}

// sameHidden compares what errors keep out of sight; own enumerable properties
// are compared with the rest.
function sameHidden(a, b, strict, memos) {
  for (const key of ['cause', 'errors']) {
    const has = hasOwn.call(a, key);
    if (has !== hasOwn.call(b, key)) return false;
    if (has && !isEnumerable.call(a, key) && !innerDeepEqual(a[key], b[key], strict, memos)) {
      return false;
    }
  }
  return true;
}

// compareByKind compares what makes a kind of object what it is, besides its
// properties. It returns how the rest is to be compared, or undefined for
// unequal.
function compareByKind(a, b) {
  const kindA = kind(a);
  switch (kindA) {
    case 'Date':
      return kind(b) === 'Date' && Date.prototype.getTime.call(a) ===
        Date.prototype.getTime.call(b) ? kNoIterator : undefined;
    case 'RegExp':
      return kind(b) === 'RegExp' && sameRegExp(a, b) ? kNoIterator : undefined;
    case 'Set':
      return kind(b) === 'Set' && a.size === b.size ? kIsSet : undefined;
    case 'Map':
      return kind(b) === 'Map' && a.size === b.size ? kIsMap : undefined;
    case 'ArrayBuffer':
      return kind(b) === 'ArrayBuffer' && sameBytes(a, b) ? kNoIterator : undefined;
    case 'Number': case 'String': case 'Boolean': case 'BigInt': case 'Symbol':
      return sameBox(a, b, kindA) ? kNoIterator : undefined;
  }
  if (isErrorValue(a)) {
    return isErrorValue(b) && a.message === b.message && a.name === b.name ?
      kIsError : undefined;
  }
  if (isSpecial(b)) return undefined;
  return kNoIterator;
}

const specials = new Set(['Array', 'Set', 'Map', 'Date', 'RegExp', 'ArrayBuffer', 'Number',
                          'String', 'Boolean', 'BigInt', 'Symbol', 'Error']);

function isSpecial(value) {
  return Array.isArray(value) || ArrayBuffer.isView(value) || specials.has(kind(value)) ||
    value instanceof Error;
}

function comparePrimitives(a, b, strict) {
  if (strict) return typeof a === 'number' && Number.isNaN(a) && Number.isNaN(b);
  return !isObject(b) && (a == b || (a !== a && b !== b)); // eslint-disable-line
}

function innerDeepEqual(a, b, strict, memos) {
  if (a === b) return a !== 0 || !strict || Object.is(a, b);
  if (strict ? typeof a !== 'object' : !isObject(a)) return comparePrimitives(a, b, strict);
  if (!isObject(a) || !isObject(b)) return false;
  if (strict && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  const tag = tagOf.call(a);
  if (tag !== tagOf.call(b)) return false;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    const keys = nonIndexKeys(a, strict);
    if (keys.length !== nonIndexKeys(b, strict).length) return false;
    return keyCheck(a, b, strict, memos, kIsArray, keys);
  }
  if (tag === '[object Object]' && kind(a) === '' && !isSpecial(b)) {
    return keyCheck(a, b, strict, memos, kNoIterator);
  }
  if (ArrayBuffer.isView(a)) return compareViews(a, b, strict, memos);
  const how = compareByKind(a, b);
  if (how === undefined) return false;
  return keyCheck(a, b, strict, memos, how);
}

function compareViews(a, b, strict, memos) {
  if (!ArrayBuffer.isView(b)) return false;
  if (!strict && isFloatArray(a) && isFloatArray(b)) {
    if (!sameFloats(a, b)) return false;
  } else if (!sameBytes(a, b)) {
    return false;
  }
  const keys = namedKeys(a, strict);
  if (keys.length !== namedKeys(b, strict).length) return false;
  return keyCheck(a, b, strict, memos, kNoIterator, keys);
}

function enumerableSymbols(value) {
  const symbols = Object.getOwnPropertySymbols(value);
  return symbols.length === 0 ? symbols : symbols.filter((key) => isEnumerable.call(value, key));
}

// keyCheck compares the sets of keys, then the values, minding cycles.
function keyCheck(a, b, strict, memos, iteration, keys) {
  const given = keys !== undefined;
  if (!given) {
    keys = Object.keys(a);
    if (keys.length !== Object.keys(b).length) return false;
  }
  for (let i = 0; i < keys.length; i++) if (!hasOwn.call(b, keys[i])) return false;
  if (strict && !given) {
    const symbols = enumerableSymbols(a);
    if (symbols.length !== enumerableSymbols(b).length) return false;
    for (let i = 0; i < symbols.length; i++) {
      if (!isEnumerable.call(b, symbols[i])) return false;
      keys.push(symbols[i]);
    }
  }
  if (keys.length === 0 && isEmpty(a, iteration)) return true;
  return withMemos(a, b, strict, memos, iteration, keys);
}

function isEmpty(value, iteration) {
  switch (iteration) {
    case kNoIterator: return true;
    case kIsArray: return value.length === 0;
    case kIsError: return false;
    default: return value.size === 0;
  }
}

// withMemos minds cycles: objects that are being compared already, both of them,
// count as equal, and one of them alone as unequal. Below the root the same
// object may still meet another one, so that a cycle equals its unrolled form.
function withMemos(a, b, strict, memos, iteration, keys) {
  if (memos === undefined) {
    memos = { a, b, depth: 0, open: new Set([a, b]) };
    return contentsEqual(a, b, strict, keys, memos, iteration);
  }
  const { open } = memos;
  const hadA = open.has(a);
  const hadB = open.has(b);
  if (memos.depth === 0) {
    if (memos.a === a && memos.b === b) return true;
  } else if (hadA || hadB) {
    return hadA && hadB;
  }
  open.add(a);
  open.add(b);
  memos.depth++;
  const equal = contentsEqual(a, b, strict, keys, memos, iteration);
  memos.depth--;
  if (!hadA) open.delete(a);
  if (!hadB) open.delete(b);
  return equal;
}

function contentsEqual(a, b, strict, keys, memos, iteration) {
  if (iteration === kIsSet) {
    if (!setsEqual(a, b, strict, memos)) return false;
  } else if (iteration === kIsMap) {
    if (!mapsEqual(a, b, strict, memos)) return false;
  } else if (iteration === kIsError) {
    if (!sameHidden(a, b, strict, memos)) return false;
  } else if (iteration === kIsArray) {
    if (!elementsEqual(a, b, strict, memos)) return false;
  }
  for (let i = 0; i < keys.length; i++) {
    if (!innerDeepEqual(a[keys[i]], b[keys[i]], strict, memos)) return false;
  }
  return true;
}

function elementsEqual(a, b, strict, memos) {
  for (let i = 0; i < a.length; i++) {
    if (hasOwn.call(a, i)) {
      if (!hasOwn.call(b, i) || !innerDeepEqual(a[i], b[i], strict, memos)) return false;
    } else if (hasOwn.call(b, i)) {
      return false;
    } else {
      return sparseEqual(a, b, i, strict, memos);
    }
  }
  return true;
}

function sparseEqual(a, b, from, strict, memos) {
  const keys = Object.keys(a);
  for (let i = from; i < keys.length; i++) {
    const key = keys[i];
    if (!hasOwn.call(b, key) || !innerDeepEqual(a[key], b[key], strict, memos)) return false;
  }
  return keys.length === Object.keys(b).length;
}

// takeEqual removes an element equal to value from the set of candidates.
function takeEqual(candidates, value, strict, memos) {
  for (const candidate of candidates) {
    if (innerDeepEqual(value, candidate, strict, memos)) {
      candidates.delete(candidate);
      return true;
    }
  }
  return false;
}

// looseMatch finds what a primitive could be loosely equal to: the value
// itself, or true or false when that is already decided.
function looseMatch(prim) {
  switch (typeof prim) {
    case 'undefined': return null;
    case 'object': return undefined;
    case 'symbol': return false;
    case 'string':
      // A text that is a number has a number beside it.
      return !Number.isNaN(+prim);
    case 'number': return !Number.isNaN(prim);
    default: return true;
  }
}

function setMightHaveLoose(a, b, prim) {
  const other = looseMatch(prim);
  if (other != null) return other;
  return b.has(other) && !a.has(other);
}

function setsEqual(a, b, strict, memos) {
  let candidates = null;
  for (const value of a) {
    if (!isObject(value)) {
      if (b.has(value)) continue;
      if (strict || !setMightHaveLoose(a, b, value)) return false;
    }
    if (candidates === null) candidates = new Set();
    candidates.add(value);
  }
  if (candidates === null) return true;
  for (const value of b) {
    if (isObject(value)) {
      if (!takeEqual(candidates, value, strict, memos)) return false;
    } else if (!strict && !a.has(value) && !takeEqual(candidates, value, strict, memos)) {
      return false;
    }
  }
  return candidates.size === 0;
}

function mapMightHaveLoose(a, b, prim, item, memos) {
  const other = looseMatch(prim);
  if (other != null) return other;
  const current = b.get(other);
  if ((current === undefined && !b.has(other)) || !innerDeepEqual(item, current, false, memos)) {
    return false;
  }
  return !a.has(other) && innerDeepEqual(item, current, false, memos);
}

function takeEqualEntry(candidates, map, key1, item1, strict, memos) {
  for (const key2 of candidates) {
    if (innerDeepEqual(key1, key2, strict, memos) &&
        innerDeepEqual(item1, map.get(key2), strict, memos)) {
      candidates.delete(key2);
      return true;
    }
  }
  return false;
}

function mapsEqual(a, b, strict, memos) {
  let candidates = null;
  for (const [key, item1] of a) {
    if (!isObject(key)) {
      const item2 = b.get(key);
      if ((item2 !== undefined || b.has(key)) && innerDeepEqual(item1, item2, strict, memos)) {
        continue;
      }
      if (strict || !mapMightHaveLoose(a, b, key, item1, memos)) return false;
    }
    if (candidates === null) candidates = new Set();
    candidates.add(key);
  }
  if (candidates === null) return true;
  for (const [key, item] of b) {
    if (isObject(key)) {
      if (!takeEqualEntry(candidates, a, key, item, strict, memos)) return false;
    } else if (!strict &&
        (!a.has(key) || !innerDeepEqual(a.get(key), item, false, memos)) &&
        !takeEqualEntry(candidates, a, key, item, false, memos)) {
      return false;
    }
  }
  return candidates.size === 0;
}

function isDeepEqual(a, b) {
  return innerDeepEqual(a, b, false);
}

function isDeepStrictEqual(a, b) {
  return innerDeepEqual(a, b, true);
}

module.exports = { isDeepEqual, isDeepStrictEqual };
