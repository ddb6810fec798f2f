'use strict';

// Dir: a folder that is read entry by entry.

const { getOptions, getValidatedPath, makeCallback, wantsBytes, joinPath, encoded } = require('./utils.js');
const { Dirent } = require('./stats.js');
const { promise } = require('./operations.js');
const {
  codes: { ERR_DIR_CLOSED, ERR_DIR_CONCURRENT_OPERATION, ERR_MISSING_ARGS },
} = require('internal/errors');
const { validateUint32 } = require('internal/validators');
const { nextTick } = require('internal/task_queue');

const kState = Symbol('state');

// The Go half lists a folder at once; what it gave is handed out from `at` on.
class Dir {
  constructor(list, path, options) {
    if (list === undefined) throw new ERR_MISSING_ARGS('handle');
    if (options.bufferSize !== undefined) validateUint32(options.bufferSize, 'options.bufferSize', true);
    Object.defineProperty(this, kState, { value: { list, at: 0, path, encoding: options.encoding, closed: false, busy: 0 } });
  }

  get path() {
    return this[kState].path;
  }

  read(callback) {
    const state = this[kState];
    if (callback === undefined) {
      return state.closed ? Promise.reject(new ERR_DIR_CLOSED()) : Promise.resolve(take(state));
    }
    makeCallback(callback);
    if (state.closed) throw new ERR_DIR_CLOSED();
    state.busy++;
    nextTick(() => {
      state.busy--;
      callback(null, take(state));
    });
    return undefined;
  }

  readSync() {
    const state = this[kState];
    if (state.closed) throw new ERR_DIR_CLOSED();
    if (state.busy > 0) throw new ERR_DIR_CONCURRENT_OPERATION();
    return take(state);
  }

  close(callback) {
    const state = this[kState];
    if (callback === undefined) {
      if (state.closed) return Promise.reject(new ERR_DIR_CLOSED());
      state.closed = true;
      return Promise.resolve();
    }
    makeCallback(callback);
    if (state.closed) {
      nextTick(callback, new ERR_DIR_CLOSED());
      return undefined;
    }
    state.closed = true;
    nextTick(callback, null);
    return undefined;
  }

  closeSync() {
    const state = this[kState];
    if (state.closed) throw new ERR_DIR_CLOSED();
    if (state.busy > 0) throw new ERR_DIR_CONCURRENT_OPERATION();
    state.closed = true;
  }

  // entries is an async iterator, which closes the folder at its end.
  entries() {
    const dir = this;
    const state = this[kState];
    const finish = () => {
      if (!state.closed) dir.closeSync();
      return { value: undefined, done: true };
    };
    return {
      async next() {
        if (state.closed) return { value: undefined, done: true };
        const value = take(state);
        return value === null ? finish() : { value, done: false };
      },
      async return() {
        return finish();
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
}

Object.defineProperty(Dir.prototype, Symbol.asyncIterator, {
  value: Dir.prototype.entries, enumerable: false, writable: true, configurable: true,
});
if (Symbol.asyncDispose) {
  Object.defineProperty(Dir.prototype, Symbol.asyncDispose, {
    value() {
      return this[kState].closed ? Promise.resolve() : this.close();
    },
    enumerable: false, writable: true, configurable: true,
  });
}

function take(state) {
  if (state.at >= state.list.length) return null;
  const { list, at } = state;
  state.at += 3;
  const folder = list[at + 2] === '' ? state.path : joinPath(state.path, list[at + 2]);
  return new Dirent(encoded(list[at], state.encoding), list[at + 1], folder);
}

function checked(path, options) {
  path = getValidatedPath(path);
  options = getOptions(options, { encoding: 'utf8' });
  return { given: [path, wantsBytes(options.encoding), Boolean(options.recursive), 'opendir'], path, options };
}

function opendir(path, options, callback) {
  callback = makeCallback(typeof options === 'function' ? options : callback);
  const c = checked(path, options);
  binding.readdir(...c.given, (err, list) => {
    if (err) callback(err);
    else callback(null, new Dir(list, c.path, c.options));
  });
}

function opendirSync(path, options) {
  const c = checked(path, options);
  return new Dir(binding.readdir(...c.given), c.path, c.options);
}

async function opendirPromise(path, options) {
  const c = checked(path, options);
  return new Dir(await promise(binding.readdir, c.given), c.path, c.options);
}

module.exports = { Dir, opendir, opendirPromise, opendirSync };
