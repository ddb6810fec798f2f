'use strict';

const {
  hideStackFrames, uvErrmapGet,
  codes: { ERR_OUT_OF_RANGE },
} = require('./errors.js');
const { validateFunction } = require('./validators.js');

const kEmptyObject = Object.freeze(Object.setPrototypeOf({}, null));
const kEnumerableProperty = Object.setPrototypeOf({ enumerable: true }, null);

const customInspectSymbol = Symbol.for('nodejs.util.inspect.custom');
const kCustomPromisify = Symbol.for('nodejs.util.promisify.custom');
const kCustomPromisifyArgs = Symbol('customPromisifyArgs');
const kIsEncodingSymbol = Symbol('kIsEncodingSymbol');
const SymbolDispose = Symbol.dispose || Symbol('Symbol.dispose');
const SymbolAsyncDispose = Symbol.asyncDispose || Symbol('Symbol.asyncDispose');

const encodings = {
  __proto__: null,
  'utf8': 'utf8', 'utf-8': 'utf8',
  'ucs2': 'utf16le', 'ucs-2': 'utf16le', 'utf16le': 'utf16le', 'utf-16le': 'utf16le',
  'latin1': 'latin1', 'binary': 'latin1',
  'base64': 'base64', 'base64url': 'base64url', 'hex': 'hex', 'ascii': 'ascii',
};

// normalizeEncoding returns Node's own name of an encoding, utf8 for none, and
// undefined for an unknown one.
function normalizeEncoding(enc) {
  if (enc === undefined || enc === null || enc === '' || enc === 'utf8') return 'utf8';
  const known = encodings[enc];
  if (known !== undefined) return known;
  return encodings[`${enc}`.toLowerCase()];
}

const codesWarned = new Set();
const experimentalWarnings = new Set();

function isPendingDeprecation() {
  const { execArgv, env } = require('process');
  return execArgv.includes('--pending-deprecation') || env.NODE_PENDING_DEPRECATION === '1';
}

function getDeprecationWarningEmitter(code, msg, deprecated, useEmitSync,
                                      shouldEmit = () => true) {
  let warned = false;
  return function emitDeprecationWarning() {
    if (warned || !shouldEmit()) return;
    warned = true;
    if (code !== undefined) {
      if (codesWarned.has(code)) return;
      codesWarned.add(code);
      require('process').emitWarning(msg, 'DeprecationWarning', code, deprecated);
    } else {
      require('process').emitWarning(msg, 'DeprecationWarning', deprecated);
    }
  };
}

// deprecate wraps fn so that the first call warns, once for each code.
function deprecate(fn, msg, code, useEmitSync) {
  const process = require('process');
  if (process.noDeprecation === true) return fn;
  if (code !== undefined) require('./validators.js').validateString(code, 'code');
  const emit = getDeprecationWarningEmitter(code, msg, deprecated, useEmitSync);
  function deprecated(...args) {
    if (!process.noDeprecation) emit();
    if (new.target) return Reflect.construct(fn, args, new.target);
    return Reflect.apply(fn, this, args);
  }
  // The wrapper keeps the prototype so that instanceof and static properties
  // hold for both.
  Object.setPrototypeOf(deprecated, fn);
  if (fn.prototype) deprecated.prototype = fn.prototype;
  return deprecated;
}

function pendingDeprecate(fn, msg, code) {
  const emit = getDeprecationWarningEmitter(code, msg, deprecated, false, isPendingDeprecation);
  function deprecated(...args) {
    emit();
    return Reflect.apply(fn, this, args);
  }
  return deprecated;
}

function emitExperimentalWarning(feature, messagePrefix = undefined, code = undefined, ctor) {
  if (experimentalWarnings.has(feature)) return;
  experimentalWarnings.add(feature);
  let msg = `${feature} is an experimental feature and might change at any time`;
  if (messagePrefix) msg = messagePrefix + msg;
  require('process').emitWarning(msg, 'ExperimentalWarning', code, ctor);
}

function promisify(original) {
  validateFunction(original, 'original');
  const custom = original[kCustomPromisify];
  if (custom) {
    validateFunction(custom, 'util.promisify.custom');
    return Object.defineProperty(custom, kCustomPromisify, {
      value: custom, enumerable: false, writable: false, configurable: true,
    });
  }
  const names = original[kCustomPromisifyArgs];
  function fn(...args) {
    return new Promise((resolve, reject) => {
      args.push((err, ...values) => {
        if (err) return reject(err);
        if (names === undefined || values.length <= 1) return resolve(values[0]);
        const result = {};
        for (let i = 0; i < names.length; i++) result[names[i]] = values[i];
        resolve(result);
      });
      Reflect.apply(original, this, args);
    });
  }
  Object.setPrototypeOf(fn, Object.getPrototypeOf(original));
  Object.defineProperty(fn, kCustomPromisify, {
    value: fn, enumerable: false, writable: false, configurable: true,
  });
  for (const key of Reflect.ownKeys(original)) {
    const desc = Object.getOwnPropertyDescriptor(original, key);
    // A name that cannot be redefined on an ordinary function stays ours.
    if (key !== 'prototype') Object.defineProperty(fn, key, desc);
  }
  return fn;
}
promisify.custom = kCustomPromisify;

function once(callback, { preserveReturnValue = false } = kEmptyObject) {
  let called = false;
  let returned;
  return function(...args) {
    if (called) return returned;
    called = true;
    const result = Reflect.apply(callback, this, args);
    if (preserveReturnValue) returned = result;
    return result;
  };
}

