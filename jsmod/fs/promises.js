'use strict';

// What require('fs/promises') gives.

const {
  constants, getOptions, getValidatedPath, isView, stringToFlags, validateInteger,
} = require('./utils.js');
const { promise, promised } = require('./operations.js');
const { FileHandle } = require('./filehandle.js');
const { aborted, bytesOf, decoded } = require('./file.js');
const { codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');
const { parseFileMode, validateBoolean } = require('internal/validators');

function throwAborted(signal) {
  const err = aborted(signal);
  if (err) throw err;
}

async function open(path, flags, mode) {
  const given = [getValidatedPath(path), stringToFlags(flags), parseFileMode(mode, 'mode', 0o666)];
  return new FileHandle(await promise(binding.open, given));
}

async function readFile(path, options) {
  options = getOptions(options, { flag: 'r' });
  const flags = stringToFlags(options.flag || 'r');
  const target = path instanceof FileHandle ? path.fd : getValidatedPath(path);
  throwAborted(options.signal);
  const buffer = await promise(binding.readFile, [target, flags]);
  throwAborted(options.signal);
  return decoded(buffer, options.encoding);
}

function iteratorOf(data) {
  if (data === null || typeof data !== 'object' || isView(data)) return undefined;
  if (typeof data[Symbol.asyncIterator] === 'function') return data[Symbol.asyncIterator]();
  if (typeof data[Symbol.iterator] === 'function') return data[Symbol.iterator]();
  return undefined;
}

// pour writes one piece after the other of what an iterator gives.
async function pour(fd, pieces, options) {
  for (;;) {
    throwAborted(options.signal);
    const { value, done } = await pieces.next();
    if (done) return;
    const bytes = isView(value) ? value : Buffer.from(value, options.encoding || 'utf8');
    await promise(binding.write, [fd, bytes, 0, bytes.byteLength, -1]);
  }
}

async function put(path, data, options, defaults) {
  options = getOptions(options, defaults);
  const flush = options.flush === undefined || options.flush === null ? false : options.flush;
  validateBoolean(flush, 'options.flush');
  const flags = stringToFlags(options.flag || defaults.flag);
  const mode = parseFileMode(options.mode, 'mode', 0o666);
  const pieces = iteratorOf(data);
  const bytes = pieces ? undefined : bytesOf(data, options.encoding);
  const held = path instanceof FileHandle;
  const target = held ? path.fd : getValidatedPath(path);
  throwAborted(options.signal);
  if (bytes !== undefined) {
    await promise(binding.writeFile, [target, bytes, flags, mode, flush]);
    throwAborted(options.signal);
    return;
  }
  const fd = held ? target : await promise(binding.open, [target, flags, mode]);
  try {
    await pour(fd, pieces, options);
    if (flush) await promise(binding.fsync, [fd]);
  } finally {
    if (!held) await promise(binding.close, [fd]);
  }
}

async function writeFile(path, data, options) {
  return put(path, data, options, { encoding: 'utf8', mode: 0o666, flag: 'w', flush: false });
}

async function appendFile(path, data, options) {
  return put(path, data, options, { encoding: 'utf8', mode: 0o666, flag: 'a', flush: false });
}

async function truncate(path, length = 0) {
  validateInteger(length, 'len');
  const fd = await promise(binding.open, [getValidatedPath(path), stringToFlags('r+'), 0o666]);
  try {
    await promise(binding.ftruncate, [fd, Math.max(0, length)]);
  } finally {
    await promise(binding.close, [fd]);
  }
}

async function lchmod(path, mode) {
  if (constants.O_SYMLINK === undefined) throw new ERR_METHOD_NOT_IMPLEMENTED('lchmod()');
  const { lchmod } = require('./lchmod.js');
  return new Promise((resolve, reject) => {
    lchmod(path, mode, (err) => (err ? reject(err) : resolve()));
  });
}

async function mkdtemp(prefix, options) {
  return promised.mkdtemp(prefix, options);
}

const { access, copyFile, rename, mkdir, readdir, readlink, symlink, lstat, stat, statfs } = promised;
const { link, unlink, chmod, lchown, chown, utimes, lutimes, realpath } = promised;

// The files behind these are loaded when they are first called.
const rm = async (path, options) => require('./tree.js').rmPromise(path, options);
const rmdir = async (path, options) => require('./tree.js').rmdirPromise(path, options);
const cp = async (src, dest, options) => require('./cp.js').cpPromise(src, dest, options);
const opendir = async (path, options) => require('./dir.js').opendirPromise(path, options);

const watch = (filename, options = undefined) => require('./watch_iterator.js').iterate(filename, options);

module.exports = {
  access, copyFile, cp, open, opendir, rename, truncate, rm, rmdir, mkdir, readdir, readlink, symlink, lstat,
  stat, statfs, link, unlink, chmod, lchmod, lchown, chown, utimes, lutimes, realpath, mkdtemp, writeFile,
  appendFile, readFile, watch, constants,
};
