'use strict';

// The functions that are one call of the Go half. Each is told once, as what
// checks its arguments and what makes its result, and becomes three: f, fSync
// and promises.f.

const {
  encoded, getOptions, getValidMode, getValidatedFd, getValidatedPath, joinPath, makeCallback,
  stringToFlags, toUnixTimestamp, wantsBytes,
} = require('./utils.js');
const { codes: { ERR_FS_INVALID_SYMLINK_TYPE } } = require('internal/errors');
const { Dirent, makeStatFs, makeStats } = require('./stats.js');
const {
  parseFileMode, validateBoolean, validateInteger,
} = require('internal/validators');

const callbacks = {};
const synchronous = {};
const promised = {};

function named(fn, name) {
  return Object.defineProperty(fn, 'name', { value: name, configurable: true });
}

// These look at their other arguments first, and then for the callback.
const late = new Set([
  'chmod', 'fchmod', 'fchown', 'ftruncate', 'futimes', 'access', 'open', 'copyFile',
]);

// define makes the three forms of an operation. least and most count the
// arguments before the callback; check returns all arguments of binding[op];
// finish makes the result from the value and the arguments that check returned.
function define(name, least, most, check, finish, op = name) {
  const native = binding[op];
  callbacks[name] = named(function(...args) {
    let at = most;
    for (let i = least; i < most; i++) {
      if (typeof args[i] === 'function') {
        at = i;
        break;
      }
    }
    const callback = late.has(name) ? args[at] : makeCallback(args[at]);
    args.length = at;
    const given = check(...args);
    makeCallback(callback);
    const done = finish === undefined ? callback : (err, value) => {
      if (err) callback(err);
      else callback(null, finish(value, given));
    };
    native(...given, done);
  }, name);
  synchronous[`${name}Sync`] = named(function(...args) {
    const given = check(...args);
    const value = native(...given);
    return finish === undefined ? value : finish(value, given);
  }, `${name}Sync`);
  promised[name] = named(async function(...args) {
    const given = check(...args);
    const value = await promise(native, given);
    return finish === undefined ? value : finish(value, given);
  }, name);
}

// promise calls a function of the binding and settles with what it gives.
function promise(native, given) {
  return new Promise((resolve, reject) => {
    native(...given, (err, value) => {
      if (err) reject(err);
      else resolve(value);
    });
  });
}

const kMinusOneToUint32 = 2 ** 32 - 1;

function ownerCheck(first) {
  return (target, uid, gid) => {
    target = first(target);
    validateInteger(uid, 'uid', -1, kMinusOneToUint32);
    validateInteger(gid, 'gid', -1, kMinusOneToUint32);
    return [target, uid, gid];
  };
}

const path = (value) => getValidatedPath(value);
const fd = (value) => getValidatedFd(value);

define('open', 1, 3, (name, flags, mode) => [
  getValidatedPath(name), stringToFlags(flags), parseFileMode(mode, 'mode', 0o666),
]);
define('fsync', 1, 1, (n) => [fd(n)]);
define('fdatasync', 1, 1, (n) => [fd(n)]);
define('ftruncate', 1, 2, (n, length = 0) => {
  n = fd(n);
  validateInteger(length, 'len');
  return [n, Math.max(0, length)];
});
define('fchmod', 2, 2, (n, mode) => [fd(n), parseFileMode(mode, 'mode')]);
define('fchown', 3, 3, ownerCheck(fd));
define('futimes', 3, 3, (n, atime, mtime) => [
  fd(n), toUnixTimestamp(atime, 'atime'), toUnixTimestamp(mtime, 'mtime'),
]);

define('chmod', 2, 2, (name, mode) => [path(name), parseFileMode(mode, 'mode')]);
define('chown', 3, 3, ownerCheck(path));
define('lchown', 3, 3, ownerCheck(path));
for (const name of ['utimes', 'lutimes']) {
  define(name, 3, 3, (target, atime, mtime) => [
    path(target), toUnixTimestamp(atime), toUnixTimestamp(mtime),
  ]);
}
define('access', 1, 2, (name, mode) => [path(name), getValidMode(mode)]);
define('rename', 2, 2, (from, to) => [getValidatedPath(from, 'oldPath'), getValidatedPath(to, 'newPath')]);
define('link', 2, 2, (from, to) => [
  getValidatedPath(from, 'existingPath'), getValidatedPath(to, 'newPath'),
]);
const linkTypes = ['dir', 'file', 'junction'];
define('symlink', 2, 3, (target, name, type) => {
  if (typeof type === 'string' && !linkTypes.includes(type)) throw new ERR_FS_INVALID_SYMLINK_TYPE(type);
  return [getValidatedPath(target, 'target'), path(name)];
});
define('copyFile', 2, 3, (from, to, mode) => [
  getValidatedPath(from, 'src'), getValidatedPath(to, 'dest'), getValidMode(mode),
]);
define('unlink', 1, 1, (name) => [path(name)]);
const statCheck = (target, fallback) => (name, options) => {
  name = target(name);
  const { bigint = false, throwIfNoEntry = fallback } = options || {};
  return [name, bigint, throwIfNoEntry];
};
const statFinish = (memory, given) => makeStats(memory, given[1]);
define('stat', 1, 2, statCheck(path, true), statFinish);
define('lstat', 1, 2, statCheck(path, true), statFinish);
define('fstat', 1, 2, (n, options) => [fd(n), Boolean(options && options.bigint)], statFinish);
define('statfs', 1, 2, (name, options) => [path(name), Boolean(options && options.bigint)],
  (memory, given) => makeStatFs(memory, given[1]));

