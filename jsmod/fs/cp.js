'use strict';

// cp: files, links and folders with all that is in them.

const { getValidatedPath, makeCallback } = require('./utils.js');
const { makeStats } = require('./stats.js');
const { runAsync, runBack, runSync } = require('./tree.js');
const { codes } = require('internal/errors');
const { validateBoolean, validateFunction, validateInteger, validateObject } = require('internal/validators');
const { os: { errno } } = require('internal/constants');

const defaults = {
  dereference: false, errorOnExist: false, filter: undefined, force: true, preserveTimestamps: false,
  recursive: false, verbatimSymlinks: false, mode: 0,
};

function cpOptions(options) {
  if (options === undefined) return { ...defaults };
  validateObject(options, 'options');
  options = { ...defaults, ...options };
  for (const name of ['dereference', 'errorOnExist', 'force', 'preserveTimestamps', 'recursive', 'verbatimSymlinks']) {
    validateBoolean(options[name], `options.${name}`);
  }
  validateInteger(options.mode, 'mode', 0, 7);
  if (options.dereference === true && options.verbatimSymlinks === true) {
    throw new codes.ERR_INCOMPATIBLE_OPTION_PAIR('dereference', 'verbatimSymlinks');
  }
  if (options.filter !== undefined) validateFunction(options.filter, 'options.filter');
  return options;
}

function failure(name, message, path, code) {
  return new codes[name]({ message, path, syscall: 'cp', errno: errno[code], code });
}

function* statOf(path, options, must) {
  return makeStats(yield [options.dereference ? 'stat' : 'lstat', path, true, must], true);
}

const same = (a, b) => a.ino !== 0n && a.ino === b.ino && a.dev === b.dev;

function isInside(folder, path) {
  const { resolve, sep } = require('path');
  const whole = resolve(folder);
  const inner = resolve(path);
  return inner === whole || inner.startsWith(whole.endsWith(sep) ? whole : whole + sep);
}

// checked looks at both ends and refuses what cannot be copied onto what.
function* checked(src, dest, options) {
  const from = yield* statOf(src, options, true);
  const to = yield* statOf(dest, options, false);
  if (to !== undefined) {
    if (same(from, to)) {
      throw failure('ERR_FS_CP_EINVAL', 'src and dest cannot be the same', dest, 'EINVAL');
    }
    if (from.isDirectory() && !to.isDirectory()) {
      throw failure('ERR_FS_CP_DIR_TO_NON_DIR',
        `cannot overwrite non-directory ${dest} with directory ${src}`, dest, 'EISDIR');
    }
    if (!from.isDirectory() && to.isDirectory()) {
      throw failure('ERR_FS_CP_NON_DIR_TO_DIR',
        `cannot overwrite directory ${dest} with non-directory ${src}`, dest, 'ENOTDIR');
    }
  }
  if (from.isDirectory() && isInside(src, dest)) {
    throw failure('ERR_FS_CP_EINVAL', `cannot copy ${src} to a subdirectory of self ${dest}`, dest, 'EINVAL');
  }
  return { from, to };
}

// parentsApart refuses a destination that lies inside the source by way of
// links.
function* parentsApart(src, from, dest) {
  const { dirname, resolve } = require('path');
  const top = resolve(dirname(src));
  for (let folder = resolve(dirname(dest)); folder !== top && folder !== dirname(folder);
    folder = dirname(folder)) {
    const stats = makeStats(yield ['stat', folder, true, false], true);
    if (stats !== undefined && same(from, stats)) {
      throw failure('ERR_FS_CP_EINVAL', `cannot copy ${src} to a subdirectory of self ${dest}`, dest, 'EINVAL');
    }
  }
}

function* cpSteps(src, dest, options) {
  if (options.filter && !(yield () => options.filter(src, dest))) return;
  const { from, to } = yield* checked(src, dest, options);
  yield* parentsApart(src, from, dest);
  yield ['mkdir', require('path').dirname(dest), 0o777, true];
  yield* copy(src, dest, options, from, to);
}

