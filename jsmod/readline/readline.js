'use strict';

// What require('readline') gives.

const { Reader, start } = require('./interface.js');
const { addAbortListener } = require('./abort.js');
const { clearLine, clearScreenDown, cursorTo, moveCursor } = require('./control.js');
const { emitKeypressEvents } = require('./keypress.js');
const { AbortError } = require('internal/errors');
const { validateAbortSignal } = require('internal/validators');

function Interface(input, output, completer, terminal) {
  if (!(this instanceof Interface)) return new Interface(input, output, completer, terminal);
  let options = input;
  let complete = completer;
  if (input && input.input && typeof input.completer === 'function' && input.completer.length !== 2) {
    options = { __proto__: null };
    for (const name in input) options[name] = input[name];
    options.completer = calling(input.completer);
  } else if (typeof completer === 'function' && completer.length !== 2) {
    complete = calling(completer);
  }
  start(this, options, output, complete, terminal);
  // The interface of promises takes every terminal for an able one, as in Node.
  if (process.env.TERM === 'dumb') {
    Object.defineProperty(this, '_ttyWrite', { value: this._dumbWrite, writable: true, configurable: true });
  }
}
Object.setPrototypeOf(Interface.prototype, Reader.prototype);
Object.setPrototypeOf(Interface, Reader);

// A completer without a callback returns what it has.
function calling(completer) {
  return (line, callback) => callback(null, completer(line));
}

function define(name, value) {
  Object.defineProperty(Interface.prototype, name, { value, writable: true, configurable: true });
}

function question(query, options, callback) {
  let cb = typeof options === 'function' ? options : callback;
  if (options !== null && typeof options === 'object' && options.signal) {
    const { signal } = options;
    validateAbortSignal(signal, 'options.signal');
    if (signal.aborted) return;
    const onAbort = () => this._cancelQuestion();
    const forget = addAbortListener(signal, onAbort);
    const given = cb;
    cb = typeof given !== 'function' ? forget : (answer) => {
      forget();
      return given(answer);
    };
  }
  if (typeof cb === 'function') this._ask(query, cb);
}

function ask(query, options) {
  const signal = options !== null && typeof options === 'object' ? options.signal : undefined;
  const aborted = () => new AbortError(undefined, { cause: signal.reason });
  if (signal && signal.aborted) return Promise.reject(aborted());
  return new Promise((resolve, reject) => {
    let answered = resolve;
    if (signal) {
      const onAbort = () => reject(aborted());
      const forget = addAbortListener(signal, onAbort);
      answered = (answer) => {
        forget();
        resolve(answer);
      };
    }
    this.question(query, signal ? options : {}, answered);
  });
}

question[require('util').promisify.custom] = ask;

define('question', question);

define('_tabComplete', function _tabComplete(again) {
  this.pause();
  this.completer(this.line.slice(0, this.cursor), (err, result) => {
    this.resume();
    if (err) this._completionFailed(err);
    else this._complete(again, result);
  });
});

function createInterface(input, output, completer, terminal) {
  return new Interface(input, output, completer, terminal);
}

module.exports = {
  Interface,
  clearLine,
  clearScreenDown,
  createInterface,
  cursorTo,
  emitKeypressEvents,
  moveCursor,
  get promises() { return require('./promises.js'); },
};
