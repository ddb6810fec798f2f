'use strict';

// The reader of lines that readline and readline/promises share. Where it is no
// terminal, bytes become lines here; where it is one, editing.js has the keys.
// Names with an underscore are those that Node's readline always had: scripts
// replace _writeToOutput to hide a password.

const EventEmitter = require('events');
const { StringDecoder } = require('string_decoder');
const { addAbortListener } = require('./abort.js');
const { growing } = require('./growing.js');
const { emitKeypressEvents } = require('./keypress.js');
const { AbortError, codes: { ERR_INVALID_ARG_VALUE, ERR_USE_AFTER_CLOSE } } = require('internal/errors');
const {
  validateAbortSignal, validateArray, validateNumber, validateString, validateUint32,
} = require('internal/validators');

const historyDefault = 30;
const crlfDefault = 100; // milliseconds between the two halves of a line's end
const kIterator = Symbol('iterator of lines');

function absent(value) {
  return value === null || value === undefined;
}

// start makes self a reader. The arguments are those of createInterface.
function start(self, input, output, completer, terminal) {
  const options = readOptions(self, input, output, completer, terminal);
  if (options.terminal === undefined && !absent(options.output)) options.terminal = options.output.isTTY;

  const line = growing(self, 'line', true);
  const rest = growing(self, '_line_buffer', false);
  self.output = options.output;
  self.input = options.input;
  self.history = options.history;
  self.historySize = options.historySize;
  self.removeHistoryDuplicates = Boolean(options.removeHistoryDuplicates);
  self.crlfDelay = options.crlfDelay ? Math.max(crlfDefault, options.crlfDelay) : crlfDefault;
  self.completer = options.completer;
  hide(self, {
    _prompt: '', _oldPrompt: undefined, _questionCallback: null, _sawReturnAt: 0, _typed: line,
    _rest: rest, _previousKey: null, _undoStack: [], _redoStack: [], _killRing: [], _killAt: 0, _yanking: false, _stale: false, _reject: null,
    _search: null, _decoder: undefined, prevRows: undefined,
  });
  self.setPrompt(options.prompt);
  self.terminal = Boolean(options.terminal);

  if (self.terminal) listenToKeys(self);
  else listenToText(self);
  if (options.signal) closeOnAbort(self, options.signal);
  self.line = '';
  self.input.resume();
}

function hide(self, values) {
  for (const name of Object.keys(values)) {
    Object.defineProperty(self, name, { value: values[name], writable: true, configurable: true });
  }
}

function readOptions(self, input, output, completer, terminal) {
  self.isCompletionEnabled = true;
  self.escapeCodeTimeout = 500;
  self.tabSize = 8;
  Reflect.apply(EventEmitter, self, []);
  const o = { input, output, completer, terminal, prompt: '> ' };
  if (input && input.input) {
    const given = input;
    if (given.signal) validateAbortSignal(given.signal, 'options.signal');
    for (const name of ['input', 'output', 'completer', 'terminal', 'history', 'historySize', 'signal',
      'removeHistoryDuplicates', 'crlfDelay']) {
      o[name] = given[name];
    }
    if (given.tabSize !== undefined) {
      validateUint32(given.tabSize, 'tabSize', true);
      self.tabSize = given.tabSize;
    }
    if (given.prompt !== undefined) o.prompt = given.prompt;
    if (given.escapeCodeTimeout !== undefined) {
      if (!Number.isFinite(given.escapeCodeTimeout)) {
        throw new ERR_INVALID_ARG_VALUE('input.escapeCodeTimeout', self.escapeCodeTimeout);
      }
      self.escapeCodeTimeout = given.escapeCodeTimeout;
    }
  }
  if (o.completer !== undefined && typeof o.completer !== 'function') {
    throw new ERR_INVALID_ARG_VALUE('completer', o.completer);
  }
  if (o.history === undefined) o.history = [];
  else validateArray(o.history, 'history');
  if (o.historySize === undefined) o.historySize = historyDefault;
  validateNumber(o.historySize, 'historySize', 0);
  return o;
}

function listenToText(self) {
  const { input } = self;
  const onError = (err) => self.emit('error', err);
  const onData = (data) => self._normalWrite(data);
  const onEnd = () => {
    if (typeof self._line_buffer === 'string' && self._line_buffer !== '') self.emit('line', self._line_buffer);
    self.close();
  };
  self._decoder = new StringDecoder('utf8');
  input.on('error', onError);
  input.on('data', onData);
  input.on('end', onEnd);
  self.once('close', () => {
    input.removeListener('data', onData);
    input.removeListener('error', onError);
    input.removeListener('end', onEnd);
  });
}

