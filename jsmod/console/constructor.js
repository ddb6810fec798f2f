'use strict';

// The Console class. Strings go to the stream without loading inspect.

const kState = Symbol('kState');

// State is what a console keeps besides its methods.
class State {
  constructor(options) {
    this.stdout = options.stdout;
    this.stderr = options.stderr;
    this.ignoreErrors = options.ignoreErrors;
    this.colorMode = options.colorMode;
    this.inspectOptions = options.inspectOptions;
    this.groupIndentation = options.groupIndentation;
    this.indentation = '';
    this.counts = new Map();
    this.times = new Map();
  }
}

function hidden(value) {
  return { value, writable: true, enumerable: false, configurable: true };
}

// setup makes an object a console; stdout and stderr of options are functions.
function setup(console, options) {
  const state = new State(options);
  const stream = (key) => ({
    get() { return state[key](); },
    set(value) { state[key] = () => value; },
    enumerable: false,
    configurable: true,
  });
  Object.defineProperties(console, {
    [kState]: hidden(state),
    _stdout: stream('stdout'),
    _stderr: stream('stderr'),
    _ignoreErrors: {
      get() { return state.ignoreErrors; },
      set(value) { state.ignoreErrors = value; },
      enumerable: false,
      configurable: true,
    },
    _times: hidden(state.times),
  });
}

const methods = {};

// bindMethods gives each console methods of its own, which work without it.
function bindMethods(console) {
  for (const name of Object.keys(methods)) {
    const bound = console[name] === undefined || console[name] === methods[name] ?
      methods[name].bind(console) : console[name].bind(console);
    Object.defineProperty(bound, 'name', { value: name });
    console[name] = bound;
  }
}

function Console(options) {
  if (!new.target) return Reflect.construct(Console, arguments);
  const { codes: { ERR_CONSOLE_WRITABLE_STREAM, ERR_INCOMPATIBLE_OPTION_PAIR } } =
    require('internal/errors');
  const { validateInteger, validateObject, validateOneOf } = require('internal/validators');
  if (!options || typeof options.write === 'function') {
    options = { stdout: options, stderr: arguments[1], ignoreErrors: arguments[2] };
  }
  const {
    stdout, stderr = stdout, ignoreErrors = true, colorMode = 'auto', inspectOptions,
    groupIndentation,
  } = options;
  if (!stdout || typeof stdout.write !== 'function') throw new ERR_CONSOLE_WRITABLE_STREAM('stdout');
  if (!stderr || typeof stderr.write !== 'function') throw new ERR_CONSOLE_WRITABLE_STREAM('stderr');
  validateOneOf(colorMode, 'colorMode', ['auto', true, false]);
  if (groupIndentation !== undefined) validateInteger(groupIndentation, 'groupIndentation', 0, 1000);
  if (inspectOptions !== undefined) {
    validateObject(inspectOptions, 'options.inspectOptions');
    if (inspectOptions.colors !== undefined && options.colorMode !== undefined) {
      throw new ERR_INCOMPATIBLE_OPTION_PAIR('options.inspectOptions.color', 'colorMode');
    }
  }
  setup(this, {
    stdout: () => stdout,
    stderr: () => stderr,
    ignoreErrors: Boolean(ignoreErrors),
    colorMode,
    inspectOptions,
    groupIndentation: groupIndentation === undefined ? 2 : groupIndentation,
  });
  bindMethods(this);
}

// The global console is a Console too, although it is none by its prototype.
Object.defineProperty(Console, Symbol.hasInstance, {
  value(instance) {
    if (instance === null || instance === undefined) return false;
    return instance[kState] !== undefined || Function.prototype[Symbol.hasInstance].call(this, instance);
  },
});

function noop() {}

// tolerate keeps an error of a write from becoming an uncaught 'error' event:
// printing must not end a program.
function tolerate(stream) {
  return (err) => {
    if (err === null || err === undefined || stream._writableState.errorEmitted) return;
    if (stream.listenerCount('error') === 0) stream.once('error', noop);
  };
}

const handlers = new WeakMap();

function handlerOf(stream) {
  let handler = handlers.get(stream);
  if (handler === undefined) {
    handler = tolerate(stream);
    handlers.set(stream, handler);
  }
  return handler;
}

function write(state, stream, string) {
  if (state.ignoreErrors === false) {
    stream.write(string);
    return;
  }
  // A stream of the library calls back before it emits 'error'; any other may
  // emit at once.
  const guard = stream._writableState === undefined && typeof stream.once === 'function';
  try {
    if (guard) stream.once('error', noop);
    if (stream._writableState === undefined) stream.write(string, noop);
    else stream.write(string, handlerOf(stream));
  } catch (err) {
    if (require('internal/errors').isStackOverflowError(err)) throw err;
  } finally {
    if (guard && typeof stream.removeListener === 'function') stream.removeListener('error', noop);
  }
}

function indent(state, string) {
  if (state.indentation === '') return string;
  if (string.includes('\n')) string = string.replace(/\n/g, `\n${state.indentation}`);
  return state.indentation + string;
}

const colored = { colors: true };
const plain = {};

