'use strict';

// binding.pending[0] is 1 while the queue holds anything.
const pending = binding.pending;

// Callbacks and their arguments, in pairs, from head on.
let queue = [];
let head = 0;

// After 'exit' nothing is queued any more.
let exiting = false;

function nextTick(callback) {
  if (typeof callback !== 'function') {
    const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
    throw new ERR_INVALID_ARG_TYPE('callback', 'Function', callback);
  }
  if (exiting) return;
  let args;
  if (arguments.length > 1) {
    args = new Array(arguments.length - 1);
    for (let i = 1; i < arguments.length; i++) args[i - 1] = arguments[i];
  }
  if (asyncContext !== null) callback = asyncContext(callback);
  queue.push(callback, args);
  pending[0] = 1;
}

// Runs until the queue is empty. An exception leaves the rest for the next
// call, which the runtime makes after it has reported the exception.
function runTicks() {
  while (head < queue.length) {
    const callback = queue[head];
    const args = queue[head + 1];
    head += 2;
    if (head >= 2048) {
      queue = queue.slice(head);
      head = 0;
    }
    if (args === undefined) callback();
    else callback(...args);
  }
  queue.length = 0;
  head = 0;
  pending[0] = 0;
}

function queueMicrotask(callback) {
  if (typeof callback !== 'function') {
    const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
    throw new ERR_INVALID_ARG_TYPE('callback', 'Function', callback);
  }
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

module.exports = { beginExit, inContext, nextTick, runTicks, queueMicrotask, setAsyncContext };