function defineOperation(target, name, method) {
  Object.defineProperty(target, name, {
    writable: true, enumerable: true, configurable: true, value: method,
  });
}

function exposeInterface(target, name, interfaceObject) {
  Object.defineProperty(target, name, {
    writable: true, enumerable: false, configurable: true, value: interfaceObject,
  });
}

// defineLazyProperties gives target properties that are required at first use.
function defineLazyProperties(target, id, keys, enumerable = true) {
  for (const key of keys) {
    Object.defineProperty(target, key, {
      enumerable,
      configurable: true,
      get() {
        const value = require(id)[key];
        Object.defineProperty(target, key, {
          value, enumerable, configurable: true, writable: true,
        });
        return value;
      },
      set(value) {
        Object.defineProperty(target, key, {
          value, enumerable, configurable: true, writable: true,
        });
      },
    });
  }
}

function defineReplaceableLazyAttribute(target, id, keys) {
  defineLazyProperties(target, id, keys);
}

function getLazy(initializer) {
  let value;
  let done = false;
  return () => {
    if (!done) {
      value = initializer();
      done = true;
    }
    return value;
  };
}

function cachedResult(fn) {
  let result;
  return () => {
    if (result === undefined) result = fn();
    return result.slice();
  };
}

function createClassWrapper(type) {
  function fn(...args) {
    return Reflect.construct(type, args, new.target || type);
  }
  Object.defineProperties(fn, {
    name: { value: type.name },
    length: { value: type.length },
  });
  Object.setPrototypeOf(fn, type);
  fn.prototype = type.prototype;
  return fn;
}

function createDeferredPromise() {
  let resolve;
  let reject;
  const promise = new Promise((res, rej) => {
    resolve = res;
    reject = rej;
  });
  return { promise, resolve, reject };
}

function isError(e) {
  return require('./types.js').isNativeError(e) || e instanceof Error;
}

function getConstructorOf(obj) {
  while (obj) {
    const desc = Object.getOwnPropertyDescriptor(obj, 'constructor');
    if (desc !== undefined && typeof desc.value === 'function' && desc.value.name !== '') {
      return desc.value;
    }
    obj = Object.getPrototypeOf(obj);
  }
}

function getSystemErrorName(err) {
  require('./validators.js').validateNumber(err, 'err');
  if (err >= 0 || !Number.isSafeInteger(err)) {
    throw new ERR_OUT_OF_RANGE('err', 'a negative integer', err);
  }
  const entry = uvErrmapGet(err);
  return entry ? entry[0] : `Unknown system error ${err}`;
}

function getSystemErrorMap() {
  return new Map(require('./uv_errors.js').errorMap());
}

function filterDuplicateStrings(items, low) {
  const map = new Map();
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    const key = item.toLowerCase();
    if (low) map.set(key, key);
    else map.set(key, item);
  }
  return Array.from(map.values()).sort();
}

function convertToValidSignal(signal) {
  const { ERR_UNKNOWN_SIGNAL } = require('./errors.js').codes;
  const { signals } = require('os').constants;
  if (typeof signal === 'number') {
    for (const name of Object.keys(signals)) if (signals[name] === signal) return signal;
  }
  if (typeof signal === 'string') {
    const number = signals[signal.toUpperCase()];
    if (number) return number;
  }
  throw new ERR_UNKNOWN_SIGNAL(signal);
}

// spliceOne removes one element without making an array of it.
function spliceOne(list, index) {
  for (; index + 1 < list.length; index++) list[index] = list[index + 1];
  list.pop();
}

function join(output, separator) {
  return output.join(separator);
}

function toUSVString(input) {
  const str = `${input}`;
  if (typeof str.toWellFormed === 'function') return str.toWellFormed();
  return str.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g,
                     (m) => (m.length === 2 ? m : '\ufffd'));
}

function setOwnProperty(obj, key, value) {
  return Object.defineProperty(obj, key, {
    configurable: true, enumerable: true, value, writable: true,
  });
}

function lazyDOMExceptionClass() {
  return require('internal/domexception').DOMException;
}

const lazyDOMException = hideStackFrames((message, name) => {
  const DOMException = lazyDOMExceptionClass();
  return new DOMException(message, name);
});

function removeColors(str) {
  return str.replace(/\u001b\[\d\d?m/g, '');
}

function isArrayBufferDetached(value) {
  if (require('./types.js').isArrayBuffer(value) && value.byteLength === 0) {
    try {
      new Uint8Array(value);
    } catch {
      return true;
    }
  }
  return false;
}

// assertCrypto has nothing to refuse: cryptography is always there.
function assertCrypto() {}

module.exports = {
  SymbolAsyncDispose,
  SymbolDispose,
  assertCrypto,
  cachedResult,
  convertToValidSignal,
  createClassWrapper,
  createDeferredPromise,
  customInspectSymbol,
  customPromisifyArgs: kCustomPromisifyArgs,
  defineLazyProperties,
  defineOperation,
  defineReplaceableLazyAttribute,
  deprecate,
  emitExperimentalWarning,
  exposeInterface,
  filterDuplicateStrings,
  getConstructorOf,
  getDeprecationWarningEmitter,
  getLazy,
  getSystemErrorMap,
  getSystemErrorName,
  isArrayBufferDetached,
  isError,
  isPendingDeprecation,
  join,
  kEmptyObject,
  kEnumerableProperty,
  kIsEncodingSymbol,
  lazyDOMException,
  lazyDOMExceptionClass,
  normalizeEncoding,
  once,
  pendingDeprecate,
  promisify,
  removeColors,
  setOwnProperty,
  spliceOne,
  toUSVString,
};