function* copy(src, dest, options, from, to) {
  if (from.isDirectory()) {
    if (!options.recursive) {
      throw new codes.ERR_FS_EISDIR({
        message: `${src} is a directory (not copied)`, path: src, syscall: 'cp', errno: errno.EINVAL, code: 'EISDIR',
      });
    }
    yield* copyFolder(src, dest, options, from, to);
  } else if (from.isFile() || from.isCharacterDevice() || from.isBlockDevice()) {
    yield* copyOne(src, dest, options, from, to);
  } else if (from.isSymbolicLink()) {
    yield* copyLink(src, dest, options, to);
  } else if (from.isSocket()) {
    throw failure('ERR_FS_CP_SOCKET', `cannot copy a socket file: ${dest}`, dest, 'EINVAL');
  } else if (from.isFIFO()) {
    throw failure('ERR_FS_CP_FIFO_PIPE', `cannot copy a FIFO pipe: ${dest}`, dest, 'EINVAL');
  } else {
    throw failure('ERR_FS_CP_UNKNOWN', `cannot copy an unknown file type: ${dest}`, dest, 'EINVAL');
  }
}

function* copyOne(src, dest, options, from, to) {
  if (to !== undefined) {
    if (!options.force) {
      if (options.errorOnExist) throw failure('ERR_FS_CP_EEXIST', `${dest} already exists`, dest, 'EEXIST');
      return;
    }
    yield ['unlink', dest];
  }
  yield ['copyFile', src, dest, options.mode];
  if (options.preserveTimestamps) {
    // Reading the source has moved its time of access.
    const now = makeStats(yield ['stat', src, false, true], false);
    yield ['utimes', dest, now.atimeMs / 1000, now.mtimeMs / 1000];
  }
  yield ['chmod', dest, Number(from.mode)];
}

function* copyFolder(src, dest, options, from, to) {
  const { join } = require('path');
  if (to === undefined) yield ['mkdir', dest, 0o777, false];
  const flat = yield ['readdir', src, false, false, 'scandir'];
  for (let i = 0; i < flat.length; i += 3) {
    const a = join(src, flat[i]);
    const b = join(dest, flat[i]);
    if (options.filter && !(yield () => options.filter(a, b))) continue;
    const ends = yield* checked(a, b, options);
    yield* copy(a, b, options, ends.from, ends.to);
  }
  if (to === undefined) yield ['chmod', dest, Number(from.mode)];
}

function* copyLink(src, dest, options, to) {
  const { dirname, isAbsolute, resolve } = require('path');
  let leads = yield ['readlink', src, false];
  if (!options.verbatimSymlinks && !isAbsolute(leads)) leads = resolve(dirname(src), leads);
  // Onto anything but a link this fails with EEXIST, whatever force says.
  if (to !== undefined && to.isSymbolicLink()) {
    let other = yield ['readlink', dest, false];
    if (!isAbsolute(other)) other = resolve(dirname(dest), other);
    yield* refuseLoop(leads, other, dest);
    yield ['unlink', dest];
  }
  yield ['symlink', leads, dest];
}

// refuseLoop: the folder that one link leads to may not lie in the other's.
function* refuseLoop(from, to, dest) {
  const a = makeStats(yield ['stat', from, false, false], false);
  if (a === undefined || !a.isDirectory()) return;
  if (isInside(from, to)) {
    throw failure('ERR_FS_CP_EINVAL', `cannot copy ${from} to a subdirectory of self ${to}`, dest, 'EINVAL');
  }
  if (isInside(to, from)) {
    throw failure('ERR_FS_CP_SYMLINK_TO_SUBDIRECTORY', `cannot overwrite ${to} with ${from}`, dest, 'EINVAL');
  }
}

function paths(src, dest) {
  const text = (value, name) => {
    const path = getValidatedPath(value, name);
    return typeof path === 'string' ? path : Buffer.from(path).toString();
  };
  return [text(src, 'src'), text(dest, 'dest')];
}

function cp(src, dest, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  makeCallback(callback);
  options = cpOptions(options);
  runBack(cpSteps(...paths(src, dest), options), callback);
}

// atOnce makes a filter that refuses to answer by a promise.
function atOnce(filter) {
  return (src, dest) => {
    const answer = filter(src, dest);
    if (answer !== null && typeof answer === 'object' && typeof answer.then === 'function') {
      throw new codes.ERR_INVALID_RETURN_VALUE('boolean', 'filter', answer);
    }
    return answer;
  };
}

function cpSync(src, dest, options) {
  options = cpOptions(options);
  if (options.filter) options.filter = atOnce(options.filter);
  runSync(cpSteps(...paths(src, dest), options));
}

async function cpPromise(src, dest, options) {
  options = cpOptions(options);
  await runAsync(cpSteps(...paths(src, dest), options));
}

module.exports = { cp, cpPromise, cpSync };
