'use strict';

// What the functions of child_process are given, checked and completed in Node's
// order, which shows in which of two mistakes is told.

const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE, ERR_UNKNOWN_SIGNAL } } =
  require('internal/errors');
const { validateBoolean, validateFunction, validateObject, validateString, isInt32 } =
  require('internal/validators');
const { signals } = require('internal/constants');
const { Buffer } = require('buffer');

const windows = process.platform === 'win32';

function given(value) {
  return value !== undefined && value !== null;
}

// whole refuses a text that the system would cut.
function whole(value, name) {
  if (typeof value === 'string' && value.includes('\u0000')) {
    throw new ERR_INVALID_ARG_VALUE(name, value, 'must be a string without null bytes');
  }
}

function wholeList(list, name) {
  for (let i = 0; i < list.length; i++) whole(list[i], `${name}[${i}]`);
}

function validPath(value, name) {
  let path = value;
  if (typeof value === 'object' && value !== null && value.href && value.protocol) path = require('url').fileURLToPath(value);
  if (path instanceof Uint8Array) path = Buffer.from(path).toString();
  if (typeof path !== 'string') throw new ERR_INVALID_ARG_TYPE(name, ['string', 'Buffer', 'URL'], value);
  if (path.includes('\u0000')) {
    throw new ERR_INVALID_ARG_VALUE(name, value, 'must be a string, Uint8Array, or URL without null bytes');
  }
  return path;
}

function checkId(value, name) {
  if (given(value) && !isInt32(value)) throw new ERR_INVALID_ARG_TYPE(name, 'int32', value);
}

function checkTimeout(timeout) {
  if (given(timeout) && !(Number.isInteger(timeout) && timeout >= 0)) {
    throw new ERR_OUT_OF_RANGE('timeout', 'an unsigned integer', timeout);
  }
}

function checkMaxBuffer(maxBuffer) {
  if (given(maxBuffer) && !(typeof maxBuffer === 'number' && maxBuffer >= 0)) {
    throw new ERR_OUT_OF_RANGE('options.maxBuffer', 'a positive number', maxBuffer);
  }
}

// signalNumber is the number of a signal that is given by name or number.
function signalNumber(signal) {
  if (typeof signal === 'number' && Object.values(signals).includes(signal)) return signal;
  const number = typeof signal === 'string' ? signals[signal.toUpperCase()] : undefined;
  if (number === undefined) throw new ERR_UNKNOWN_SIGNAL(signal);
  return number;
}

function signalName(number) {
  return Object.keys(signals).find((name) => signals[name] === number) || null;
}

function killSignalOf(signal) {
  if (typeof signal === 'string' || typeof signal === 'number') return signalNumber(signal);
  if (given(signal)) throw new ERR_INVALID_ARG_TYPE('options.killSignal', ['string', 'number'], signal);
  return undefined;
}

// environment lists NAME=value, with what an environment inherits from its
// prototype. Windows knows no two names that differ by case alone.
function environment(env) {
  let names = [];
  for (const name in env) names.push(name);
  if (windows) {
    const seen = new Set();
    names = names.sort().filter((name) => {
      const known = seen.has(name.toUpperCase());
      seen.add(name.toUpperCase());
      return !known;
    });
  }
  const pairs = [];
  for (const name of names) {
    const value = env[name];
    if (value === undefined) continue;
    whole(name, `options.env['${name}']`);
    whole(value, `options.env['${name}']`);
    pairs.push(`${name}=${value}`);
  }
  return pairs;
}

// inShell makes the command line that a shell is started with.
function inShell(shell, command, options) {
  if (!windows) return [typeof shell === 'string' ? shell : '/bin/sh', ['-c', command]];
  const file = typeof shell === 'string' ? shell : process.env.comspec || 'cmd.exe';
  if (!/^(?:.*\\)?cmd(?:\.exe)?$/i.test(file)) return [file, ['-c', command]];
  options.windowsVerbatimArguments = true;
  return [file, ['/d', '/s', '/c', `"${command}"`]];
}

// spawnArguments is for spawn and spawnSync.
function spawnArguments(file, args, options) {
  validateString(file, 'file');
  whole(file, 'file');
  if (file.length === 0) throw new ERR_INVALID_ARG_VALUE('file', file, 'cannot be empty');
  if (Array.isArray(args)) {
    args = args.slice();
  } else if (!given(args)) {
    args = [];
  } else if (typeof args !== 'object') {
    throw new ERR_INVALID_ARG_TYPE('args', 'object', args);
  } else {
    options = args;
    args = [];
  }
  wholeList(args, 'args');
  if (options === undefined) options = {};
  else validateObject(options, 'options');
  options = checkOptions({ __proto__: null, ...options });
  if (options.shell) {
    whole(options.shell, 'options.shell');
    [file, args] = inShell(options.shell, [file, ...args].join(' '), options);
  }
  args.unshift(typeof options.argv0 === 'string' ? options.argv0 : file);
  return {
    ...options,
    args,
    detached: Boolean(options.detached),
    envPairs: environment(options.env || process.env),
    file,
    windowsHide: Boolean(options.windowsHide),
    windowsVerbatimArguments: Boolean(options.windowsVerbatimArguments),
  };
}

function checkOptions(options) {
  if (given(options.cwd)) options.cwd = validPath(options.cwd, 'options.cwd');
  if (given(options.detached)) validateBoolean(options.detached, 'options.detached');
  checkId(options.uid, 'options.uid');
  checkId(options.gid, 'options.gid');
  if (given(options.shell) && typeof options.shell !== 'boolean' && typeof options.shell !== 'string') {
    throw new ERR_INVALID_ARG_TYPE('options.shell', ['boolean', 'string'], options.shell);
  }
  checkArgv0(options);
  if (given(options.windowsHide)) validateBoolean(options.windowsHide, 'options.windowsHide');
  if (given(options.windowsVerbatimArguments)) {
    validateBoolean(options.windowsVerbatimArguments, 'options.windowsVerbatimArguments');
  }
  return options;
}

function checkArgv0({ argv0 }) {
  if (!given(argv0)) return;
  validateString(argv0, 'options.argv0');
  whole(argv0, 'options.argv0');
}

// fileArguments sorts (file[, args][, options][, callback]).
function fileArguments(file, args, options, callback) {
  if (Array.isArray(args)) {
    args = args.slice();
  } else if (given(args) && typeof args === 'object') {
    callback = options;
    options = args;
    args = null;
  } else if (typeof args === 'function') {
    callback = args;
    options = null;
    args = null;
  }
  if (!given(args)) args = [];
  if (typeof options === 'function') callback = options;
  else if (given(options)) validateObject(options, 'options');
  if (!given(options)) options = {};
  if (given(callback)) validateFunction(callback, 'callback');
  checkArgv0(options);
  return { file, args, options, callback };
}

// commandArguments sorts (command[, options][, callback]).
function commandArguments(command, options, callback) {
  validateString(command, 'command');
  whole(command, 'command');
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  options = { __proto__: null, ...options };
  options.shell = typeof options.shell === 'string' ? options.shell : true;
  return { file: command, options, callback };
}

module.exports = {
  checkMaxBuffer, checkTimeout, commandArguments, fileArguments, given, killSignalOf, signalName, signalNumber,
  spawnArguments, validPath, whole, wholeList,
};
