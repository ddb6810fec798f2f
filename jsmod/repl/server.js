'use strict';

// REPLServer: the reader of lines that evaluates what it reads.

const { Interface } = require('readline');
const {
  codes: { ERR_INVALID_REPL_EVAL_CONFIG, ERR_INVALID_REPL_INPUT }, genericNodeError,
} = require('internal/errors');
const { validateFunction } = require('internal/validators');
const commands = require('./commands.js');
const { complete, completeOnEditorMode } = require('./complete.js');
const context = require('./context.js');
const { evaluator } = require('./evaluate.js');
const { setupHistory } = require('./history.js');
const { typing } = require('./typing.js');
const { describe } = require('./uncaught.js');
const { onLine } = require('./line.js');
const { REPL_MODE_SLOPPY } = require('./modes.js');

const kSession = Symbol('session');
const kStandalone = Symbol.for('tlsjs.repl.standalone');

// readOptions takes the arguments of start, in both of their forms.
function readOptions(prompt, source, evaluate, useGlobal, ignoreUndefined, replMode) {
  const options = prompt !== null && typeof prompt === 'object' ? { ...prompt } :
    { prompt, stream: source, eval: evaluate, useGlobal, ignoreUndefined, replMode };
  if (!options.input && !options.output) {
    const stream = options.stream || options.socket || process;
    options.input = stream.stdin || stream;
    options.output = stream.stdout || stream;
  }
  if (options.terminal === undefined) options.terminal = options.output.isTTY;
  options.terminal = Boolean(options.terminal);
  if (options.terminal && options.useColors === undefined) options.useColors = coloured(options.output);
  if (options.terminal && options.preview) {
    throw genericNodeError('The option preview is not available in this engine', {
      code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', option: 'preview',
    });
  }
  if (options.breakEvalOnSigint && options.eval) throw new ERR_INVALID_REPL_EVAL_CONFIG();
  return options;
}

function coloured(output) {
  if (!output.isTTY) return false;
  return typeof output.getColorDepth === 'function' ? output.getColorDepth() > 2 : true;
}

let count = 0; // of texts, for their names

function nextName() {
  return `REPL${++count}`;
}

// newSession is what the files of this folder know of a session besides its object.
function newSession() {
  return {
    buffered: '', // lines of a text that is not whole
    paused: false, // an await is waited for
    waiting: [], // what came meanwhile
    interrupts: new Set(),
    lexical: new Set(), // names that let, const and class have declared
    sawSigint: false,
    sawEnd: false, // Ctrl+D has ended the editor
    nextName,
    added: new Set(), // names that it has given to a context that it does not share
    pause() { this.paused = true; },
    unpause() {
      this.paused = false;
      while (!this.paused && this.waiting.length > 0) this.waiting.shift()();
    },
    standalone: false, // the session is the program
    text: '', // the last that was evaluated
  };
}

function REPLServer(prompt, source, evaluate, useGlobal, ignoreUndefined, replMode) {
  if (!(this instanceof REPLServer)) {
    return new REPLServer(prompt, source, evaluate, useGlobal, ignoreUndefined, replMode);
  }
  const options = readOptions(prompt, source, evaluate, useGlobal, ignoreUndefined, replMode);
  const session = newSession();
  session.standalone = Boolean(options[kStandalone]);
  Object.defineProperty(this, kSession, { value: session });
  this.allowBlockingCompletions = Boolean(options.allowBlockingCompletions);
  this.useColors = Boolean(options.useColors);
  this._domain = options.domain || require('domain').create();
  this.useGlobal = Boolean(options.useGlobal);
  this.ignoreUndefined = Boolean(options.ignoreUndefined);
  this.replMode = options.replMode || REPL_MODE_SLOPPY;
  this.underscoreAssigned = false;
  this.last = undefined;
  this.underscoreErrAssigned = false;
  this.lastError = undefined;
  this.breakEvalOnSigint = Boolean(options.breakEvalOnSigint);
  this.editorMode = false;
  if (!session.standalone) refuseListeners(this._domain);
  this.eval = this._domain.bind(options.eval || evaluator(session));
  this._domain.on('error', (err) => fail(this, session, err));
  Reflect.apply(Interface, this, [{
    input: options.input,
    output: options.output,
    completer: options.completer || ((text, done) => {
      complete(this, session, text, this.editorMode ? this.completeOnEditorMode(done) : done);
    }),
    terminal: options.terminal,
    historySize: options.historySize,
    prompt: options.prompt,
  }]);
  this.resetContext();
  this._initialPrompt = options.prompt === undefined ? '> ' : options.prompt;
  this.commands = { __proto__: null };
  commands.define(this);
  setWriter(this, options);
  listen(this, session);
  typing(this, session);
  this.displayPrompt();
}
Object.setPrototypeOf(REPLServer.prototype, Interface.prototype);
Object.setPrototypeOf(REPLServer, Interface);

