'use strict';

// structuredClone: the HTML standard's algorithm (2.7) for the objects that
// this engine has.

const types = require('internal/util/types');

const errorNames = new Set([
  'Error', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError',
]);

function dataCloneError(message) {
  const { DOMException } = require('internal/domexception');
  return new DOMException(message, 'DataCloneError');
}

// Node makes these errors in C++, with words of their own.
function argumentError(code, message) {
  const err = new TypeError(message);
  err.code = code;
  return err;
}

function structuredClone(value, options) {
  if (arguments.length === 0) {
    throw argumentError('ERR_MISSING_ARGS', 'The value argument must be specified');
  }
  return cloneMessage(value, transferListIn(options)).data;
}

// ports is what internal/messaging knows of MessagePorts, once it is loaded.
let ports = { isPort: () => false };

function transferPorts(about) {
  ports = about;
}

const untransferable = new WeakSet();

function markAsUntransferable(value) {
  if ((typeof value === 'object' && value !== null) || typeof value === 'function') untransferable.add(value);
}

// cloneMessage clones value, and moves what is in the list; {data, ports} are the copy
// and the ports that were made.
function cloneMessage(value, list) {
  const buffers = [];
  list.forEach((item, i) => {
    if (types.isArrayBuffer(item)) {
      if (list.indexOf(item) !== i) throw dataCloneError('Transfer list contains duplicate ArrayBuffer');
      if (binding.isDetached(item)) throw dataCloneError('An ArrayBuffer is detached and could not be cloned.');
      // Other Buffers live in a pool: it is copied.
      if (!binding.isPool(item) && !untransferable.has(item)) buffers.push(item);
      return;
    }
    if (!ports.isPort(item)) {
      throw argumentError('ERR_INVALID_TRANSFER_OBJECT', 'Found invalid object in transferList');
    }
    if (list.indexOf(item) !== i) throw dataCloneError('Transfer list contains duplicate MessagePort');
    if (ports.isDetached(item)) throw dataCloneError('MessagePort in transfer list is already detached');
  });
  const seen = new Map();
  const moved = list.filter((item) => ports.isPort(item));
  for (const buffer of buffers) seen.set(buffer, binding.shareBuffer(buffer));
  for (const port of moved) seen.set(port, ports.shell());
  const data = clone(value, seen);
  // Nothing can go wrong any more.
  for (const buffer of buffers) binding.detachBuffer(buffer);
  for (const port of moved) ports.move(port, seen.get(port));
  return { data, ports: moved.map((port) => seen.get(port)) };
}

// transferListIn is what structuredClone's options ask for.
function transferListIn(options) {
  if (options === undefined || options === null) {
    return [];
  }
  if (typeof options !== 'object' && typeof options !== 'function') {
    throw argumentError('ERR_INVALID_ARG_TYPE', 'The options argument must be either an object or undefined');
  }
  return listed(options.transfer, 'Optional transferList argument');
}

// transferListOf is what postMessage's second argument asks for: a list or options.
function transferListOf(given) {
  if (given === undefined || given === null) {
    return [];
  }
  if (typeof given === 'object' && typeof given[Symbol.iterator] !== 'function') {
    if (given.transfer === undefined) {
      return [];
    }
    return listed(given.transfer === null ? 0 : given.transfer, 'Optional options.transfer argument');
  }
  return listed(given, 'Optional transferList argument');
}

function listed(given, what) {
  if (given === undefined || given === null) {
    return [];
  }
  if (typeof given !== 'object' || typeof given[Symbol.iterator] !== 'function') {
    throw argumentError('ERR_INVALID_ARG_TYPE', `${what} must be an iterable`);
  }
  const iterator = given[Symbol.iterator]();
  if (typeof iterator !== 'object' || iterator === null || typeof iterator.next !== 'function') {
    throw argumentError('ERR_INVALID_ARG_TYPE', `${what} must be an iterable`);
  }
  return [...{ [Symbol.iterator]: () => iterator }];
}