function inspectOptions(state, stream) {
  let color = state.colorMode;
  if (color === 'auto') {
    color = (stream.isTTY || process.env.FORCE_COLOR !== undefined) &&
      require('internal/tty/colors').shouldColorize(stream);
  }
  if (state.inspectOptions !== undefined) {
    return state.inspectOptions.colors === undefined ?
      { ...state.inspectOptions, colors: color } : state.inspectOptions;
  }
  return color ? colored : plain;
}

function format(state, stream, args) {
  if (args.length === 1 && typeof args[0] === 'string') return args[0];
  return require('internal/util/format').formatWithOptionsInternal(
    inspectOptions(state, stream), args);
}

function print(console, which, args) {
  const state = console[kState];
  const stream = state[which]();
  write(state, stream, `${indent(state, format(state, stream, args))}\n`);
}

function formatTime(ms) {
  let hours = 0;
  let minutes = 0;
  let seconds = 0;
  if (ms >= 1000) {
    if (ms >= 60000) {
      if (ms >= 3600000) {
        hours = Math.floor(ms / 3600000);
        ms %= 3600000;
      }
      minutes = Math.floor(ms / 60000);
      ms %= 60000;
    }
    seconds = ms / 1000;
  }
  const pad = (value) => `${value}`.padStart(2, '0');
  if (hours !== 0 || minutes !== 0) {
    const [whole, fraction] = seconds.toFixed(3).split('.');
    const res = hours !== 0 ? `${hours}:${pad(minutes)}` : minutes;
    return `${res}:${pad(whole)}.${fraction} (${hours !== 0 ? 'h:m' : ''}m:ss.mmm)`;
  }
  if (seconds !== 0) return `${seconds.toFixed(3)}s`;
  return `${Number(ms.toFixed(3))}ms`;
}

function now() {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}

// elapsed prints a timer, or warns that there is none.
function elapsed(console, method, label, data) {
  label = `${label}`;
  const start = console[kState].times.get(label);
  if (start === undefined) {
    process.emitWarning(`No such label '${label}' for console.${method}()`);
    return false;
  }
  const text = formatTime(now() - start);
  if (data === undefined) console.log('%s: %s', label, text);
  else console.log('%s: %s', label, text, ...data);
  return true;
}

Object.assign(methods, {
  log(...args) {
    print(this, 'stdout', args);
  },

  warn(...args) {
    print(this, 'stderr', args);
  },

  dir(object, options) {
    const state = this[kState];
    const stream = state.stdout();
    const { inspect } = require('internal/util/inspect');
    const text = inspect(object, {
      customInspect: false, ...inspectOptions(state, stream), ...options,
    });
    write(state, stream, `${indent(state, text)}\n`);
  },

  time(label = 'default') {
    label = `${label}`;
    const { times } = this[kState];
    if (times.has(label)) {
      process.emitWarning(`Label '${label}' already exists for console.time()`);
      return;
    }
    times.set(label, now());
  },

  timeEnd(label = 'default') {
    if (elapsed(this, 'timeEnd', label)) this[kState].times.delete(`${label}`);
  },

  timeLog(label = 'default', ...data) {
    elapsed(this, 'timeLog', label, data);
  },

  trace(...args) {
    const state = this[kState];
    const err = { name: 'Trace', message: format(state, state.stderr(), args) };
    Error.captureStackTrace(err, methods.trace);
    this.error(err.stack);
  },

  assert(expression, ...args) {
    if (expression) return;
    args[0] = `Assertion failed${args.length === 0 ? '' : `: ${args[0]}`}`;
    this.warn(...args);
  },

  clear() {
    const stream = this[kState].stdout();
    // The screen of a program that writes to a file is not there to clear.
    if (stream.isTTY && process.env.TERM !== 'dumb') stream.write('\u001b[1;1H\u001b[0J');
  },

  count(label = 'default') {
    label = `${label}`;
    const { counts } = this[kState];
    const count = (counts.get(label) || 0) + 1;
    counts.set(label, count);
    this.log(`${label}: ${count}`);
  },

  countReset(label = 'default') {
    const { counts } = this[kState];
    if (!counts.delete(`${label}`)) {
      process.emitWarning(`Count for '${label}' does not exist`);
    }
  },

  group(...data) {
    if (data.length > 0) this.log(...data);
    const state = this[kState];
    state.indentation += ' '.repeat(state.groupIndentation);
  },

  groupEnd() {
    const state = this[kState];
    state.indentation = state.indentation.slice(0, state.indentation.length -
      state.groupIndentation);
  },

  table(tabularData, properties) {
    if (tabularData === null || typeof tabularData !== 'object') {
      this.log(tabularData);
      return;
    }
    if (properties !== undefined) {
      require('internal/validators').validateArray(properties, 'properties');
    }
    const state = this[kState];
    const { table } = require('./table.js');
    this.log(table(tabularData, properties, inspectOptions(state, state.stdout())));
  },
});

// The same under other names, in the order that listing the console shows.
methods.debug = methods.log;
methods.info = methods.log;
methods.dirxml = methods.log;
methods.error = methods.warn;
methods.groupCollapsed = methods.group;

Object.assign(Console.prototype, methods);

module.exports = { Console, bindMethods, formatTime, setup };
