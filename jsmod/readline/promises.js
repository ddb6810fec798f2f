'use strict';

// What require('readline/promises') gives.

const { Reader } = require('./interface.js');
const { addAbortListener } = require('./abort.js');
const { lineClearing, movement, position, sequences } = require('./control.js');
const { isWritable } = require('stream');
const { AbortError, codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { validateAbortSignal, validateBoolean, validateInteger } = require('internal/validators');

class Interface extends Reader {
  question(query, options = {}) {
    return new Promise((resolve, reject) => {
      this._reject = reject;
      const signal = options === null || options === undefined ? undefined : options.signal;
      if (!signal) {
        this._ask(query, resolve);
        return;
      }
      validateAbortSignal(signal, 'options.signal');
      const aborted = () => reject(new AbortError(undefined, { cause: signal.reason }));
      if (signal.aborted) {
        aborted();
        return;
      }
      const onAbort = () => {
        this._cancelQuestion();
        aborted();
      };
      const forget = addAbortListener(signal, onAbort);
      this._ask(query, (answer) => {
        forget();
        resolve(answer);
      });
    });
  }
}

Object.defineProperty(Interface.prototype, '_tabComplete', {
  async value(again) {
    this.pause();
    let result;
    try {
      result = await this.completer(this.line.slice(0, this.cursor));
    } catch (err) {
      this._completionFailed(err);
      return;
    } finally {
      this.resume();
    }
    this._complete(again, result);
  },
  writable: true,
  configurable: true,
});

// Readline gathers movements of the cursor and writes them at once.
class Readline {
  #autoCommit = false;
  #stream;
  #todo = [];

  constructor(stream, options = undefined) {
    if (!isWritable(stream)) throw new ERR_INVALID_ARG_TYPE('stream', 'Writable', stream);
    this.#stream = stream;
    const auto = options === undefined || options === null ? undefined : options.autoCommit;
    if (auto !== undefined && auto !== null) {
      validateBoolean(auto, 'options.autoCommit');
      this.#autoCommit = auto;
    }
  }

  #put(text) {
    if (this.#autoCommit) process.nextTick(() => this.#stream.write(text));
    else this.#todo.push(text);
    return this;
  }

  cursorTo(x, y = undefined) {
    validateInteger(x, 'x');
    if (y !== undefined && y !== null) validateInteger(y, 'y');
    return this.#put(position(x, y));
  }

  moveCursor(dx, dy) {
    if (!dx && !dy) return this;
    validateInteger(dx, 'dx');
    validateInteger(dy, 'dy');
    return this.#put(movement(dx, dy));
  }

  clearLine(dir) {
    validateInteger(dir, 'dir', -1, 1);
    return this.#put(lineClearing(dir));
  }

  clearScreenDown() {
    return this.#put(sequences.below);
  }

  commit() {
    return new Promise((resolve) => {
      this.#stream.write(this.#todo.join(''), resolve);
      this.#todo = [];
    });
  }

  rollback() {
    this.#todo = [];
    return this;
  }
}

function createInterface(input, output, completer, terminal) {
  return new Interface(input, output, completer, terminal);
}

module.exports = { Interface, Readline, createInterface };
