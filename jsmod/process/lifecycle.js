'use strict';

// What the runtime calls at the turns of a script's life.

const live = require('process');
const { beginExit } = require('internal/task_queue');

let captureCallback = null;
let listenersAreNext = () => {};

function setUncaughtExceptionCaptureCallback(fn) {
  captureCallback = fn;
}

function hasUncaughtExceptionCaptureCallback() {
  return captureCallback !== null;
}

// beforeUncaught has fn called before listeners of 'uncaughtException' are.
function beforeUncaught(fn) {
  listenersAreNext = fn;
}

// The loop has run out of work; listeners may give it more.
function emitBeforeExit() {
  live.emit('beforeExit', live.exitCode || 0);
}

// The script ends: with `code` after an exception, else with its own status.
// Returns the status that holds after the listeners have run.
function emitExit(code) {
  if (live._exiting) return live.exitCode || code || 0;
  live._exiting = true;
  beginExit();
  if (code !== undefined) live.exitCode = code;
  live.emit('exit', live.exitCode || 0);
  return live.exitCode || 0;
}

// Returns true when the script takes care of the exception.
function uncaught(error, origin) {
  live.emit('uncaughtExceptionMonitor', error, origin);
  if (captureCallback !== null) {
    captureCallback(error);
    return true;
  }
  if (live.listenerCount('uncaughtException') > 0) listenersAreNext();
  return live.emit('uncaughtException', error, origin);
}

// Returns { error } when the script is to die of it; asked means that its
// listeners for exceptions did not want it. A promise that was rejected in a domain is
// that domain's error.
function unhandledRejection(reason, promise, domain) {
  const mode = binding.flag('unhandled-rejections') || 'throw';
  const tell = () => (domain ? domain.emit('error', reason) : live.emit('unhandledRejection', reason, promise));
  switch (mode) {
    case 'strict': {
      const error = rejectionError(reason);
      if (!uncaught(error, 'unhandledRejection')) return { error, asked: true };
      if (!tell()) warnRejection(reason, promise);
      return undefined;
    }
    case 'none':
      tell();
      return undefined;
    case 'warn':
      tell();
      warnRejection(reason, promise);
      return undefined;
    case 'warn-with-error-code':
      if (!tell()) {
        warnRejection(reason, promise);
        live.exitCode = 1;
      }
      return undefined;
    default:
      if (tell()) return undefined;
      return { error: rejectionError(reason) };
  }
}

// Stands for a reason that is no error.
class UnhandledPromiseRejection extends Error {
  constructor(message) {
    super(message);
    this.code = 'ERR_UNHANDLED_REJECTION';
  }

  get name() {
    return 'UnhandledPromiseRejection';
  }
}

function rejectionError(reason) {
  if (reason instanceof Error) return reason;
  const { inspect } = require('internal/util/inspect');
  const shown = typeof reason === 'string' ? reason : inspect(reason, { depth: -1 });
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  const error = new UnhandledPromiseRejection(
    'This error originated either by throwing inside of an async function without a catch block, ' +
    'or by rejecting a promise which was not handled with .catch(). ' +
    `The promise rejected with the reason "${shown}".`);
  Error.stackTraceLimit = limit;
  return error;
}

let rejectionCount = 0;
const warnedPromises = new WeakMap();

function warnRejection(reason, promise) {
  const id = ++rejectionCount;
  warnedPromises.set(promise, id);
  const { inspect } = require('internal/util/inspect');
  const text = reason instanceof Error && typeof reason.stack === 'string' ? reason.stack : inspect(reason);
  live.emitWarning(text, 'UnhandledPromiseRejectionWarning');
  live.emitWarning(
    'Unhandled promise rejection. This error originated either by throwing inside of an async ' +
    'function without a catch block, or by rejecting a promise which was not handled with .catch(). ' +
    'To terminate the node process on unhandled promise rejection, use the CLI flag ' +
    '`--unhandled-rejections=strict` (see ' +
    'https://nodejs.org/api/cli.html#cli_unhandled_rejections_mode). ' +
    `(rejection id: ${id})`,
    'UnhandledPromiseRejectionWarning');
}

function rejectionHandled(reason, promise) {
  live.emit('rejectionHandled', promise);
  const id = warnedPromises.get(promise);
  if (id !== undefined) {
    live.emitWarning(`Promise rejection was handled asynchronously (rejection id: ${id})`,
                     'PromiseRejectionHandledWarning');
  }
}

module.exports = {
  beforeUncaught,
  emitBeforeExit,
  emitExit,
  uncaught,
  unhandledRejection,
  rejectionHandled,
  setUncaughtExceptionCaptureCallback,
  hasUncaughtExceptionCaptureCallback,
};
