'use strict';

const table = require('./error_codes.js');
const { addNumericalSeparator, determineSpecificType, formatList } = table.helpers;

const kIsNodeError = Symbol('kIsNodeError');

function hidden(value) {
  return { value, writable: true, enumerable: false, configurable: true };
}

function format(template, args) {
  if (args.length === 0) return template;
  let i = 0;
  return template.replace(/%[sdj]/g, (spec) => {
    if (i >= args.length) return spec;
    const arg = args[i++];
    if (spec === '%j') return JSON.stringify(arg);
    return spec === '%d' ? `${Number(arg)}` : `${arg}`;
  });
}

// withoutStack makes an error whose stack is about to be captured, so that it
// is not walked twice.
function withoutStack(Base, target) {
  const limit = Error.stackTraceLimit;
  if (!isErrorStackTraceLimitWritable()) return Reflect.construct(Base, [], target);
  Error.stackTraceLimit = 0;
  try {
    return Reflect.construct(Base, [], target);
  } finally {
    Error.stackTraceLimit = limit;
  }
}

function isErrorStackTraceLimitWritable() {
  const desc = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit');
  if (desc === undefined) return Object.isExtensible(Error);
  return desc.writable === true || desc.set !== undefined;
}

// captureAs captures the stack with the code in its first line, which is where
// Node shows it, while the name stays the class's.
function captureAs(error, header, above) {
  Object.defineProperty(error, 'name', hidden(header));
  Error.captureStackTrace(error, above);
  // The first look makes the text.
  void error.stack;
  delete error.name;
}

function makeClass(code, Base, template) {
  function NodeError(...args) {
    const error = withoutStack(Base, NodeError);
    const message = typeof template === 'function' ?
      template.apply(error, args) : format(template, args);
    Object.defineProperty(error, 'message', hidden(message));
    captureAs(error, `${Base.name} [${code}]`, NodeError);
    error.code = code;
    return error;
  }
  NodeError.prototype = Object.create(Base.prototype, {
    constructor: hidden(Base),
    toString: hidden(function toString() {
      return `${this.name} [${code}]: ${this.message}`;
    }),
    [kIsNodeError]: hidden(true),
  });
  NodeError.HideStackFramesError = NodeError;
  return NodeError;
}

function systemMessage(prefix, context) {
  let message = `${prefix}: ${context.syscall} returned ${context.code} (${context.message})`;
  if (context.path !== undefined) message += ` ${context.path}`;
  if (context.dest !== undefined) message += ` => ${context.dest}`;
  return message;
}

function linked(object, key) {
  return {
    get() { return object[key]; },
    set(value) { object[key] = value; },
    enumerable: true,
    configurable: true,
  };
}

function makeSystemClass(code, prefix) {
  function NodeError(context) {
    const error = withoutStack(Error, NodeError);
    error.code = code;
    Object.defineProperties(error, {
      name: hidden(`SystemError [${code}]`),
      message: hidden(systemMessage(prefix, context)),
      info: { value: context, enumerable: true, configurable: true, writable: false },
      errno: linked(context, 'errno'),
      syscall: linked(context, 'syscall'),
    });
    if (context.path !== undefined) Object.defineProperty(error, 'path', linked(context, 'path'));
    if (context.dest !== undefined) Object.defineProperty(error, 'dest', linked(context, 'dest'));
    Error.captureStackTrace(error, NodeError);
    void error.stack;
    error.name = 'SystemError';
    return error;
  }
  NodeError.prototype = Object.create(Error.prototype, {
    constructor: hidden(NodeError),
    toString: hidden(function toString() {
      return `${this.name} [${code}]: ${this.message}`;
    }),
    [kIsNodeError]: hidden(true),
    // errno and syscall are accessors of info and shown by what they give.
    [Symbol.for('nodejs.util.inspect.custom')]: hidden(function(depth, options) {
      const { inspect } = require('internal/util/inspect');
      return inspect(this, { ...options, getters: true, customInspect: false });
    }),
  });
  NodeError.HideStackFramesError = NodeError;
  return NodeError;
}

