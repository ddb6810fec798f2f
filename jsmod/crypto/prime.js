'use strict';

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { validateBoolean, validateFunction, validateInt32, validateObject } = require('internal/validators');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const { bigIntToBuffer, bufferToBigInt } = require('./util.js');

const numberTypes = ['ArrayBuffer', 'TypedArray', 'Buffer', 'DataView', 'bigint'];

function number(value, name) {
  if (typeof value === 'bigint') return bigIntToBuffer(value, name);
  if (!isAnyArrayBuffer(value) && !isArrayBufferView(value)) throw new ERR_INVALID_ARG_TYPE(name, numberTypes, value);
  return value;
}

function check(size, options) {
  validateInt32(size, 'size', 1);
  validateObject(options, 'options');
  const { safe = false, bigint = false, add, rem } = options;
  validateBoolean(safe, 'options.safe');
  validateBoolean(bigint, 'options.bigint');
  return {
    safe,
    bigint,
    add: add === undefined ? undefined : number(add, 'options.add'),
    rem: rem === undefined ? undefined : number(rem, 'options.rem'),
  };
}

function toResult(buffer, bigint) {
  if (bigint) return bufferToBigInt(buffer);
  return buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.byteLength);
}

function generatePrime(size, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = {};
  }
  validateFunction(callback, 'callback');
  const { safe, bigint, add, rem } = check(size, options);
  binding.generatePrime(size, safe, add, rem, (err, prime) => {
    if (err) return callback(err);
    callback(undefined, toResult(prime, bigint));
  });
}

function generatePrimeSync(size, options = {}) {
  const { safe, bigint, add, rem } = check(size, options);
  return toResult(binding.generatePrime(size, safe, add, rem), bigint);
}

function checks(options) {
  validateObject(options, 'options');
  const { checks: count = 0 } = options;
  validateInt32(count, 'options.checks', 0);
  return count;
}

function checkPrime(candidate, options = {}, callback) {
  candidate = number(candidate, 'candidate');
  if (typeof options === 'function') {
    callback = options;
    options = {};
  }
  validateFunction(callback, 'callback');
  binding.checkPrime(candidate, checks(options), callback);
}

function checkPrimeSync(candidate, options = {}) {
  candidate = number(candidate, 'candidate');
  return binding.checkPrime(candidate, checks(options));
}

module.exports = { checkPrime, checkPrimeSync, generatePrime, generatePrimeSync };
