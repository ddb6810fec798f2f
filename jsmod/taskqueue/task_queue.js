'use strict';

// binding.pending[0] is 1 while the queue holds anything.
const pending = binding.pending;

// From head to tail, four places for each callback: itself, how many arguments
// it gets, and those. With more than two, or any number that a script gave, the
// number is -1 and the first argument an array of all. Sockets queue a dozen
// callbacks a connection: an array for each and its spreading cost a tenth of it.
let queue = [];
let head = 0;
let tail = 0;

// After 'exit' nothing is queued any more.
let exiting = false;

// nextTick is process.nextTick for embedded scripts: for up to three arguments,
// of which those that are undefined at the end are left out.
function nextTick(callback, a, b, c) {
  if (typeof callback !== 'function') throw notAFunction(callback);
  if (c !== undefined) enqueue(callback, -1, [a, b, c], undefined);
  else enqueue(callback, b !== undefined ? 2 : a !== undefined ? 1 : 0, a, b);
}

// processNextTick is what scripts know as process.nextTick.
function processNextTick(callback, ...args) {
  if (typeof callback !== 'function') throw notAFunction(callback);
  if (args.length === 0) enqueue(callback, 0, undefined, undefined);
  else enqueue(callback, -1, args, undefined);
}
Object.defineProperty(processNextTick, 'name', { value: 'nextTick' });

function notAFunction(callback) {
  const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
  return new ERR_INVALID_ARG_TYPE('callback', 'Function', callback);
}

function enqueue(callback, count, a, b) {
  if (exiting) return;
  if (asyncContext !== null) callback = asyncContext(callback);
  if (tail === 0) pending[0] = 1;
  queue[tail] = callback;
  queue[tail + 1] = count;
  queue[tail + 2] = a;
  queue[tail + 3] = b;
  tail += 4;
}

// Runs until the queue is empty. An exception leaves the rest for the next
// call, which the runtime makes after it has reported the exception.
function runTicks() {
  while (head < tail) {
    const callback = queue[head];
    const count = queue[head + 1];
    const a = queue[head + 2];
    const b = queue[head + 3];
    head += 4;
    if (head >= 4096) {
      queue = queue.slice(head);
      tail -= head;
      head = 0;
    }
    if (count === 1) callback(a);
    else if (count === 2) callback(a, b);
    else if (count === 0) callback();
    else callback(...a);
  }
  queue.length = 0;
  head = tail = 0;
  pending[0] = 0;
}

function queueMicrotask(callback) {
  if (typeof callback !== 'function') throw notAFunction(callback);
  resolved.then(() => {
    try {
      callback();
    } catch (error) {
      binding.uncaught(error);
    }
  });
}

const resolved = Promise.resolve();

// async_hooks puts a function here that ties a callback to the context in
// which it was scheduled.
let asyncContext = null;

function setAsyncContext(wrap) {
  asyncContext = wrap;
}

// inContext ties a callback to the context of now, for whoever keeps callbacks
// outside of this queue.
function inContext(callback) {
  return asyncContext === null ? callback : asyncContext(callback);
}

function beginExit() {
  exiting = true;
}

module.exports = {
  beginExit, inContext, nextTick, processNextTick, runTicks, queueMicrotask, setAsyncContext,
};