function clone(value, seen) {
  if (typeof value === 'symbol' || typeof value === 'function') {
    throw dataCloneError(`${String(value)} could not be cloned.`);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (seen.has(value)) {
    return seen.get(value);
  }
  if (types.isProxy(value)) {
    throw dataCloneError('#<Object> could not be cloned.');
  }
  if (Array.isArray(value)) {
    const made = new Array(value.length);
    return copyProperties(value, remember(seen, value, made), seen);
  }
  if (ArrayBuffer.isView(value)) {
    return cloneView(value, seen);
  }
  if (types.isArrayBuffer(value)) {
    if (binding.isDetached(value)) {
      throw dataCloneError('An ArrayBuffer is detached and could not be cloned.');
    }
    return remember(seen, value, value.slice(0));
  }
  if (ports.isPort(value)) {
    throw argumentError('ERR_MISSING_TRANSFERABLE_IN_TRANSFER_LIST',
      'Object that needs transfer was found in message but not listed in transferList');
  }
  const tag = Object.prototype.toString.call(value);
  if (tag === '[object Blob]' || tag === '[object File]') {
    const blob = require('internal/blob').cloneBlob(value);
    if (blob !== undefined) {
      return remember(seen, value, blob);
    }
  }
  if (tag === '[object CryptoKey]') {
    const key = require('internal/crypto/cryptokey').cloneCryptoKey(value);
    if (key !== undefined) {
      return remember(seen, value, key);
    }
  }
  if (tag === '[object KeyObject]') {
    const key = require('internal/crypto/keys').cloneKeyObject(value);
    if (key !== undefined) {
      return remember(seen, value, key);
    }
  }
  const special = cloneBuiltin(value, seen);
  return special !== undefined ? special : copyProperties(value, remember(seen, value, {}), seen);
}

function remember(seen, value, made) {
  seen.set(value, made);
  return made;
}

function copyProperties(from, to, seen) {
  for (const key of Object.keys(from)) {
    if (Object.prototype.hasOwnProperty.call(from, key)) {
      Object.defineProperty(to, key, {
        value: clone(from[key], seen), writable: true, enumerable: true, configurable: true,
      });
    }
  }
  return to;
}

function cloneView(view, seen) {
  const buffer = clone(view.buffer, seen);
  if (types.isDataView(view)) {
    return remember(seen, view, new DataView(buffer, view.byteOffset, view.byteLength));
  }
  const Class = globalThis[Object.prototype.toString.call(view).slice(8, -1)] || Uint8Array;
  return remember(seen, view, new Class(buffer, view.byteOffset, view.length));
}

// cloneBuiltin knows the objects with content of their own; undefined for
// ordinary ones.
function cloneBuiltin(value, seen) {
  if (types.isDate(value)) {
    return remember(seen, value, new Date(Date.prototype.getTime.call(value)));
  }
  if (types.isRegExp(value)) {
    return remember(seen, value, new RegExp(value.source, value.flags));
  }
  if (types.isSymbolObject(value)) {
    throw dataCloneError('[object Symbol] could not be cloned.');
  }
  if (types.isBoxedPrimitive(value)) {
    return remember(seen, value, Object(value.valueOf()));
  }
  if (types.isMap(value)) {
    const made = remember(seen, value, new Map());
    for (const [k, v] of [...Map.prototype.entries.call(value)]) {
      made.set(clone(k, seen), clone(v, seen));
    }
    return made;
  }
  if (types.isSet(value)) {
    const made = remember(seen, value, new Set());
    for (const v of [...Set.prototype.values.call(value)]) {
      made.add(clone(v, seen));
    }
    return made;
  }
  if (types.isNativeError(value)) {
    return cloneError(value, seen);
  }
  refuse(value);
  return undefined;
}

function refuse(value) {
  if (types.isGeneratorObject(value)) {
    throw dataCloneError('[object Generator] could not be cloned.');
  }
  if (types.isPromise(value) || types.isWeakMap(value) || types.isWeakSet(value) ||
      (typeof WeakRef === 'function' && value instanceof WeakRef)) {
    throw dataCloneError(`#<${Object.prototype.toString.call(value).slice(8, -1)}> could not be cloned.`);
  }
}

function cloneError(error, seen) {
  const name = `${error.name}`;
  const Class = errorNames.has(name) ? globalThis[name] : Error;
  const own = Object.getOwnPropertyDescriptor(error, 'message');
  const made = own !== undefined && 'value' in own ? new Class(`${own.value}`) : new Class();
  remember(seen, error, made);
  hidden(made, 'stack', error.stack);
  if (Object.prototype.hasOwnProperty.call(error, 'cause')) {
    hidden(made, 'cause', clone(error.cause, seen));
  }
  return made;
}

function hidden(object, name, value) {
  Object.defineProperty(object, name, { value, writable: true, enumerable: false, configurable: true });
}

Object.defineProperty(structuredClone, 'length', { value: 0, configurable: true });

module.exports = {
  cloneMessage, dataCloneError, markAsUntransferable, structuredClone, transferListOf, transferPorts,
};
