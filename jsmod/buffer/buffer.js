'use strict';

// Buffer's constructor and what is rare or takes arguments of many shapes. The
// methods are native; binding.setup puts them on the prototype.

const {
  codes: {
    ERR_BUFFER_OUT_OF_BOUNDS,
    ERR_INVALID_ARG_TYPE,
    ERR_INVALID_STATE,
    ERR_MISSING_ARGS,
    ERR_OUT_OF_RANGE,
  },
} = require('internal/errors');

const kMaxLength = 2 ** 32;
const kStringMaxLength = 0x1fffffe8;
const customInspect = Symbol.for('nodejs.util.inspect.custom');
const firstArgument = ['string', 'Buffer', 'ArrayBuffer', 'Array', 'Array-like Object'];

let inspectMaxBytes = 50;
let warned = false;

// FastBuffer makes Buffers without the deprecated constructor's guesses; both
// have the same prototype, so that instances cannot be told apart.
class FastBuffer extends Uint8Array {}

function Buffer(arg, encodingOrOffset, length) {
  if (!warned) {
    warnOfConstructor();
  }
  if (typeof arg === 'number') {
    if (typeof encodingOrOffset === 'string') {
      throw new ERR_INVALID_ARG_TYPE('string', 'string', arg);
    }
    return Buffer.alloc(arg);
  }
  return Buffer.from(arg, encodingOrOffset, length);
}

Object.setPrototypeOf(Buffer, Uint8Array);
Buffer.prototype = FastBuffer.prototype;
Object.defineProperty(Buffer, 'prototype', { enumerable: false, writable: true, configurable: false });
Object.defineProperty(Buffer.prototype, 'constructor', {
  value: Buffer, writable: true, enumerable: false, configurable: true,
});
Object.defineProperty(Buffer, Symbol.species, {
  configurable: true,
  enumerable: false,
  get() { return FastBuffer; },
});

Buffer.poolSize = 8 * 1024;
binding.setup(Buffer);

// As Node: once a process, and not for packages, whose users cannot help it.
function warnOfConstructor() {
  const proc = typeof process === 'undefined' ? undefined : process;
  const pending = proc && Array.isArray(proc.execArgv) && proc.execArgv.includes('--pending-deprecation');
  if (!proc || !proc.emitWarning || (!pending && insideNodeModules())) {
    return;
  }
  warned = true;
  proc.emitWarning(
    'Buffer() is deprecated due to security and usability issues. Please use the ' +
    'Buffer.alloc(), Buffer.allocUnsafe(), or Buffer.from() methods instead.',
    'DeprecationWarning', 'DEP0005', Buffer);
}

function insideNodeModules() {
  const lines = String(new Error().stack).split('\n');
  for (let i = 1; i < lines.length; i++) {
    if (!/\bnode:|\(native\)/.test(lines[i])) {
      return /[/\\]node_modules[/\\]/.test(lines[i]);
    }
  }
  return false;
}

const byteLength = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, 'byteLength').get;

// isAnyArrayBuffer asks the engine only for what claims to be one: an object
// may have the prototype and no bytes.
function isAnyArrayBuffer(value) {
  if (!(value instanceof ArrayBuffer)) return false;
  try {
    byteLength.call(value);
    return true;
  } catch {
    return false;
  }
}

Buffer.from = function from(value, encodingOrOffset, length) {
  if (typeof value === 'string') {
    return binding.fromString(value, encodingOrOffset);
  }
  if (typeof value === 'object' && value !== null) {
    if (isAnyArrayBuffer(value)) {
      return fromArrayBuffer(value, encodingOrOffset, length);
    }
    const valueOf = value.valueOf && value.valueOf();
    if (valueOf != null && valueOf !== value &&
        (typeof valueOf === 'string' || typeof valueOf === 'object')) {
      return from(valueOf, encodingOrOffset, length);
    }
    const made = fromObject(value);
    if (made) {
      return made;
    }
    if (typeof value[Symbol.toPrimitive] === 'function') {
      const primitive = value[Symbol.toPrimitive]('string');
      if (typeof primitive === 'string') {
        return binding.fromString(primitive, encodingOrOffset);
      }
    }
  }
  throw new ERR_INVALID_ARG_TYPE('first argument', firstArgument, value);
};

function fromArrayBuffer(buffer, byteOffset, length) {
  const offset = byteOffset === undefined ? 0 : +byteOffset || 0;
  const most = buffer.byteLength - offset;
  if (most < 0) {
    throw new ERR_BUFFER_OUT_OF_BOUNDS('offset');
  }
  if (length === undefined) {
    return new FastBuffer(buffer, offset);
  }
  const wanted = +length;
  if (!(wanted > 0)) {
    return new FastBuffer(buffer, offset, 0);
  }
  if (wanted > most) {
    throw new ERR_BUFFER_OUT_OF_BOUNDS('length');
  }
  return new FastBuffer(buffer, offset, wanted);
}

