'use strict';

const { codes: { ERR_FALSY_VALUE_REJECTION, ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const {
  deprecate, getSystemErrorMap, getSystemErrorName, promisify, toUSVString,
} = require('internal/util');
const {
  validateFunction, validateAbortSignal, validateObject, validateString, validateBoolean,
  validateOneOf, kValidateObjectAllowObjects,
} = require('internal/validators');
const { format, formatWithOptions } = require('./format.js');

const inspectModule = () => require('./inspect.js');

function inherits(ctor, superCtor) {
  if (ctor === undefined || ctor === null) {
    throw new ERR_INVALID_ARG_TYPE('ctor', 'Function', ctor);
  }
  if (superCtor === undefined || superCtor === null) {
    throw new ERR_INVALID_ARG_TYPE('superCtor', 'Function', superCtor);
  }
  if (superCtor.prototype === undefined) {
    throw new ERR_INVALID_ARG_TYPE('superCtor.prototype', 'Object', superCtor.prototype);
  }
  Object.defineProperty(ctor, 'super_', {
    value: superCtor, writable: true, configurable: true,
  });
  Object.setPrototypeOf(ctor.prototype, superCtor.prototype);
}

function callbackifyOnRejected(reason, cb) {
  // A falsy reason could not be told from no error.
  if (!reason) reason = new ERR_FALSY_VALUE_REJECTION(reason);
  return cb(reason);
}

function callbackify(original) {
  validateFunction(original, 'original');
  function callbackified(...args) {
    const cb = args.pop();
    validateFunction(cb, 'last argument');
    const bound = cb.bind(this);
    const { nextTick } = require('process');
    Reflect.apply(original, this, args).then(
      (ret) => nextTick(bound, null, ret),
      (rej) => nextTick(callbackifyOnRejected, rej, bound));
  }
  const descriptors = Object.getOwnPropertyDescriptors(original);
  // The wrapper takes one argument more, and its name says what it is.
  if (typeof descriptors.length.value === 'number') descriptors.length.value++;
  if (typeof descriptors.name.value === 'string') descriptors.name.value += 'Callbackified';
  delete descriptors.prototype;
  Object.defineProperties(callbackified, descriptors);
  return callbackified;
}

function _extend(target, source) {
  if (source === null || typeof source !== 'object') return target;
  // The last comes first: packages send header fields in the order that comes of it.
  for (const key of Object.keys(source).reverse()) target[key] = source[key];
  return target;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function timestamp() {
  const d = new Date();
  const time = [d.getHours(), d.getMinutes(), d.getSeconds()]
    .map((n) => n.toString().padStart(2, '0')).join(':');
  return `${d.getDate()} ${months[d.getMonth()]} ${time}`;
}

function log(...args) {
  console.log('%s - %s', timestamp(), format(...args));
}

function escapeStyle(style) {
  const { inspect } = inspectModule();
  const codes = inspect.colors[style];
  if (codes === undefined || codes === null) {
    validateOneOf(style, 'format', Object.keys(inspect.colors));
  }
  return codes;
}

function isStream(value) {
  return value !== null && typeof value === 'object' &&
    Boolean(value._readableState || value._writableState ||
            (typeof value.write === 'function' && typeof value.on === 'function') ||
            (typeof value.pipe === 'function' && typeof value.on === 'function'));
}

function styleText(format, text, options = {}) {
  validateString(text, 'text');
  validateObject(options, 'options');
  const { validateStream = true, stream = process.stdout } = options;
  validateBoolean(validateStream, 'options.validateStream');
  let plain = false;
  if (validateStream) {
    if (!isStream(stream)) {
      throw new ERR_INVALID_ARG_TYPE('stream', ['ReadableStream', 'WritableStream', 'Stream'],
                                     stream);
    }
    // Node 20 asks the stream where one format is given, and not for a list.
    plain = !Array.isArray(format) && !require('internal/tty/colors').shouldColorize(stream);
  }
  let left = '';
  let right = '';
  for (const key of Array.isArray(format) ? format : [format]) {
    const codes = escapeStyle(key);
    left += `\u001b[${codes[0]}m`;
    right = `\u001b[${codes[1]}m${right}`;
  }
  return plain ? text : `${left}${text}${right}`;
}

async function aborted(signal, resource) {
  if (signal === undefined) throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  validateAbortSignal(signal, 'signal');
  validateObject(resource, 'resource', kValidateObjectAllowObjects);
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function parseEnv(content) {
  validateString(content, 'content');
  return require('internal/dotenv').parse(content);
}

function _errnoException(err, syscall, original) {
  const { ErrnoException } = require('internal/errors');
  validateErrno(err);
  return new ErrnoException(err, syscall, original);
}

function _exceptionWithHostPort(err, syscall, address, port, additional) {
  const { ExceptionWithHostPort } = require('internal/errors');
  validateErrno(err);
  return new ExceptionWithHostPort(err, syscall, address, port, additional);
}

function validateErrno(err) {
  const { ERR_OUT_OF_RANGE } = require('internal/errors').codes;
  if (typeof err !== 'number') throw new ERR_INVALID_ARG_TYPE('err', 'number', err);
  if (err >= 0 || !Number.isSafeInteger(err)) {
    throw new ERR_OUT_OF_RANGE('err', 'a negative integer', err);
  }
}

function isPrimitive(arg) {
  return arg === null || (typeof arg !== 'object' && typeof arg !== 'function');
}

function isErrorLike(e) {
  return require('internal/util').isError(e);
}

Object.assign(exports, {
  _errnoException,
  _exceptionWithHostPort,
  _extend,
  callbackify,
  debug: undefined,
  debuglog: undefined,
  deprecate,
  format,
  styleText,
  formatWithOptions,
  getSystemErrorMap,
  getSystemErrorName,
  inherits,
  inspect: undefined,
  isArray: Array.isArray,
  isBoolean(arg) { return typeof arg === 'boolean'; },
  isBuffer: undefined,
  isDeepStrictEqual(a, b) {
    return require('./comparisons.js').isDeepStrictEqual(a, b);
  },
  isNull(arg) { return arg === null; },
  isNullOrUndefined(arg) { return arg === null || arg === undefined; },
  isNumber(arg) { return typeof arg === 'number'; },
  isString(arg) { return typeof arg === 'string'; },
  isSymbol(arg) { return typeof arg === 'symbol'; },
  isUndefined(arg) { return arg === undefined; },
  isRegExp: undefined,
  isObject(arg) { return arg !== null && typeof arg === 'object'; },
  isDate: undefined,
  isError: isErrorLike,
  isFunction(arg) { return typeof arg === 'function'; },
  isPrimitive,
  log,
  promisify,
  stripVTControlCharacters(str) { return inspectModule().stripVTControlCharacters(str); },
  toUSVString(input) { return toUSVString(input); },
  transferableAbortSignal: undefined,
  transferableAbortController: undefined,
  aborted,
  types: undefined,
  parseEnv,
  parseArgs(config) { return require('./parse_args.js').parseArgs(config); },
  TextDecoder: undefined,
  TextEncoder: undefined,
  MIMEType: undefined,
  MIMEParams: undefined,
});

// Few scripts need most of util: what takes time to load waits for its first
// use.
const lazy = {
  debug: () => require('./debuglog.js').debuglog,
  debuglog: () => require('./debuglog.js').debuglog,
  inspect: () => inspectModule().inspect,
  isBuffer: () => require('buffer').Buffer.isBuffer,
  isRegExp: () => require('internal/util/types').isRegExp,
  isDate: () => require('internal/util/types').isDate,
  types: () => require('internal/util/types'),
  TextDecoder: () => require('internal/encoding').TextDecoder,
  TextEncoder: () => require('internal/encoding').TextEncoder,
  MIMEType: () => require('./mime.js').MIMEType,
  MIMEParams: () => require('./mime.js').MIMEParams,
};

for (const name of Object.keys(lazy)) {
  const settle = (value) => {
    Object.defineProperty(exports, name, {
      value, writable: true, enumerable: true, configurable: true,
    });
    return value;
  };
  Object.defineProperty(exports, name, {
    get: () => settle(lazy[name]()),
    set: settle,
    enumerable: true,
    configurable: true,
  });
}

// There are no workers to transfer a signal to.
delete exports.transferableAbortSignal;
delete exports.transferableAbortController;

// Where the callers stand, the nearest first (Node 22's).
function callSites(frameCount = 8, options) {
  const { validateInteger } = require('internal/validators');
  if (typeof frameCount === 'object' && options === undefined) frameCount = 8;
  validateInteger(frameCount, 'frameCount', 1, 200);
  const { prepareStackTrace, stackTraceLimit } = Error;
  const here = {};
  Error.stackTraceLimit = frameCount + 1;
  Error.prepareStackTrace = (_, sites) => sites;
  let sites;
  try {
    Error.captureStackTrace(here);
    sites = here.stack;
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
    Error.stackTraceLimit = stackTraceLimit;
  }
  return sites.slice(1).map((site) => ({
    functionName: site.getFunctionName() || '',
    scriptId: '0',
    scriptName: site.getFileName() || '',
    lineNumber: site.getLineNumber(),
    columnNumber: site.getColumnNumber(),
    column: site.getColumnNumber(),
  }));
}

// What only the documents' time knew, or only later Nodes know, stays out of
// sight of those who list the module's names.
const old = {
  print(...args) {
    for (const arg of args) process.stdout.write(String(arg));
  },
  puts(...args) {
    for (const arg of args) process.stdout.write(`${arg}\n`);
  },
  error(...args) {
    for (const arg of args) process.stderr.write(`${arg}\n`);
  },
  pump(readStream, writeStream, callback) {
    let called = false;
    const call = (...args) => {
      if (called || typeof callback !== 'function') return;
      called = true;
      callback(...args);
    };
    readStream.on('data', (chunk) => {
      if (writeStream.write(chunk) === false) readStream.pause();
    });
    writeStream.on('drain', () => readStream.resume());
    readStream.on('end', () => writeStream.end());
    readStream.on('close', () => call());
    readStream.on('error', (err) => {
      writeStream.end();
      call(err);
    });
    writeStream.on('error', (err) => {
      readStream.destroy();
      call(err);
    });
  },
  exec(...args) { return require('child_process').exec(...args); },
  getCallSites: callSites,
};
for (const name of Object.keys(old)) {
  Object.defineProperty(exports, name, {
    value: old[name], writable: true, enumerable: false, configurable: true,
  });
}