function listenToKeys(self) {
  const { input, output } = self;
  const onError = (err) => self.emit('error', err);
  const onKey = (typed, key) => {
    self._ttyWrite(typed, key);
    if (self.isCompletionEnabled && !self.closed) self._draw();
    if (!key || !key.sequence) return;
    // One half of a character shows wrongly until the other comes.
    const code = key.sequence.codePointAt(0);
    if (code >= 0xd800 && code <= 0xdfff) self._refreshLine();
  };
  const onEnd = () => {
    if (typeof self.line === 'string' && self.line !== '') self.emit('line', self.line);
    self.close();
  };
  const onResize = () => self._refreshLine();
  input.on('error', onError);
  emitKeypressEvents(input, self);
  input.on('keypress', onKey);
  input.on('end', onEnd);
  self._setRawMode(true);
  self.cursor = 0;
  self.historyIndex = -1;
  if (!absent(output)) output.on('resize', onResize);
  self.once('close', () => {
    input.removeListener('keypress', onKey);
    input.removeListener('error', onError);
    input.removeListener('end', onEnd);
    if (!absent(output)) output.removeListener('resize', onResize);
  });
}

function closeOnAbort(self, signal) {
  const onAbort = () => self.close();
  if (signal.aborted) {
    process.nextTick(onAbort);
    return;
  }
  self.once('close', addAbortListener(signal, onAbort));
}

// Reader is what both kinds of Interface inherit.
function Reader(input, output, completer, terminal) {
  start(this, input, output, completer, terminal);
}
Object.defineProperty(Reader, 'name', { value: 'Interface' });
Object.setPrototypeOf(Reader.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Reader, EventEmitter);

const methods = {
  get columns() {
    return this.output && this.output.columns ? this.output.columns : Infinity;
  },

  setPrompt(prompt) {
    this._prompt = prompt;
  },

  getPrompt() {
    return this._prompt;
  },

  prompt(preserveCursor) {
    if (this.paused) this.resume();
    if (this.terminal && process.env.TERM !== 'dumb') {
      if (!preserveCursor) this.cursor = 0;
      this._refreshLine();
    } else {
      this._writeToOutput(this._prompt);
    }
  },

  close() {
    if (this.closed) return;
    this.pause();
    if (this.terminal) this._setRawMode(false);
    this.closed = true;
    this.emit('close');
  },

  pause() {
    if (this.paused) return undefined;
    this.input.pause();
    this.paused = true;
    this.emit('pause');
    return this;
  },

  resume() {
    if (!this.paused) return undefined;
    this.input.resume();
    this.paused = false;
    this.emit('resume');
    return this;
  },

  write(text, key) {
    if (this.paused) this.resume();
    if (this.terminal) this._ttyWrite(text, key);
    else this._normalWrite(text);
  },

  // Events become the values of the iterator themselves, not lists of arguments.
  [Symbol.asyncIterator]() {
    if (this[kIterator] === undefined) {
      const iterator = EventEmitter.on(this, 'line', {
        close: ['close'], highWaterMark: 1024, [Symbol.for('nodejs.kFirstEventParam')]: true,
      });
      Object.defineProperty(this, kIterator, { value: iterator });
    }
    return this[kIterator];
  },

  _ask(query, callback) {
    if (this.closed) throw new ERR_USE_AFTER_CLOSE('readline');
    if (this._questionCallback) {
      this.prompt();
      return;
    }
    this._oldPrompt = this._prompt;
    this.setPrompt(query);
    this._questionCallback = callback;
    this.prompt();
  },

  _cancelQuestion() {
    if (!this._questionCallback) return;
    this._questionCallback = null;
    this.setPrompt(this._oldPrompt);
    this.clearLine();
  },

  // _rejectQuestion is for the promise of a question that waits.
  _rejectQuestion(why) {
    if (this._reject !== null) this._reject(new AbortError(why));
    this._reject = null;
  },

  _setRawMode(mode) {
    const before = this.input.isRaw;
    if (typeof this.input.setRawMode === 'function') this.input.setRawMode(mode);
    return before;
  },

  _onLine(line) {
    if (!this._questionCallback) {
      this.emit('line', line);
      return;
    }
    const callback = this._questionCallback;
    this._questionCallback = null;
    this.setPrompt(this._oldPrompt);
    callback(line);
  },

  _writeToOutput(text) {
    validateString(text, 'stringToWrite');
    if (!absent(this.output)) this.output.write(text);
  },

  // A line ends with \n, \r or \r\n. The \n that follows an \r in the next piece
  // belongs to it, if it comes within crlfDelay.
  _normalWrite(data) {
    if (data === undefined) return;
    let text = this._decoder.write(data);
    if (this._sawReturnAt && Date.now() - this._sawReturnAt <= this.crlfDelay) {
      if (text.charCodeAt(0) === 10) text = text.slice(1);
      this._sawReturnAt = 0;
    }
    const lines = text.split(/\r\n|[\n\r]/);
    if (lines.length === 1) {
      this._rest.append(text);
      return;
    }
    lines[0] = this._rest.get() + lines[0];
    this._sawReturnAt = text.endsWith('\r') ? Date.now() : 0;
    this._line_buffer = lines.pop();
    for (const line of lines) this._onLine(line);
  },
};
Object.defineProperties(Reader.prototype, hidden(methods));
Object.defineProperties(Reader.prototype, hidden(require('./display.js')));
Object.defineProperties(Reader.prototype, hidden(require('./editing.js')));
Object.defineProperties(Reader.prototype, hidden(require('./history.js')));

function hidden(object) {
  const all = Object.getOwnPropertyDescriptors(object);
  for (const name of Reflect.ownKeys(all)) all[name].enumerable = false;
  return all;
}

module.exports = { Reader, start };
