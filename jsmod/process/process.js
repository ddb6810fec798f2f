'use strict';

const EventEmitter = require('events');
const { beginExit, processNextTick } = require('internal/task_queue');

function constructor() {}
Object.defineProperty(constructor, 'name', { value: 'process', configurable: true });
const prototype = Object.create(EventEmitter.prototype, {
  constructor: { value: constructor, writable: true, configurable: true },
  [Symbol.toStringTag]: { value: 'process', configurable: true },
});

constructor.prototype = prototype;

// The object itself; the parameter named process is not there yet.
const live = Object.create(prototype);
module.exports = live;
EventEmitter.call(live);

// Node's version that this runtime's behaviour follows.
const nodeVersion = '20.20.2';

live.version = `v${nodeVersion}`;
live.arch = binding.arch;
live.platform = binding.platform;
live.pid = binding.pid;
live.execPath = binding.execPath;
live.execArgv = Array.from(binding.execArgs || []);
live.argv = [binding.execPath, ...(binding.args || [])];
live.argv0 = binding.argv0 || binding.execPath;
live.nextTick = processNextTick;
live.domain = null;

function hidden(name, value) {
  Object.defineProperty(live, name, { value, writable: true, configurable: true, enumerable: false });
}

// once makes a property whose value is computed when it is first asked for.
function once(name, make) {
  Object.defineProperty(live, name, {
    configurable: true,
    enumerable: true,
    get() {
      const value = make();
      settle(value);
      return value;
    },
    set: settle,
  });
  function settle(value) {
    Object.defineProperty(live, name, { value, writable: true, configurable: true, enumerable: true });
  }
}

// What a file of this family exports under the names.
function from(load, names) {
  for (let i = 0; i < names.length; i++) once(names[i], () => load()[names[i]]);
}

once('env', () => binding.env());
once('versions', () => require('./info.js').versions(nodeVersion));
from(() => require('./info.js'), [
  'release', 'features', 'config', 'allowedNodeEnvironmentFlags', 'constrainedMemory', 'availableMemory',
  'memoryUsage', 'cpuUsage', 'resourceUsage', 'uptime', 'getBuiltinModule', 'loadEnvFile', 'binding',
]);
from(() => require('./identity.js'), ['umask', 'kill', 'abort', 'chdir']);
if (live.platform !== 'win32') {
  from(() => require('./identity.js'), [
    'getuid', 'geteuid', 'getgid', 'getegid', 'getgroups', 'setuid', 'seteuid', 'setgid', 'setegid', 'setgroups',
    'initgroups',
  ]);
}
from(() => require('./warning.js'), ['emitWarning']);

live.cwd = function cwd() {
  return binding.cwd();
};

live.hrtime = function hrtime(time) {
  const now = binding.nanoseconds();
  const seconds = Math.floor(now / 1e9);
  const rest = now % 1e9;
  if (time === undefined) return [seconds, rest];
  const { codes: { ERR_OUT_OF_RANGE } } = require('internal/errors');
  require('internal/validators').validateArray(time, 'time');
  if (time.length !== 2) throw new ERR_OUT_OF_RANGE('time', 2, time.length);
  const s = seconds - time[0];
  const n = rest - time[1];
  return n < 0 ? [s - 1, n + 1e9] : [s, n];
};
live.hrtime.bigint = function bigint() {
  return BigInt(binding.nanoseconds());
};

Object.defineProperty(live, 'ppid', { configurable: true, enumerable: true, get: () => binding.ppid() });

let title = binding.flag('title');
if (title === undefined) title = 'tlsjs';
else binding.setTitle(title);
Object.defineProperty(live, 'title', {
  configurable: true,
  enumerable: true,
  get: () => title,
  set(value) {
    title = `${value}`;
    binding.setTitle(title);
  },
});

Object.defineProperty(live, 'debugPort', { configurable: true, enumerable: true, value: 9229, writable: true });

// The standard streams are made when they are first asked for.
for (const [fd, name] of [[1, 'stdout'], [2, 'stderr']]) {
  once(name, () => require('internal/stdio').makeOutput(fd));
}
once('stdin', () => require('internal/stdio').makeInput());

live.openStdin = function openStdin() {
  live.stdin.resume();
  return live.stdin;
};

hidden('_rawDebug', (...args) => {
  const { format } = require('internal/util/inspect');
  binding.rawDebug(`${format(...args)}\n`);
});

// What scripts of the documents' time find here.
if (binding.compat !== 'node') hidden('EventEmitter', EventEmitter);

live.assert = function assert(value, message) {
  require('assert').ok(value, message);
};

live.dlopen = function dlopen(target, filename) {
  const { genericNodeError } = require('internal/errors');
  throw genericNodeError(`${filename}: native addons cannot be loaded`, { code: 'ERR_DLOPEN_FAILED' });
};

let exitCode;
Object.defineProperty(live, 'exitCode', {
  configurable: false,
  enumerable: true,
  get: () => exitCode,
  set(code) {
    if (code !== null && code !== undefined) {
      const { validateInteger } = require('internal/validators');
      const number = typeof code === 'string' && code !== '' ? +code : code;
      validateInteger(Number.isNaN(number) ? code : number, 'code');
    }
    exitCode = code;
  },
});

live.exit = function exit(code) {
  if (code !== undefined) live.exitCode = code;
  if (!live._exiting) {
    live._exiting = true;
    beginExit();
    live.emit('exit', exitCode || 0);
  }
  live.reallyExit(exitCode || 0);
};

live.reallyExit = function reallyExit(code) {
  binding.reallyExit(code || 0);
};
hidden('_exiting', false);
live._kill = function _kill(pid, signal) {
  return binding.kill(pid | 0, signal);
};

live.setUncaughtExceptionCaptureCallback = function setUncaughtExceptionCaptureCallback(fn) {
  const lifecycle = require('internal/process/lifecycle');
  if (fn === null) {
    lifecycle.setUncaughtExceptionCaptureCallback(null);
    return;
  }
  const { codes } = require('internal/errors');
  if (typeof fn !== 'function') throw new codes.ERR_INVALID_ARG_TYPE('fn', ['Function', 'null'], fn);
  if (lifecycle.hasUncaughtExceptionCaptureCallback()) {
    throw new codes.ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET();
  }
  lifecycle.setUncaughtExceptionCaptureCallback(fn);
};

live.hasUncaughtExceptionCaptureCallback = function hasUncaughtExceptionCaptureCallback() {
  return require('internal/process/lifecycle').hasUncaughtExceptionCaptureCallback();
};

// A flag of the command line becomes a property, as in Node.
for (const [flag, name] of [
  ['no-deprecation', 'noDeprecation'], ['throw-deprecation', 'throwDeprecation'],
  ['trace-deprecation', 'traceDeprecation'], ['trace-warnings', 'traceProcessWarnings'],
  ['no-warnings', 'noProcessWarnings'],
]) {
  if (binding.flag(flag) !== undefined) live[name] = true;
}

if (binding.flag('no-warnings') === undefined) {
  live.on('warning', (warning) => require('./warning.js').onWarning(warning));
}

// Signals are watched while somebody listens to them.
function isSignal(name) {
  return typeof name === 'string' && name.charCodeAt(0) === 83 /* S */ && name.startsWith('SIG');
}

live.on('newListener', (name) => {
  if (isSignal(name)) require('./signals.js').begin(name);
});
live.on('removeListener', (name) => {
  if (isSignal(name)) require('./signals.js').end(name);
});
