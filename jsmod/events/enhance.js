'use strict';

// What happens seldom in an emitter's life: a warning, an error that nobody
// listened for, and a listener's promise that is rejected. The native side calls
// these.

const { kCapture } = binding;
const kRejection = Symbol.for('nodejs.rejection');

function warnOfLeak(emitter, type, count, max) {
  const { inspect } = require('util');
  const warning = new Error('Possible EventEmitter memory leak detected. ' +
    `${count} ${String(type)} listeners added to ${inspect(emitter, { depth: -1 })}. MaxListeners is ` +
    `${max}. Use emitter.setMaxListeners() to increase limit`);
  warning.name = 'MaxListenersExceededWarning';
  warning.emitter = emitter;
  warning.type = type;
  warning.count = count;
  require('process').emitWarning(warning);
}

// The key under which an error carries a function that returns its stack with
// the place of the emit.
const kEnhanceStackBeforeInspector = Symbol('kEnhanceStackBeforeInspector');

function rememberEmitter(emitter, error) {
  try {
    const place = {};
    Error.captureStackTrace(place, unhandledError);
    Object.defineProperty(error, kEnhanceStackBeforeInspector, {
      value: () => withPlace(emitter, error, place),
      configurable: true,
    });
  } catch {
    // A frozen error keeps the stack it has.
  }
}

function withPlace(emitter, error, place) {
  let of = '';
  try {
    const { name } = emitter.constructor;
    if (name !== 'EventEmitter') of = ` on ${name} instance`;
  } catch {
    // A constructor that throws has no name to tell.
  }
  const own = place.stack.split('\n').slice(1);
  const theirs = String(error.stack).split('\n').slice(1);
  const { length, offset } = commonTail(theirs, own);
  if (length > 0) {
    own.splice(offset + 1, length - 2, '    [... lines matching original stack trace ...]');
  }
  return `${error.stack}\nEmitted 'error' event${of} at:\n${own.join('\n')}`;
}

// Finds a run of at least four lines that both have, up to the end of the
// first.
function commonTail(a, b) {
  for (let i = 0; i < a.length - 3; i++) {
    const at = b.indexOf(a[i]);
    if (at < 0) continue;
    const rest = b.length - at;
    if (rest <= 3) continue;
    let length = 1;
    const most = Math.min(rest, a.length - i);
    while (length < most && a[i + length] === b[at + length]) length++;
    if (length > 3) return { length, offset: at };
  }
  return { length: 0, offset: 0 };
}

// enhancedStack is the stack of an error that an emitter threw for want of a
// listener, with the place of the emit; undefined for other errors.
function enhancedStack(error) {
  if (error === null || typeof error !== 'object') return undefined;
  const enhance = error[kEnhanceStackBeforeInspector];
  return typeof enhance === 'function' ? enhance() : undefined;
}

// unhandledError is what an event 'error' throws that nobody listens for.
function unhandledError(emitter, error) {
  if (error instanceof Error) {
    rememberEmitter(emitter, error);
    return error;
  }
  let shown;
  try {
    shown = require('util').inspect(error);
  } catch {
    shown = error;
  }
  const { codes: { ERR_UNHANDLED_ERROR } } = require('internal/errors');
  const wrapped = new ERR_UNHANDLED_ERROR(shown);
  wrapped.context = error;
  return wrapped;
}

// captureResult takes what a listener of an emitter that captures rejections
// returned.
function captureResult(emitter, promise, type, args) {
  let then;
  try {
    then = promise.then;
    if (typeof then === 'function') {
      then.call(promise, undefined, (error) => {
        require('internal/task_queue').nextTick(emitRejection, emitter, error, [type, args]);
      });
    }
  } catch (error) {
    emitter.emit('error', error);
  }
}

function emitRejection(emitter, error, [type, args]) {
  if (typeof emitter[kRejection] === 'function') {
    emitter[kRejection](error, type, ...args);
    return;
  }
  // A listener of 'error' that rejects must not come back here for ever.
  const before = emitter[kCapture];
  try {
    emitter[kCapture] = false;
    emitter.emit('error', error);
  } finally {
    emitter[kCapture] = before;
  }
}

module.exports = { captureResult, enhancedStack, unhandledError, warnOfLeak };