const bases = { Error, TypeError, RangeError, SyntaxError, URIError };

function findClass(code) {
  for (const name of Object.keys(bases)) {
    const template = table[name][code];
    if (template === undefined) continue;
    const Class = makeClass(code, bases[name], template);
    for (const variant of (table.variants[code] || '').split(' ')) {
      if (variant !== '') Class[variant] = makeClass(code, bases[variant], template);
    }
    return Class;
  }
  const prefix = table.SystemError[code];
  return prefix === undefined ? undefined : makeSystemClass(code, prefix);
}

// codes makes the class of a code when it is first asked for: a script meets
// few of the two hundred.
const codes = new Proxy({}, {
  get(made, code) {
    let Class = made[code];
    if (Class === undefined && typeof code === 'string') {
      Class = findClass(code);
      if (Class === undefined) throw new Error(`internal error: no error code ${code}`);
      made[code] = Class;
    }
    return Class;
  },
  has: (made, code) => code in made || findClass(code) !== undefined,
});

// E adds a code of one family to the table.
function E(code, template, Base) {
  table[Base.name][code] = template;
}

function getMessage(code, args, self) {
  for (const name of Object.keys(bases)) {
    const template = table[name][code];
    if (template === undefined) continue;
    return typeof template === 'function' ? template.apply(self, args) : format(template, args);
  }
  return table.SystemError[code];
}

class AbortError extends Error {
  constructor(message = 'The operation was aborted', options = undefined) {
    if (options !== undefined && typeof options !== 'object') {
      throw new codes.ERR_INVALID_ARG_TYPE('options', 'Object', options);
    }
    super(message, options);
    this.code = 'ABORT_ERR';
    this.name = 'AbortError';
  }
}

class NodeAggregateError extends AggregateError {
  constructor(errors, message) {
    super(errors, message);
    this.code = errors[0] === undefined || errors[0] === null ? undefined : errors[0].code;
  }
}
Object.defineProperties(NodeAggregateError.prototype, {
  [kIsNodeError]: hidden(true),
  constructor: hidden(AggregateError),
});

function aggregateTwoErrors(innerError, outerError) {
  if (!innerError || !outerError || innerError === outerError) return innerError || outerError;
  if (Array.isArray(outerError.errors)) {
    outerError.errors.push(innerError);
    return outerError;
  }
  const err = new AggregateError([outerError, innerError], outerError.message);
  err.code = outerError.code;
  return err;
}

function genericNodeError(message, errorProperties) {
  const err = new Error(message);
  Object.assign(err, errorProperties);
  return err;
}

// isStackOverflowError knows the error by its words, which are V8's. The engine
// ends a script whose stack overflows, so only our own code throws it (see
// inspect, which stops before).
function isStackOverflowError(err) {
  return err instanceof RangeError && err.message === 'Maximum call stack size exceeded';
}

// hideStackFrames marks a function as a check whose frame tells a user nothing.
// The engine's stacks show it all the same: leaving it out would cost every
// error a second walk.
function hideStackFrames(fn) {
  fn.withoutStackTrace = fn;
  return fn;
}

function hideInternalStackFrames() {}

Object.assign(exports, {
  AbortError,
  E,
  NodeAggregateError,
  addNumericalSeparator,
  aggregateTwoErrors,
  codes,
  determineSpecificType,
  formatList,
  genericNodeError,
  getMessage,
  hideInternalStackFrames,
  hideStackFrames,
  isErrorStackTraceLimitWritable,
  isStackOverflowError,
  kIsNodeError,
});

// The errors of system calls are needed by those that make them only.
const systemErrors = [
  'ConnResetException', 'DNSException', 'ErrnoException', 'ExceptionWithHostPort', 'SystemError',
  'UVException', 'UVExceptionWithHostPort', 'dnsException', 'errnoException',
  'exceptionWithHostPort', 'uvErrmapGet', 'uvException', 'uvExceptionWithHostPort',
];
for (const name of systemErrors) {
  Object.defineProperty(exports, name, {
    get() { return require('./uv_errors.js')[name]; },
    enumerable: true,
    configurable: true,
  });
}