// Where a result is a text in an encoding, the encoding goes along behind the
// arguments that the Go half knows.
function textual(name, check, op) {
  const native = binding[op || name];
  const parse = (args) => {
    const given = check(...args);
    const encoding = given.pop();
    return { given, encoding };
  };
  callbacks[name] = named(function(target, options, callback) {
    callback = makeCallback(typeof options === 'function' ? options : callback);
    const { given, encoding } = parse([target, options]);
    native(...given, (err, value) => {
      if (err) callback(err);
      else callback(null, encoded(value, encoding));
    });
  }, name);
  synchronous[`${name}Sync`] = named(function(...args) {
    const { given, encoding } = parse(args);
    return encoded(native(...given), encoding);
  }, `${name}Sync`);
  promised[name] = named(async function(...args) {
    const { given, encoding } = parse(args);
    return encoded(await promise(native, given), encoding);
  }, name);
}

textual('readlink', (name, options) => {
  const { encoding } = getOptions(options);
  return [getValidatedPath(name, 'oldPath'), wantsBytes(encoding), encoding];
});
const realpath = (native) => (name, options) => {
  const { encoding } = getOptions(options);
  return [path(name), wantsBytes(encoding), native, encoding];
};
textual('realpath', realpath(false));
textual('realpathNative', realpath(true), 'realpath');
textual('mkdtemp', (prefix, options) => {
  const { encoding } = getOptions(options);
  const path = getValidatedPath(prefix, 'prefix');
  if (path[path.length - 1] === (typeof path === 'string' ? 'X' : 88)) warnTemplate();
  return [path, wantsBytes(encoding), encoding];
});

let templateWarned = false;

function warnTemplate() {
  if (templateWarned) return;
  templateWarned = true;
  require('process').emitWarning('mkdtemp() templates ending with X are not portable. ' +
    'For details see: https://nodejs.org/api/fs.html');
}

define('mkdir', 1, 2, (name, options) => {
  let mode = 0o777;
  let recursive = false;
  if (typeof options === 'number' || typeof options === 'string') {
    mode = parseFileMode(options, 'mode');
  } else if (options) {
    if (options.recursive !== undefined) {
      recursive = options.recursive;
      validateBoolean(recursive, 'options.recursive');
    }
    if (options.mode !== undefined) mode = parseFileMode(options.mode, 'options.mode');
  }
  return [path(name), mode, recursive];
});

// A listing is given flat: name, type, folder below the top.
function listing(flat, given, options) {
  const [top] = given;
  const list = new Array(flat.length / 3);
  const { encoding, withFileTypes, recursive } = options;
  for (let i = 0, at = 0; i < flat.length; i += 3, at++) {
    const folder = flat[i + 2];
    if (withFileTypes) {
      const name = encoded(flat[i], encoding);
      list[at] = new Dirent(name, flat[i + 1], folder === '' ? top : joinPath(top, folder));
    } else if (recursive && folder !== '') {
      list[at] = encoded(joinPath(folder, flat[i]), encoding);
    } else {
      list[at] = encoded(flat[i], encoding);
    }
  }
  return list;
}

function readdirCheck(name, options) {
  options = getOptions(options);
  name = path(name);
  if (options.recursive !== undefined && options.recursive !== null) {
    validateBoolean(options.recursive, 'options.recursive');
  }
  return { given: [name, wantsBytes(options.encoding), Boolean(options.recursive), 'scandir'], options };
}

callbacks.readdir = function readdir(name, options, callback) {
  callback = makeCallback(typeof options === 'function' ? options : callback);
  const checked = readdirCheck(name, options);
  binding.readdir(...checked.given, (err, flat) => {
    if (err) callback(err);
    else callback(null, listing(flat, checked.given, checked.options));
  });
};
synchronous.readdirSync = function readdirSync(name, options) {
  const checked = readdirCheck(name, options);
  return listing(binding.readdir(...checked.given), checked.given, checked.options);
};
promised.readdir = async function readdir(name, options) {
  const checked = readdirCheck(name, options);
  return listing(await promise(binding.readdir, checked.given), checked.given, checked.options);
};


module.exports = { callbacks, define, promise, promised, synchronous };
