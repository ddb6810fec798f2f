'use strict';

// Whole files: readFile, writeFile, appendFile, truncate, exists, close.

const {
  getOptions, getValidatedFd, getValidatedPath, isView, makeCallback, stringToFlags, validateInteger,
} = require('./utils.js');
const { AbortError, codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { parseFileMode, validateBoolean } = require('internal/validators');
const { promisify: { custom } } = require('internal/util');
const { nextTick } = require('internal/task_queue');

function isFd(value) {
  return typeof value === 'number' && (value | 0) === value && value >= 0;
}

function target(path) {
  return isFd(path) ? getValidatedFd(path) : getValidatedPath(path);
}

function readArguments(path, options) {
  options = getOptions(options, { flag: 'r' });
  return { given: [target(path), stringToFlags(options.flag, 'options.flag')], options };
}

function decoded(buffer, encoding) {
  return encoding && encoding !== 'buffer' ? buffer.toString(encoding) : buffer;
}

// aborted is the error of a signal that has spoken, or undefined.
function aborted(signal) {
  return signal && signal.aborted ? new AbortError(undefined, { cause: signal.reason }) : undefined;
}

function readFile(path, options, callback) {
  callback = makeCallback(callback || options);
  const r = readArguments(path, options);
  const { signal, encoding } = r.options;
  if (aborted(signal)) {
    nextTick(callback, aborted(signal));
    return;
  }
  binding.readFile(...r.given, (err, buffer) => {
    if (aborted(signal)) callback(aborted(signal));
    else if (err) callback(err);
    else callback(null, decoded(buffer, encoding));
  });
}

function readFileSync(path, options) {
  const r = readArguments(path, options);
  return decoded(binding.readFile(...r.given), r.options.encoding);
}

function bytesOf(data, encoding) {
  if (isView(data)) return data;
  if (typeof data !== 'string') {
    throw new ERR_INVALID_ARG_TYPE('data', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
  }
  return Buffer.from(data, encoding || 'utf8');
}

const writeDefaults = { encoding: 'utf8', mode: 0o666, flag: 'w', flush: false };
const appendDefaults = { encoding: 'utf8', mode: 0o666, flag: 'a', flush: false };

function writeArguments(path, data, options, defaults) {
  options = getOptions(options, defaults);
  const { flag = defaults.flag, mode, signal } = options;
  const flush = options.flush === undefined || options.flush === null ? false : options.flush;
  validateBoolean(flush, 'options.flush');
  const flags = stringToFlags(flag || defaults.flag, 'options.flag');
  const bytes = bytesOf(data, options.encoding);
  return { given: [target(path), bytes, flags, parseFileMode(mode, 'mode', 0o666), flush], signal };
}

function put(path, data, options, callback, defaults) {
  callback = makeCallback(callback || options);
  const w = writeArguments(path, data, options, defaults);
  if (aborted(w.signal)) {
    nextTick(callback, aborted(w.signal));
    return;
  }
  binding.writeFile(...w.given, (err) => callback(aborted(w.signal) || err));
}

function writeFile(path, data, options, callback) {
  put(path, data, options, callback, writeDefaults);
}

function appendFile(path, data, options, callback) {
  put(path, data, options, callback, appendDefaults);
}

function writeFileSync(path, data, options) {
  binding.writeFile(...writeArguments(path, data, options, writeDefaults).given);
}

function appendFileSync(path, data, options) {
  binding.writeFile(...writeArguments(path, data, options, appendDefaults).given);
}

function truncateLength(length) {
  if (length === undefined) return 0;
  validateInteger(length, 'len');
  return Math.max(0, length);
}

const readWrite = () => stringToFlags('r+');

// A descriptor in place of the path is the way of old scripts.
function truncate(path, length, callback) {
  if (typeof length === 'function') {
    callback = length;
    length = 0;
  }
  length = truncateLength(length);
  makeCallback(callback);
  if (typeof path === 'number') {
    binding.ftruncate(getValidatedFd(path), length, callback);
    return;
  }
  binding.open(getValidatedPath(path), readWrite(), 0o666, (err, fd) => {
    if (err) return callback(err);
    binding.ftruncate(fd, length, (failed) => {
      binding.close(fd, (closeFailed) => callback(failed || closeFailed));
    });
  });
}

function truncateSync(path, length) {
  length = truncateLength(length);
  if (typeof path === 'number') {
    binding.ftruncate(getValidatedFd(path), length);
    return;
  }
  const fd = binding.open(getValidatedPath(path), readWrite(), 0o666);
  try {
    binding.ftruncate(fd, length);
  } finally {
    binding.close(fd);
  }
}

// exists never fails: a path that is none does not exist.
function exists(path, callback) {
  makeCallback(callback);
  let checked;
  try {
    checked = getValidatedPath(path);
  } catch {
    return callback(false);
  }
  binding.access(checked, 0, (err) => callback(!err));
}

Object.defineProperty(exists, custom, {
  value: function exists(path) {
    return new Promise((resolve) => module.exports.exists(path, resolve));
  },
});

function existsSync(path) {
  try {
    binding.access(getValidatedPath(path), 0);
  } catch {
    return false;
  }
  return true;
}

function close(fd, callback) {
  fd = getValidatedFd(fd);
  if (callback !== undefined) makeCallback(callback);
  binding.close(fd, callback || ((err) => {
    if (err) throw err;
  }));
}

function closeSync(fd) {
  binding.close(getValidatedFd(fd));
}

module.exports = {
  aborted, appendFile, appendFileSync, bytesOf, close, closeSync, decoded, exists, existsSync, readFile,
  readFileSync, truncate, truncateSync, writeFile, writeFileSync,
};
