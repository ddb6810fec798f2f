'use strict';

// util.types: what the engine itself knows of a value.

const { kind } = binding;

const AsyncFunctionPrototype = Object.getPrototypeOf(async function() {});
const GeneratorFunctionPrototype = Object.getPrototypeOf(function* () {});
const isPrototypeOf = Object.prototype.isPrototypeOf;
const typedArrayTag = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get;
const functionToString = Function.prototype.toString;

function isObject(value) {
  return typeof value === 'object' && value !== null;
}

// is makes a predicate for one kind.
function is(name) {
  return (value) => typeof value === 'object' && value !== null && kind(value) === name;
}

function isTyped(name) {
  return (value) => ArrayBuffer.isView(value) && typedArrayTag.call(value) === name;
}

// isAsyncText knows an async function by its source: the engine gives async
// methods the prototype of ordinary functions. "async(" may also begin a method
// of that name, which an arrow tells apart.
function isAsyncText(value) {
  const text = functionToString.call(value);
  if (!text.startsWith('async')) return false;
  if (/^async\s+[^\s(]/.test(text)) return true;
  return /^async\s*\(/.test(text) && (value.name !== 'async' || text.includes('=>'));
}

function isAsyncFunction(value) {
  return typeof value === 'function' &&
    (isPrototypeOf.call(AsyncFunctionPrototype, value) || isAsyncText(value));
}

function isGeneratorFunction(value) {
  return typeof value === 'function' &&
    (isPrototypeOf.call(GeneratorFunctionPrototype, value) ||
     /^(async\s*)?(function\s*)?\*/.test(functionToString.call(value)));
}

const isGenerator = is('Generator');

function isTypedArray(value) {
  return ArrayBuffer.isView(value) && typedArrayTag.call(value) !== undefined;
}

const boxed = { Number: true, String: true, Boolean: true, Symbol: true, BigInt: true };

function isBoxedPrimitive(value) {
  return isObject(value) && boxed[kind(value)] === true;
}

function isAnyArrayBuffer(value) {
  return isArrayBuffer(value);
}

const isArrayBuffer = is('ArrayBuffer');

function isProxy(value) {
  return (isObject(value) || typeof value === 'function') && kind(value) === 'Proxy';
}

// These kinds cannot exist here: the engine has no shared memory, no native
// pointers and no module namespace objects.
function never() {
  return false;
}

function isKeyObject(value) {
  return isObject(value) && value instanceof require('crypto').KeyObject;
}

function isCryptoKey(value) {
  return isObject(value) && Object.prototype.toString.call(value) === '[object CryptoKey]';
}

module.exports = {
  isExternal: never,
  isDate: is('Date'),
  isArgumentsObject: is('Arguments'),
  isBigIntObject: is('BigInt'),
  isBooleanObject: is('Boolean'),
  isNumberObject: is('Number'),
  isStringObject: is('String'),
  isSymbolObject: is('Symbol'),
  isBoxedPrimitive,
  isNativeError: is('Error'),
  isRegExp: is('RegExp'),
  isAsyncFunction,
  isGeneratorFunction,
  isGeneratorObject(value) {
    return isGenerator(value) || (isObject(value) && !isProxy(value) && value[Symbol.toStringTag] === 'AsyncGenerator' &&
      require('internal/async_generators').isGenerator(value));
  },
  isPromise: is('Promise'),
  isMap: is('Map'),
  isSet: is('Set'),
  isMapIterator: is('Map Iterator'),
  isSetIterator: is('Set Iterator'),
  isWeakMap: is('WeakMap'),
  isWeakSet: is('WeakSet'),
  isArrayBuffer,
  isDataView: is('DataView'),
  isSharedArrayBuffer: never,
  isProxy,
  isModuleNamespaceObject(value) {
    if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== null) return false;
    const tag = Object.getOwnPropertyDescriptor(value, Symbol.toStringTag);
    return tag !== undefined && tag.value === 'Module' && !tag.configurable;
  },
  isAnyArrayBuffer,
  isCryptoKey,
  isKeyObject,
  isArrayBufferView: ArrayBuffer.isView,
  isTypedArray,
  isUint8Array: isTyped('Uint8Array'),
  isUint8ClampedArray: isTyped('Uint8ClampedArray'),
  isUint16Array: isTyped('Uint16Array'),
  isUint32Array: isTyped('Uint32Array'),
  isInt8Array: isTyped('Int8Array'),
  isInt16Array: isTyped('Int16Array'),
  isInt32Array: isTyped('Int32Array'),
  isFloat32Array: isTyped('Float32Array'),
  isFloat64Array: isTyped('Float64Array'),
  isBigInt64Array: isTyped('BigInt64Array'),
  isBigUint64Array: isTyped('BigUint64Array'),
};
