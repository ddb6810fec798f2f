'use strict';

const {
  codes: {
    ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH, ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE,
  },
} = require('internal/errors');
const { validateBoolean, validateFunction, validateNumber, validateObject } = require('internal/validators');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');

const { nextTick } = require('internal/task_queue');

const kMaxInt32 = 2 ** 31 - 1;
const kMaxPossibleLength = kMaxInt32;
const RAND_MAX = 0xFFFF_FFFF_FFFF;

function assertOffset(offset, elementSize, length) {
  validateNumber(offset, 'offset');
  offset *= elementSize;
  const max = Math.min(length, kMaxPossibleLength);
  if (Number.isNaN(offset) || offset > max || offset < 0) {
    throw new ERR_OUT_OF_RANGE('offset', `>= 0 && <= ${max}`, offset);
  }
  return offset >>> 0;
}

function assertSize(size, elementSize, offset, length) {
  validateNumber(size, 'size');
  size *= elementSize;
  if (Number.isNaN(size) || size > kMaxPossibleLength || size < 0) {
    throw new ERR_OUT_OF_RANGE('size', `>= 0 && <= ${kMaxPossibleLength}`, size);
  }
  if (size + offset > length) {
    throw new ERR_OUT_OF_RANGE('size + offset', `<= ${length}`, size + offset);
  }
  return size >>> 0;
}

function randomBytes(size, callback) {
  size = assertSize(size, 1, 0, Infinity);
  if (callback !== undefined) validateFunction(callback, 'callback');
  return binding.randomBytes(size, callback);
}

// part is a view of what is to be filled.
function part(buf, offset, size) {
  if (isAnyArrayBuffer(buf)) return new Uint8Array(buf, offset, size);
  return new Uint8Array(buf.buffer, buf.byteOffset + offset, size);
}

function checkTarget(buf) {
  if (!isAnyArrayBuffer(buf) && !isArrayBufferView(buf)) {
    throw new ERR_INVALID_ARG_TYPE('buf', ['ArrayBuffer', 'ArrayBufferView'], buf);
  }
}

function randomFillSync(buf, offset = 0, size) {
  checkTarget(buf);
  const elementSize = buf.BYTES_PER_ELEMENT || 1;
  offset = assertOffset(offset, elementSize, buf.byteLength);
  size = size === undefined ? buf.byteLength - offset :
    assertSize(size, elementSize, offset, buf.byteLength);
  if (size !== 0) binding.randomFill(part(buf, offset, size));
  return buf;
}

function randomFill(buf, offset, size, callback) {
  checkTarget(buf);
  const elementSize = buf.BYTES_PER_ELEMENT || 1;
  if (typeof offset === 'function') {
    callback = offset;
    offset = 0;
    size = buf.length;
  } else if (typeof size === 'function') {
    callback = size;
    size = buf.length - offset;
  } else {
    validateFunction(callback, 'callback');
  }
  offset = assertOffset(offset, elementSize, buf.byteLength);
  size = size === undefined ? buf.byteLength - offset :
    assertSize(size, elementSize, offset, buf.byteLength);
  if (size === 0) {
    nextTick(callback, null, buf);
    return;
  }
  binding.randomBytes(size, (err, random) => {
    if (err) return callback(err);
    part(buf, offset, size).set(random);
    callback(null, buf);
  });
}

// Numbers are drawn from a store of six bytes each: one crossing serves many.
const storeSize = 6 * 128;
let store;
let used = storeSize;

function draw() {
  if (used === storeSize) {
    store = binding.randomBytes(storeSize);
    used = 0;
  }
  const x = store.readUIntBE(used, 6);
  used += 6;
  return x;
}

function randomInt(min, max, callback) {
  const minNotSpecified = max === undefined || typeof max === 'function';
  if (minNotSpecified) {
    callback = max;
    max = min;
    min = 0;
  }
  const isSync = callback === undefined;
  if (!isSync) validateFunction(callback, 'callback');
  if (!Number.isSafeInteger(min)) throw new ERR_INVALID_ARG_TYPE('min', 'a safe integer', min);
  if (!Number.isSafeInteger(max)) throw new ERR_INVALID_ARG_TYPE('max', 'a safe integer', max);
  if (max <= min) {
    throw new ERR_OUT_OF_RANGE('max', `greater than the value of "min" (${min})`, max);
  }
  const range = max - min;
  if (!(range <= RAND_MAX)) throw new ERR_OUT_OF_RANGE(minNotSpecified ? 'max' : 'max - min', `<= ${RAND_MAX}`, range);
  // Numbers at and above the limit would favour the small remainders.
  const limit = RAND_MAX - (RAND_MAX % range);
  let x = draw();
  while (x >= limit) x = draw();
  const n = (x % range) + min;
  if (isSync) return n;
  nextTick(callback, undefined, n);
}

const uuidCount = 128;
let uuids;
let nextUuid = uuidCount;

function formatUuid(b, i) {
  b[i + 6] = (b[i + 6] & 0x0f) | 0x40;
  b[i + 8] = (b[i + 8] & 0x3f) | 0x80;
  const hex = b.toString('hex', i, i + 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function randomUUID(options) {
  if (options !== undefined) {
    validateObject(options, 'options');
    if (options.disableEntropyCache !== undefined) {
      validateBoolean(options.disableEntropyCache, 'options.disableEntropyCache');
      if (options.disableEntropyCache) return formatUuid(binding.randomBytes(16), 0);
    }
  }
  if (nextUuid === uuidCount) {
    uuids = binding.randomBytes(16 * uuidCount);
    nextUuid = 0;
  }
  return formatUuid(uuids, 16 * nextUuid++);
}

// getRandomValues is the Web Crypto API's: integers only, 64 KiB at most.
function getRandomValues(data) {
  const { lazyDOMException } = require('internal/util');
  const types = require('internal/util/types');
  if (!types.isTypedArray(data) || types.isFloat32Array(data) || types.isFloat64Array(data)) {
    throw lazyDOMException('The data argument must be an integer-type TypedArray', 'TypeMismatchError');
  }
  if (data.byteLength > 65536) {
    throw lazyDOMException('The requested length exceeds 65,536 bytes', 'QuotaExceededError');
  }
  randomFillSync(data, 0);
  return data;
}

// notBytes does not tell what it got: it might be half a secret.
function notBytes(name) {
  const err = new TypeError(
    `The "${name}" argument must be an instance of ArrayBuffer, Buffer, TypedArray, or DataView.`);
  err.code = 'ERR_INVALID_ARG_TYPE';
  return err;
}

function timingSafeEqual(buf1, buf2) {
  if (!isAnyArrayBuffer(buf1) && !isArrayBufferView(buf1)) throw notBytes('buf1');
  if (!isAnyArrayBuffer(buf2) && !isArrayBufferView(buf2)) throw notBytes('buf2');
  if (buf1.byteLength !== buf2.byteLength) throw new ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH();
  return binding.timingSafeEqual(buf1, buf2);
}

module.exports = {
  getRandomValues, randomBytes, randomFill, randomFillSync, randomInt, randomUUID, timingSafeEqual,
};
