'use strict';

// watch of fs/promises: an async iterator of changes.

const { FSEvent } = require('./fswatcher.js');
const { getValidatedPath, kEmptyObject } = require('./utils.js');
const { AbortError, codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors');
const { kResistStopPropagation } = require('internal/event_target');
const { validateAbortSignal, validateBoolean, validateObject } = require('internal/validators');

// mostKept is how many changes wait for a script that does not ask for them; those
// that come then are lost. Node 20 keeps one.
const mostKept = 2048;

// source begins to watch and gives what ends that.
function source(filename, options, tell, fail) {
  const path = getValidatedPath(filename);
  const { persistent = true, recursive = false, encoding = 'utf8', signal } = options;
  validateBoolean(persistent, 'options.persistent');
  validateBoolean(recursive === null ? false : recursive, 'options.recursive');
  validateAbortSignal(signal, 'options.signal');
  if (encoding && !Buffer.isEncoding(encoding)) {
    // Node has the two the wrong way round.
    throw new ERR_INVALID_ARG_VALUE(encoding, 'encoding', 'is invalid encoding');
  }
  if (signal && signal.aborted) throw new AbortError(undefined, { cause: signal.reason });
  let watcher;
  if (recursive) {
    const { TreeWatcher } = require('./watch_tree.js');
    watcher = new TreeWatcher(path, persistent);
    watcher.on('change', tell);
    watcher.on('error', fail);
  } else {
    watcher = new FSEvent();
    watcher.onchange = tell;
    watcher.start(path, persistent, encoding);
  }
  if (!signal) return () => watcher.close();
  const onAbort = () => fail(new AbortError(undefined, { cause: signal.reason }));
  signal.addEventListener('abort', onAbort, { once: true, [kResistStopPropagation]: true });
  return () => {
    watcher.close();
    signal.removeEventListener('abort', onAbort);
  };
}

// iterate checks and begins at the first step, as an async generator does.
function iterate(filename, options = kEmptyObject) {
  const kept = [];
  const waiting = [];
  let close;
  let failure;
  let over = false;

  function finish() {
    over = true;
    if (close) close();
    close = undefined;
    kept.length = 0;
  }

  function tell(eventType, name) {
    const value = { eventType, filename: name };
    if (waiting.length > 0) waiting.shift().resolve({ value, done: false });
    else if (kept.length < mostKept) kept.push(value);
  }

  function fail(err) {
    finish();
    if (waiting.length > 0) waiting.shift().reject(err);
    else failure = err;
    release();
  }

  function release() {
    while (waiting.length > 0) waiting.shift().resolve({ value: undefined, done: true });
  }

  function begin() {
    try {
      validateObject(options, 'options');
      close = source(filename, options, tell, fail);
    } catch (err) {
      over = true;
      throw err;
    }
  }

  return {
    async next() {
      if (failure) {
        const err = failure;
        failure = undefined;
        throw err;
      }
      if (over) return { value: undefined, done: true };
      if (!close) begin();
      if (kept.length > 0) return { value: kept.shift(), done: false };
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    async return(value) {
      finish();
      release();
      return { value, done: true };
    },
    async throw(err) {
      finish();
      release();
      throw err;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

module.exports = { iterate };