function fromObject(value) {
  if (value.length !== undefined || isAnyArrayBuffer(value.buffer)) {
    return typeof value.length === 'number' ? fromArrayLike(value) : new FastBuffer();
  }
  if (value.type === 'Buffer' && Array.isArray(value.data)) {
    return fromArrayLike(value.data);
  }
  return undefined;
}

function fromArrayLike(value) {
  if (!(value.length > 0)) {
    return new FastBuffer();
  }
  const length = Math.trunc(value.length);
  checkSize(length, 'length');
  const made = binding.allocUnsafe(length);
  made.set(value);
  return made;
}

function checkSize(size, name) {
  if (typeof size !== 'number') {
    throw new ERR_INVALID_ARG_TYPE(name, 'number', size);
  }
  if (!(size >= 0 && size <= kMaxLength)) {
    throw new ERR_OUT_OF_RANGE(name, `>= 0 && <= ${kMaxLength}`, size);
  }
}

Buffer.copyBytesFrom = function copyBytesFrom(view, offset, length) {
  const { validateInteger } = require('internal/validators');
  if (!ArrayBuffer.isView(view) || view instanceof DataView) {
    throw new ERR_INVALID_ARG_TYPE('view', ['TypedArray'], view);
  }
  if (view.length === 0) {
    return Buffer.alloc(0);
  }
  let start = 0;
  let end = view.length;
  if (offset !== undefined) {
    validateInteger(offset, 'offset', 0);
    if (offset >= view.length) {
      return Buffer.alloc(0);
    }
    start = offset;
  }
  if (length !== undefined) {
    validateInteger(length, 'length', 0);
    end = Math.min(start + length, view.length);
  }
  const size = view.BYTES_PER_ELEMENT;
  return fromArrayLike(new Uint8Array(view.buffer, view.byteOffset + start * size, (end - start) * size));
};

// Not Uint8Array's, which would ask the constructor for memory.
Buffer.of = function() {
  const made = binding.allocUnsafe(arguments.length);
  for (let i = 0; i < arguments.length; i++) {
    made[i] = arguments[i];
  }
  return made;
};
Object.defineProperty(Buffer.of, 'name', { value: 'of', configurable: true });

Buffer.alloc = function alloc(size, fill, encoding) {
  checkSize(size, 'size');
  const made = binding.allocSlow(size);
  if (fill !== undefined && fill !== 0 && size > 0) {
    return made.fill(fill, encoding);
  }
  return made;
};

Buffer.allocUnsafe = function allocUnsafe(size) {
  checkSize(size, 'size');
  return binding.allocUnsafe(size);
};

Buffer.allocUnsafeSlow = function allocUnsafeSlow(size) {
  checkSize(size, 'size');
  return binding.allocSlow(size);
};

Buffer.isBuffer = function isBuffer(b) {
  return b instanceof Buffer;
};

Buffer.compare = binding.compare;
Object.defineProperty(Buffer.compare, 'length', { value: 2 });

Buffer.isEncoding = binding.isEncoding;
Object.defineProperty(Buffer.isEncoding, 'length', { value: 1 });

// Streams of user land look for it here.
Buffer[Symbol('kIsEncodingSymbol')] = Buffer.isEncoding;

Buffer.concat = function concat(list, length) {
  if (!Array.isArray(list)) {
    throw new ERR_INVALID_ARG_TYPE('list', 'Array', list);
  }
  if (list.length === 0) {
    return new FastBuffer();
  }
  if (length !== undefined) {
    require('internal/validators').validateInteger(length, 'length', 0, kMaxLength);
  }
  return binding.concat(list, length);
};

Buffer.byteLength = binding.byteLength;
Object.defineProperty(Buffer.byteLength, 'length', { value: 2 });

Buffer.prototype.toJSON = function toJSON() {
  return { type: 'Buffer', data: this.length > 0 ? binding.toArray(this) : [] };
};