function setWriter(repl, options) {
  const { writer } = require('./repl.js');
  repl.writer = options.writer || writer;
  if (repl.writer === writer) writer.options.colors = repl.useColors;
}

// sessions are the domains in which a script may not listen to exceptions: the
// session has to show them.
let sessions;

function refuseListeners(domain) {
  if (sessions === undefined) {
    sessions = new WeakSet();
    process.prependListener('newListener', (event, listener) => {
      if (event !== 'uncaughtException' || !process.domain || !sessions.has(process.domain)) return;
      throw new ERR_INVALID_REPL_INPUT('Listeners for `uncaughtException` cannot be used in the REPL');
    });
  }
  sessions.add(domain);
}

// fail shows an exception and begins anew. A script that listens to exceptions gets
// it first where the session is the program.
function fail(repl, session, err) {
  const text = describe(repl, err, session.text);
  if (!repl.underscoreErrAssigned) repl.lastError = err;
  if (session.standalone && process.listenerCount('uncaughtException') > 0) {
    process.nextTick(() => {
      process.emit('uncaughtException', err);
      again(repl);
    });
    return;
  }
  repl.output.write(text.endsWith('\n') ? text : `${text}\n`);
  again(repl);
}

function again(repl) {
  repl.clearBufferedCommand();
  repl.displayPrompt();
}

function listen(repl, session) {
  repl.on('close', () => {
    const leave = () => repl.emit('exit');
    if (session.paused) session.waiting.push(leave);
    else leave();
  });
  repl.on('SIGINT', () => interrupt(repl, session));
  repl.on('SIGCONT', () => {
    if (!repl.editorMode) {
      repl.displayPrompt(true);
      return;
    }
    repl.output.write(`${repl._initialPrompt}.editor\n${commands.enteringEditor}${session.buffered}\n`);
    repl.prompt(true);
  });
  repl.on('line', (line) => onLine(repl, session, line));
}

// interrupt is Ctrl+C: twice on an empty line it is the end.
function interrupt(repl, session) {
  if (session.interrupts.size > 0) {
    for (const fn of session.interrupts) fn();
    return;
  }
  const empty = repl.line.length === 0 && session.buffered === '';
  repl.clearLine();
  commands.closeEditor(repl);
  if (empty && session.sawSigint) {
    session.sawSigint = false;
    repl.close();
    return;
  }
  if (empty) repl.output.write('(To exit, press Ctrl+C again or Ctrl+D or type .exit)\n');
  session.sawSigint = empty;
  again(repl);
}

function define(name, value) {
  Object.defineProperty(REPLServer.prototype, name, { value, writable: true, configurable: true, enumerable: true });
}

define('clearBufferedCommand', function clearBufferedCommand() {
  this[kSession].buffered = '';
});

// The input may have ended with what was read last, which is yet to be shown.
define('close', function close() {
  const end = () => Reflect.apply(Interface.prototype.close, this, []);
  if (this.terminal && this._flushing) {
    if (this._closingOnFlush) return;
    this._closingOnFlush = true;
    this.once('flushHistory', end);
    return;
  }
  process.nextTick(end);
});

define('createContext', function createContext() {
  const { added } = this[kSession];
  if (this.useGlobal) {
    context.fill(this);
    return globalThis;
  }
  context.takeAway(added);
  context.adding(added, [], () => context.fill(this));
  return context.noting(added);
});

define('resetContext', function resetContext() {
  this.context = this.createContext();
  this.lines = [];
  this.emit('reset', this.context);
});

define('displayPrompt', function displayPrompt(preserveCursor) {
  const prompt = this[kSession].buffered === '' ? this._initialPrompt : '... ';
  Reflect.apply(Interface.prototype.setPrompt, this, [prompt]);
  Reflect.apply(Interface.prototype.prompt, this, [preserveCursor]);
});

define('setPrompt', function setPrompt(prompt) {
  this._initialPrompt = prompt;
  Reflect.apply(Interface.prototype.setPrompt, this, [prompt]);
});

define('complete', function(...args) {
  Reflect.apply(this.completer, this, args);
});

define('completeOnEditorMode', completeOnEditorMode);

define('defineCommand', function defineCommand(keyword, command) {
  if (typeof command === 'function') command = { action: command };
  else validateFunction(command.action, 'cmd.action');
  this.commands[keyword] = command;
});

define('setupHistory', function(file, done) {
  setupHistory(this, file, done);
});

for (const [name, of] of [['inputStream', 'input'], ['outputStream', 'output']]) {
  Object.defineProperty(REPLServer.prototype, name, {
    get() { return this[of]; },
    set(value) { this[of] = value; },
    configurable: true,
  });
}

module.exports = { REPLServer, kStandalone };
