'use strict';

// Checks and conversions of arguments, as all forms of the functions share them.

const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE },
} = require('internal/errors');
const {
  validateAbortSignal, validateFunction, validateInt32, validateInteger,
} = require('internal/validators');
const { fs: constants } = require('internal/constants');

const kEmptyObject = Object.freeze(Object.create(null));
const isView = ArrayBuffer.isView;

function isUint8Array(value) {
  return value instanceof Uint8Array;
}

function isURL(value) {
  return Boolean(value && value.href && value.protocol && value.auth === undefined && value.path === undefined);
}

function toPathIfFileURL(value) {
  return typeof value === 'object' && isURL(value) ? require('url').fileURLToPath(value) : value;
}

function validatePath(path, name = 'path') {
  const isString = typeof path === 'string';
  if (!isString && !isUint8Array(path)) {
    throw new ERR_INVALID_ARG_TYPE(name, ['string', 'Buffer', 'URL'], path);
  }
  if (isString ? path.includes('\u0000') : path.includes(0)) {
    throw new ERR_INVALID_ARG_VALUE(name, path, 'must be a string, Uint8Array, or URL without null bytes');
  }
}

function getValidatedPath(value, name = 'path') {
  const path = toPathIfFileURL(value);
  validatePath(path, name);
  return path;
}

function getValidatedFd(fd, name = 'fd') {
  if (Object.is(fd, -0)) return 0;
  validateInt32(fd, name, 0);
  return fd;
}

function assertEncoding(encoding) {
  if (encoding && !Buffer.isEncoding(encoding)) {
    throw new ERR_INVALID_ARG_VALUE('encoding', encoding, 'is invalid encoding');
  }
}

// getOptions takes options, an encoding in their place, or nothing (also when
// the callback stands there).
function getOptions(options, defaults = kEmptyObject) {
  if (options === null || options === undefined || typeof options === 'function') return defaults;
  if (typeof options === 'string') options = { ...defaults, encoding: options };
  else if (typeof options !== 'object') {
    throw new ERR_INVALID_ARG_TYPE('options', ['string', 'Object'], options);
  }
  if (options.encoding !== 'buffer') assertEncoding(options.encoding);
  if (options.signal !== undefined) validateAbortSignal(options.signal, 'options.signal');
  return options;
}

const flagNames = () => {
  const { O_RDONLY, O_RDWR, O_WRONLY, O_CREAT, O_TRUNC, O_APPEND, O_EXCL, O_SYNC } = constants;
  const w = O_TRUNC | O_CREAT;
  const a = O_APPEND | O_CREAT;
  const sync = O_SYNC || 0;
  return {
    __proto__: null,
    'r': O_RDONLY, 'rs': O_RDONLY | sync, 'sr': O_RDONLY | sync,
    'r+': O_RDWR, 'rs+': O_RDWR | sync, 'sr+': O_RDWR | sync,
    'w': w | O_WRONLY, 'wx': w | O_WRONLY | O_EXCL, 'xw': w | O_WRONLY | O_EXCL,
    'w+': w | O_RDWR, 'wx+': w | O_RDWR | O_EXCL, 'xw+': w | O_RDWR | O_EXCL,
    'a': a | O_WRONLY, 'ax': a | O_WRONLY | O_EXCL, 'xa': a | O_WRONLY | O_EXCL,
    'as': a | O_WRONLY | sync, 'sa': a | O_WRONLY | sync,
    'a+': a | O_RDWR, 'ax+': a | O_RDWR | O_EXCL, 'xa+': a | O_RDWR | O_EXCL,
    'as+': a | O_RDWR | sync, 'sa+': a | O_RDWR | sync,
  };
};
let flagTable;

function stringToFlags(flags, name = 'flags') {
  if (typeof flags === 'number') {
    validateInt32(flags, name);
    return flags;
  }
  if (flags === null || flags === undefined) return constants.O_RDONLY;
  flagTable = flagTable || flagNames();
  const number = flagTable[flags];
  if (number === undefined) throw new ERR_INVALID_ARG_VALUE(name, flags);
  return number;
}

