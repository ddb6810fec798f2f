'use strict';

// What Web IDL makes of arguments of SubtleCrypto: converters from a value, with
// the words that tell where it stood, to what the operations work with.

const { isArrayBuffer, isArrayBufferView, isUint8Array } = require('internal/util/types');
const { hasSlots } = require('./cryptokey.js');

function refusal(message, { prefix, context = 'Value' }, code = 'ERR_INVALID_ARG_TYPE') {
  const err = new TypeError([prefix && `${prefix}:`, context, message].filter(Boolean).join(' '));
  err.code = code;
  return err;
}

const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

function requireArguments(present, required, prefix) {
  if (present >= required) return;
  const wanted = `${required} argument${required === 1 ? '' : 's'} required`;
  throw refusal(`${wanted}, but only ${present} present.`, { prefix, context: '' }, 'ERR_MISSING_ARGS');
}

// Primitives

function number(value, at) {
  if (typeof value === 'bigint') throw refusal('is a BigInt and cannot be converted to a number.', at);
  if (typeof value === 'symbol') throw refusal('is a Symbol and cannot be converted to a number.', at);
  return Number(value);
}

// enforced takes whole numbers of so many bits and no others.
function enforced(bits) {
  const most = 2 ** bits - 1;
  return (value, at) => {
    const x = number(value, at);
    if (!Number.isFinite(x)) throw refusal('is not a finite number.', at);
    const whole = Math.trunc(x);
    if (whole < 0 || whole > most) {
      throw refusal(`is outside the expected range of 0 to ${most}.`, at, 'ERR_OUT_OF_RANGE');
    }
    return whole;
  };
}

// unsignedLong wraps numbers around.
function unsignedLong(value, at) {
  const x = number(value, at);
  if (!Number.isFinite(x)) return 0;
  const whole = Math.trunc(x);
  return whole >= 0 && whole < 2 ** 32 ? whole : whole % 2 ** 32;
}

const boolean = (value) => !!value;

function text(value, at) {
  if (typeof value === 'symbol') throw refusal('is a Symbol and cannot be converted to a string.', at);
  return String(value);
}

const identifier = (value, at) => isObject(value) ? value : text(value, at);

// Bytes and keys

function bigInteger(value, at) {
  if (!isUint8Array(value)) throw refusal('is not an Uint8Array object.', at);
  return value;
}

function bufferSource(value, at) {
  if (!isArrayBufferView(value) && !isArrayBuffer(value)) {
    throw refusal('is not instance of ArrayBuffer, Buffer, TypedArray, or DataView.', at);
  }
  return value;
}

// copied is for what is used after a script could change it.
function copied(value, at) {
  const source = bufferSource(value, at);
  return isArrayBufferView(source) ?
    new Uint8Array(source.buffer, source.byteOffset, source.byteLength).slice() : new Uint8Array(source).slice();
}

function cryptoKey(value, at) {
  if (!hasSlots(value)) throw refusal('is not of type CryptoKey.', at);
  return value;
}

// Compounds

function oneOf(type, values) {
  return (value, at) => {
    const s = String(value);
    if (!values.includes(s)) {
      throw refusal(`value '${s}' is not a valid enum value of type ${type}.`, at, 'ERR_INVALID_ARG_VALUE');
    }
    return s;
  };
}

function sequence(convert) {
  return (value, at) => {
    const refused = () => refusal('can not be converted to sequence.', at);
    if (!isObject(value) || typeof value[Symbol.iterator] !== 'function') throw refused();
    const iterator = value[Symbol.iterator]();
    const list = [];
    for (;;) {
      const step = iterator && typeof iterator.next === 'function' ? iterator.next() : undefined;
      if (step === undefined) throw refused();
      if (step.done === true) return list;
      list.push(convert(step.value, { ...at, context: `${at.context}, index ${list.length}` }));
    }
  };
}

const required = (convert) => ({ convert, required: true });
const optional = (convert) => ({ convert, required: false });

function dictionary(type, members) {
  const names = Object.keys(members).sort();
  return (value, at) => {
    if (value !== undefined && value !== null && !isObject(value)) {
      throw refusal('can not be converted to a dictionary', at);
    }
    const made = {};
    for (const name of names) {
      const given = value === undefined || value === null ? undefined : value[name];
      if (given !== undefined) {
        const context = `'${name}' of '${type}'${at.context ? ` (${at.context})` : ''}`;
        made[name] = members[name].convert(given, { ...at, context });
      } else if (members[name].required) {
        throw refusal(`can not be converted to '${type}' because '${name}' is required in '${type}'.`, at,
          'ERR_MISSING_OPTION');
      }
    }
    return made;
  };
}

const hash = required(identifier);
const parameters = {
  Algorithm: {},
  RsaHashedKeyGenParams: { modulusLength: required(enforced(32)), publicExponent: required(bigInteger), hash },
  RsaHashedImportParams: { hash },
  RsaPssParams: { saltLength: required(enforced(32)) },
  RsaOaepParams: { label: optional(copied) },
  EcKeyGenParams: { namedCurve: required(text) },
  EcKeyImportParams: { namedCurve: required(text) },
  EcdsaParams: { hash },
  EcdhKeyDeriveParams: { public: required(cryptoKey) },
  AesKeyGenParams: { length: required(enforced(16)) },
  AesDerivedKeyParams: { length: required(enforced(16)) },
  AesCbcParams: { iv: required(copied) },
  AesCtrParams: { counter: required(copied), length: required(enforced(8)) },
  AesGcmParams: { iv: required(copied), tagLength: optional(enforced(8)), additionalData: optional(copied) },
  HmacKeyGenParams: { hash, length: optional(enforced(32)) },
  HmacImportParams: { hash, length: optional(enforced(32)) },
  HkdfParams: { hash, salt: required(copied), info: required(copied) },
  Pbkdf2Params: { hash, iterations: required(enforced(32)), salt: required(copied) },
};

// algorithms are the converters of what an algorithm may be named with.
const algorithms = {};
for (const [type, members] of Object.entries(parameters)) {
  algorithms[type] = dictionary(type, { name: required(text), ...members });
}

const texts = (...names) => Object.fromEntries(names.map((name) => [name, optional(text)]));
const jsonWebKey = dictionary('JsonWebKey', {
  ...texts('kty', 'use', 'alg', 'crv', 'x', 'y', 'd', 'n', 'e', 'p', 'q', 'dp', 'dq', 'qi', 'k'),
  key_ops: optional(sequence(text)),
  ext: optional(boolean),
  oth: optional(sequence(dictionary('RsaOtherPrimesInfo', texts('r', 'd', 't')))),
});

const keyFormat = oneOf('KeyFormat', ['raw', 'pkcs8', 'spki', 'jwk']);
const keyUsages = sequence(oneOf('KeyUsage',
  ['encrypt', 'decrypt', 'sign', 'verify', 'deriveKey', 'deriveBits', 'wrapKey', 'unwrapKey']));

module.exports = {
  algorithms, boolean, bufferSource, cryptoKey, identifier, jsonWebKey, keyFormat, keyUsages, requireArguments,
  unsignedLong,
};
