'use strict';

// rm and rmdir with all that is below. Each is a procedure that yields the
// calls it wants done, so that one text serves the synchronous form and the
// others.

const { getValidatedPath, makeCallback } = require('./utils.js');
const { makeStats } = require('./stats.js');
const { promise } = require('./operations.js');
const { codes: { ERR_FS_EISDIR } } = require('internal/errors');
const { validateBoolean, validateInt32, validateObject, validateUint32 } = require('internal/validators');
const { os: { errno } } = require('internal/constants');

// A step is [name, ...arguments] for the Go half, or a function.
function runSync(steps) {
  let turn = steps.next();
  while (!turn.done) {
    let value;
    try {
      const step = turn.value;
      value = typeof step === 'function' ? step() : binding[step[0]](...step.slice(1));
    } catch (err) {
      turn = steps.throw(err);
      continue;
    }
    turn = steps.next(value);
  }
  return turn.value;
}

async function runAsync(steps) {
  let turn = steps.next();
  while (!turn.done) {
    let value;
    try {
      const step = turn.value;
      value = typeof step === 'function' ? await step() : await promise(binding[step[0]], step.slice(1));
    } catch (err) {
      turn = steps.throw(err);
      continue;
    }
    turn = steps.next(value);
  }
  return turn.value;
}

// runBack is runAsync for a callback, which is not to throw into a promise.
function runBack(steps, callback) {
  const { nextTick } = require('internal/task_queue');
  runAsync(steps).then((value) => nextTick(() => callback(null, value)), (err) => nextTick(callback, err));
}

function* lstat(path) {
  return makeStats(yield ['lstat', path, false, true], false);
}

const rmDefaults = { force: false, recursive: false, retryDelay: 100, maxRetries: 0 };

function rmOptions(options, defaults = rmDefaults) {
  if (options === undefined) return defaults;
  validateObject(options, 'options');
  options = { ...defaults, ...options };
  validateBoolean(options.recursive, 'options.recursive');
  if ('force' in defaults) validateBoolean(options.force, 'options.force');
  validateInt32(options.retryDelay, 'options.retryDelay', 0);
  validateUint32(options.maxRetries, 'options.maxRetries');
  return options;
}

const worthAnotherTry = ['EBUSY', 'EMFILE', 'ENFILE', 'ENOTEMPTY', 'EPERM'];

function* retried(step, options) {
  for (let tries = 1; ; tries++) {
    try {
      return yield step;
    } catch (err) {
      if (err.code === 'ENOENT') return undefined;
      if (tries > options.maxRetries || !worthAnotherTry.includes(err.code)) throw err;
      yield ['sleep', tries * options.retryDelay];
    }
  }
}

function* rmSteps(path, options) {
  let stats;
  try {
    stats = yield* lstat(path);
  } catch (err) {
    if (options.force && err.code === 'ENOENT') return;
    throw err;
  }
  if (!stats.isDirectory()) {
    yield* retried(['unlink', path], options);
    return;
  }
  if (!options.recursive) {
    throw new ERR_FS_EISDIR({
      code: 'EISDIR', message: 'is a directory', path, syscall: 'rm', errno: errno.EISDIR,
    });
  }
  yield* retried(['rmTree', path], options);
}

function rm(path, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  path = getValidatedPath(path);
  options = rmOptions(options);
  makeCallback(callback);
  runBack(rmSteps(path, options), (err) => callback(err));
}

function rmSync(path, options) {
  path = getValidatedPath(path);
  return runSync(rmSteps(path, rmOptions(options)));
}

async function rmPromise(path, options) {
  path = getValidatedPath(path);
  return runAsync(rmSteps(path, rmOptions(options)));
}

const rmdirDefaults = { recursive: false, retryDelay: 100, maxRetries: 0 };
let warned = false;

// rmdirOptions tells whether the old way of removing a tree is wanted.
function rmdirOptions(options) {
  options = rmOptions(options === null ? undefined : options, rmdirDefaults);
  if (options.recursive && !warned) {
    warned = true;
    process.emitWarning(
      'In future versions of Node.js, fs.rmdir(path, { recursive: true }) will be removed. ' +
      'Use fs.rm(path, { recursive: true }) instead', 'DeprecationWarning', 'DEP0147');
  }
  return options;
}

function* rmdirSteps(path, options) {
  if (options.recursive) {
    const stats = yield* lstat(path);
    if (stats.isDirectory()) {
      yield* retried(['rmTree', path], options);
      return;
    }
  }
  yield ['rmdir', path];
}

function rmdir(path, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  makeCallback(callback);
  path = getValidatedPath(path);
  options = rmdirOptions(options);
  if (options.recursive) runBack(rmdirSteps(path, options), (err) => callback(err));
  else binding.rmdir(path, callback);
}

function rmdirSync(path, options) {
  path = getValidatedPath(path);
  return runSync(rmdirSteps(path, rmdirOptions(options)));
}

async function rmdirPromise(path, options) {
  path = getValidatedPath(path);
  return runAsync(rmdirSteps(path, rmdirOptions(options)));
}

module.exports = { lstat, rm, rmPromise, rmSync, rmdir, rmdirPromise, rmdirSync, runAsync, runBack, runSync };