// getValidMode is for access and copyFile, whose mode Node's native half checks
// in words of its own.
function getValidMode(mode) {
  if (mode === null || mode === undefined) return 0;
  if (typeof mode !== 'number' || (Number.isInteger(mode) && (mode | 0) !== mode)) {
    throw coded(new TypeError('mode must be int32 or null/undefined'), 'ERR_INVALID_ARG_TYPE');
  }
  if (mode < 0 || mode > 7) {
    throw coded(new RangeError('mode is out of range: >= 0 && <= 7'), 'ERR_OUT_OF_RANGE');
  }
  return Math.trunc(mode);
}

function coded(err, code) {
  err.code = code;
  return err;
}

// toUnixTimestamp gives seconds. A negative number means now, as it does in Node.
function toUnixTimestamp(time, name = 'time') {
  if (typeof time === 'string' && +time == time) return +time; // eslint-disable-line eqeqeq
  if (Number.isFinite(time)) return time < 0 ? Date.now() / 1000 : time;
  if (time instanceof Date) return time.getTime() / 1000;
  throw new ERR_INVALID_ARG_TYPE(name, ['Date', 'Time in seconds'], time);
}

function makeCallback(cb) {
  validateFunction(cb, 'cb');
  return cb;
}

// positionOf checks a position in a file; -1 is where the file stands.
function positionOf(position, length) {
  if (position === null || position === undefined) return -1;
  if (typeof position === 'number') {
    validateInteger(position, 'position', -1);
    return position;
  }
  if (typeof position === 'bigint') {
    const max = 2n ** 63n - 1n - BigInt(length);
    if (!(position >= -1n && position <= max)) {
      throw new ERR_OUT_OF_RANGE('position', `>= -1 && <= ${max}`, position);
    }
    return Number(position);
  }
  throw new ERR_INVALID_ARG_TYPE('position', ['integer', 'bigint'], position);
}

function validateOffsetLengthRead(offset, length, size) {
  if (offset < 0) throw new ERR_OUT_OF_RANGE('offset', '>= 0', offset);
  if (length < 0) throw new ERR_OUT_OF_RANGE('length', '>= 0', length);
  if (offset + length > size) throw new ERR_OUT_OF_RANGE('length', `<= ${size - offset}`, length);
}

function validateOffsetLengthWrite(offset, length, size) {
  if (offset > size) throw new ERR_OUT_OF_RANGE('offset', `<= ${size}`, offset);
  if (length > size - offset) throw new ERR_OUT_OF_RANGE('length', `<= ${size - offset}`, length);
  if (length < 0) throw new ERR_OUT_OF_RANGE('length', '>= 0', length);
  validateInt32(length, 'length', 0);
}

function validateBufferArray(buffers) {
  if (!Array.isArray(buffers)) throw new ERR_INVALID_ARG_TYPE('buffers', 'ArrayBufferView[]', buffers);
  for (let i = 0; i < buffers.length; i++) {
    if (!isView(buffers[i])) throw new ERR_INVALID_ARG_TYPE('buffers', 'ArrayBufferView[]', buffers);
  }
  return buffers;
}

// encoded turns what the Go half gave (text, or a Buffer for every encoding but
// UTF-8) into what the script asked for.
function encoded(value, encoding) {
  if (typeof value === 'string' || encoding === 'buffer' || value === undefined) return value;
  return value.toString(encoding);
}

function wantsBytes(encoding) {
  return Boolean(encoding) && encoding !== 'utf8' && encoding !== 'utf-8';
}

// joinPath puts a name under a folder; either may be a Buffer.
function joinPath(folder, name) {
  const { join, sep } = require('path');
  if (typeof folder === 'string' && typeof name === 'string') return join(folder, name);
  return Buffer.concat([Buffer.from(folder), Buffer.from(sep), Buffer.from(name)]);
}

module.exports = {
  constants, encoded, getOptions, getValidMode, getValidatedFd, getValidatedPath, isUint8Array, isView,
  joinPath, kEmptyObject, makeCallback, positionOf, stringToFlags, toPathIfFileURL, toUnixTimestamp,
  validateBufferArray, validateFunction, validateInteger, validateOffsetLengthRead,
  validateOffsetLengthWrite, validatePath, wantsBytes,
};