Buffer.prototype[customInspect] = function inspect(recurseTimes, ctx) {
  const max = inspectMaxBytes;
  const shown = Math.min(max, this.length);
  const remaining = this.length - max;
  let str = this.hexSlice(0, shown).replace(/(.{2})/g, '$1 ').trim();
  if (remaining > 0) {
    str += ` ... ${remaining} more byte${remaining > 1 ? 's' : ''}`;
  }
  if (ctx) {
    const names = ctx.showHidden ? hiddenKeys(this) : enumerableKeys(this);
    if (names.length > 0) {
      const extras = { __proto__: null };
      for (const name of names) {
        extras[name] = this[name];
      }
      // The properties, without the "[Object: null prototype] { " and " }".
      const { inspect } = require('util');
      const text = inspect(extras, Object.assign({}, ctx, { breakLength: Infinity, compact: true }));
      str += (this.length > 0 ? ', ' : '') + text.slice(27, -2);
    }
  }
  let name = 'Buffer';
  try {
    name = this.constructor.name || name;
  } catch {
    // A script's constructor; the default will do.
  }
  return `<${name} ${str}>`;
};

Buffer.prototype.inspect = Buffer.prototype[customInspect];

function enumerableKeys(buf) {
  const symbols = Object.getOwnPropertySymbols(buf);
  return binding.extraKeys(buf).concat(symbols.filter((s) => Object.prototype.propertyIsEnumerable.call(buf, s)));
}

function hiddenKeys(buf) {
  return Object.getOwnPropertyNames(buf).slice(buf.length).concat(Object.getOwnPropertySymbols(buf));
}

function SlowBuffer(size) {
  require('internal/validators').validateNumber(size, 'size', 0, kMaxLength);
  return Buffer.allocUnsafeSlow(size);
}
Object.setPrototypeOf(SlowBuffer.prototype, Uint8Array.prototype);
Object.setPrototypeOf(SlowBuffer, Uint8Array);

function isUtf8(input) {
  return binding.isUtf8(checkView(input));
}

function isAscii(input) {
  return binding.isAscii(checkView(input));
}

function checkView(input) {
  if (!isAnyArrayBuffer(input) && !(ArrayBuffer.isView(input) && !(input instanceof DataView))) {
    throw new ERR_INVALID_ARG_TYPE('input', ['ArrayBuffer', 'Buffer', 'TypedArray'], input);
  }
  if (binding.isDetached(input)) {
    throw new ERR_INVALID_STATE('Cannot validate on a detached buffer');
  }
  return input;
}

function transcode(source, fromEncoding, toEncoding) {
  if (!(source instanceof Uint8Array)) {
    throw new ERR_INVALID_ARG_TYPE('source', ['Buffer', 'Uint8Array'], source);
  }
  if (source.length === 0) {
    return Buffer.alloc(0);
  }
  const made = binding.transcode(source, `${fromEncoding}`, `${toEncoding}`);
  if (typeof made !== 'number') {
    return made;
  }
  const code = made === 1 ? 'U_ILLEGAL_ARGUMENT_ERROR' : 'U_INVALID_CHAR_FOUND';
  const err = new Error(`Unable to transcode Buffer [${code}]`);
  err.code = code;
  err.errno = made;
  throw err;
}

function btoa(input) {
  if (arguments.length === 0) {
    throw new ERR_MISSING_ARGS('input');
  }
  const made = binding.btoa(`${input}`);
  if (made === undefined) {
    throw domException('Invalid character', 'InvalidCharacterError');
  }
  return made;
}

function atob(input) {
  if (arguments.length === 0) {
    throw new ERR_MISSING_ARGS('input');
  }
  const made = binding.atob(`${input}`);
  if (typeof made === 'string') {
    return made;
  }
  throw domException(made === 1 ? 'Invalid character' : 'The string to be decoded is not correctly encoded.',
                     'InvalidCharacterError');
}

function domException(message, name) {
  const { DOMException } = require('internal/domexception');
  return new DOMException(message, name);
}

module.exports = {
  Buffer,
  SlowBuffer,
  transcode,
  isUtf8,
  isAscii,
  kMaxLength,
  kStringMaxLength,
  btoa,
  atob,
};

Object.defineProperties(module.exports, {
  constants: {
    value: Object.defineProperties({}, {
      MAX_LENGTH: { value: kMaxLength, enumerable: true },
      MAX_STRING_LENGTH: { value: kStringMaxLength, enumerable: true },
    }),
    enumerable: true,
  },
  INSPECT_MAX_BYTES: {
    configurable: true,
    enumerable: true,
    get() { return inspectMaxBytes; },
    set(value) {
      require('internal/validators').validateNumber(value, 'INSPECT_MAX_BYTES', 0);
      inspectMaxBytes = value;
    },
  },
  Blob: fromBlobs('Blob'),
  resolveObjectURL: fromBlobs('resolveObjectURL'),
  File: fromBlobs('File'),
});

function fromBlobs(name) {
  return {
    configurable: true,
    enumerable: true,
    get() { return require('internal/blob')[name]; },
    set(value) {
      Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
    },
  };
}
