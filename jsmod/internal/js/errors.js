'use strict';

// The table of codes is loaded with the first error that is made: a program in
// which all goes well never needs it.
const loadTable = () => require('./error_codes.js');

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
    if (spec === '%d') return `${Number(arg)}`;
    if (typeof arg === 'symbol') return arg.toString();
    return typeof arg !== 'object' || arg === null ? `${arg}` : require('internal/util/inspect').format('%s', arg);
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

const bases = { Error, TypeError, RangeError, SyntaxError, URIError };

// find returns the class and the message of a code; variant names another class
// that the code comes with.
function find(code, variant) {
  const table = loadTable();
  for (const name of Object.keys(bases)) {
    const template = table[name][code];
    if (template !== undefined) return { Base: bases[variant || name], template };
  }
  const prefix = table.SystemError[code];
  if (prefix === undefined) throw new Error(`internal error: no error code ${code}`);
  return { Base: Error, prefix };
}

function makeClass(code, variant) {
  let entry;
  function NodeError(...args) {
    if (entry === undefined) {
      entry = find(code, variant);
      NodeError.prototype = makePrototype(code, entry, NodeError);
    }
    const { Base, template } = entry;
    if (template === undefined) return makeSystemError(code, entry.prefix, args[0], NodeError);
    const error = withoutStack(Base, NodeError);
    const message = typeof template === 'function' ?
      template.apply(error, args) : format(template, args);
    Object.defineProperty(error, 'message', hidden(message));
    captureAs(error, `${Base.name} [${code}]`, NodeError);
    error.code = code;
    return error;
  }
  NodeError.HideStackFramesError = NodeError;
  return NodeError;
}

function makePrototype(code, { Base, template }, NodeError) {
  const prototype = Object.create(Base.prototype, {
    constructor: hidden(template === undefined ? NodeError : Base),
    toString: hidden(function toString() {
      return `${this.name} [${code}]: ${this.message}`;
    }),
    [kIsNodeError]: hidden(true),
  });
  if (template === undefined) {
    // errno and syscall are accessors of info and shown by what they give.
    Object.defineProperty(prototype, Symbol.for('nodejs.util.inspect.custom'), hidden(
      function(depth, options) {
        const { inspect } = require('internal/util/inspect');
        return inspect(this, { ...options, getters: true, customInspect: false });
      }));
  }
  return prototype;
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

function makeSystemError(code, prefix, context, NodeError) {
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

// These codes come with other classes too, by the name after the dot.
const variants = {
  ERR_HTTP2_INVALID_SETTING_VALUE: ['RangeError'],
  ERR_INVALID_ARG_VALUE: ['RangeError'],
  ERR_INVALID_STATE: ['TypeError', 'RangeError'],
};

// codes makes the class of a code when it is first asked for: a script meets
// few of the two hundred.
const codes = new Proxy({}, {
  get(made, code) {
    let Class = made[code];
    if (Class === undefined && typeof code === 'string') {
      Class = makeClass(code);
      for (const name of variants[code] || []) Class[name] = makeClass(code, name);
      made[code] = Class;
    }
    return Class;
  },
  has: (made, code) => Object.keys(bases).some((name) => code in loadTable()[name]),
});

// E adds a code of one family to the table.
function E(code, template, Base) {
  loadTable()[Base.name][code] = template;
}

function getMessage(code, args, self) {
  const { template, prefix } = find(code);
  if (template === undefined) return prefix;
  return typeof template === 'function' ? template.apply(self, args) : format(template, args);
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

// hideInternalStackFrames: see hideStackFrames.
function hideInternalStackFrames() {}

Object.assign(exports, {
  AbortError,
  E,
  NodeAggregateError,
  aggregateTwoErrors,
  codes,
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
  'errnoOf', 'exceptionWithHostPort', 'uvErrmapGet', 'uvException', 'uvExceptionWithHostPort',
];
for (const name of ['addNumericalSeparator', 'determineSpecificType', 'formatList']) {
  Object.defineProperty(exports, name, {
    get() { return loadTable().helpers[name]; },
    enumerable: true,
    configurable: true,
  });
}
for (const name of systemErrors) {
  Object.defineProperty(exports, name, {
    get() { return require('./uv_errors.js')[name]; },
    enumerable: true,
    configurable: true,
  });
}
