'use strict';

const { stackFrames } = binding;
const { construct, defineProperty } = Reflect;

function define(object, name, value) {
  defineProperty(object, name, { value, writable: true, enumerable: false, configurable: true });
}

// --- Errors: `stack` as Node has it -------------------------------------

const NativeError = Error;
const textOf = Function.prototype.toString;

class CallSite {
  #name;
  #file;
  #line;
  #column;

  constructor(name, file, line, column) {
    this.#name = name;
    this.#file = file;
    this.#line = line;
    this.#column = column;
  }

  getThis() { return undefined; }
  getTypeName() { return null; }
  getFunction() { return undefined; }
  getFunctionName() { return this.#name || null; }
  getMethodName() { return null; }
  getFileName() { return this.#file; }
  getLineNumber() { return this.#line; }
  getColumnNumber() { return this.#column; }
  getEvalOrigin() { return undefined; }
  getScriptNameOrSourceURL() { return this.#file; }
  isToplevel() { return false; }
  isEval() { return false; }
  isNative() { return false; }
  isConstructor() { return this.#name.startsWith('new '); }
  isAsync() { return false; }
  isPromiseAll() { return false; }
  getPromiseIndex() { return null; }
  toString() {
    const at = `${this.#file}:${this.#line}:${this.#column}`;
    return this.#name ? `${this.#name} (${at})` : at;
  }
}

function header(object) {
  try {
    return NativeError.prototype.toString.call(object);
  } catch {
    return '<error>';
  }
}

// capture walks the stack at once and makes its text at the first look, with
// the name and message that the error has by then: classes give themselves a
// name after super().
function capture(object, below, ofClass) {
  const limit = WrappedError.stackTraceLimit;
  if (typeof limit !== 'number') return;
  const flat = stackFrames(below, limit, ofClass);
  defineProperty(object, 'stack', {
    get() {
      const stack = format(object, flat);
      define(object, 'stack', stack);
      return stack;
    },
    set(value) {
      define(this, 'stack', value);
    },
    enumerable: false,
    configurable: true,
  });
}

// An error made while a script prepares a trace is not handed to it again.
let preparing = false;

function format(object, flat) {
  const { prepareStackTrace } = WrappedError;
  if (typeof prepareStackTrace === 'function' && !preparing) {
    const sites = [];
    for (let i = 0; i < flat.length; i += 4) {
      sites.push(new CallSite(flat[i], flat[i + 1], flat[i + 2], flat[i + 3]));
    }
    preparing = true;
    try {
      return prepareStackTrace.call(WrappedError, object, sites);
    } finally {
      preparing = false;
    }
  }
  let text = header(object);
  for (let i = 0; i < flat.length; i += 4) {
    const at = `${flat[i + 1]}:${flat[i + 2]}:${flat[i + 3]}`;
    text += flat[i] ? `\n    at ${flat[i]} (${at})` : `\n    at ${at}`;
  }
  return text;
}

binding.setFormat(format);

function wrap(Native, parent, make) {
  const Wrapped = make((args, target) => {
    const error = construct(Native, args, target);
    capture(error, '', target !== Wrapped);
    return error;
  });
  defineProperty(Wrapped, 'prototype', { value: Native.prototype, writable: false });
  defineProperty(Wrapped, 'name', { value: Native.name });
  defineProperty(Wrapped, 'length', { value: Native.length });
  define(Native.prototype, 'constructor', Wrapped);
  if (parent !== null) Object.setPrototypeOf(Wrapped, parent);
  define(globalThis, Native.name, Wrapped);
  return Wrapped;
}

// In a class's constructor the engine gives its new.target to functions that are
// called without new, too: whether this is a new object tells them apart.
function plain(create) {
  return function Wrapped() {
    return create(arguments, new.target === undefined || !(this instanceof Wrapped) ? Wrapped : new.target);
  };
}

const WrappedError = wrap(NativeError, null, plain);
define(WrappedError, 'stackTraceLimit', 10);
defineProperty(WrappedError, 'stackTraceLimit', { enumerable: true });
define(WrappedError, 'captureStackTrace', function captureStackTrace(object, below) {
  if (object === null || (typeof object !== 'object' && typeof object !== 'function')) {
    throw new TypeError(`Invalid argument`);
  }
  const isFunction = typeof below === 'function';
  capture(object, isFunction ? below.name : '', isFunction && textOf.call(below).startsWith('class'));
});

for (const name of ['AggregateError', 'EvalError', 'RangeError', 'ReferenceError',
                    'SyntaxError', 'TypeError', 'URIError']) {
  wrap(globalThis[name], WrappedError, plain);
}

// --- What the engine lacks of the language ------------------------------

if (Symbol.asyncIterator === undefined) {
  for (const name of ['asyncIterator', 'dispose', 'asyncDispose']) {
    defineProperty(Symbol, name, {
      value: Symbol(`Symbol.${name}`), writable: false, enumerable: false, configurable: false,
    });
  }
}

// --- Regular expressions: \\p{…}, the flag v, halves of surrogate pairs ---

const NativeRegExp = RegExp;
const halves = /[\ud800-\udfff]|\\u[dD][89a-fA-F]/;

function WrappedRegExp(pattern, flags) {
  if (typeof pattern === 'string' && ((typeof flags === 'string' && /[uv]/.test(flags)) || halves.test(pattern))) {
    [pattern, flags] = binding.expand(pattern, flags === undefined ? '' : flags);
  }
  // The engine takes undefined for the text of flags where a pattern only looks like one of its own.
  const args = flags === undefined ? [pattern] : [pattern, flags];
  if (new.target !== undefined && this instanceof NativeRegExp) return construct(NativeRegExp, args, new.target);
  if (flags === undefined && isRegExp(pattern) && pattern.constructor === WrappedRegExp) return pattern;
  return construct(NativeRegExp, args, WrappedRegExp);
}

function isRegExp(value) {
  if (typeof value !== 'object' || value === null) return false;
  const matcher = value[Symbol.match];
  return matcher === undefined ? value instanceof NativeRegExp : Boolean(matcher);
}

for (const key of Reflect.ownKeys(NativeRegExp)) {
  defineProperty(WrappedRegExp, key, Reflect.getOwnPropertyDescriptor(NativeRegExp, key));
}
defineProperty(WrappedRegExp, 'prototype', { value: NativeRegExp.prototype, writable: false });
define(NativeRegExp.prototype, 'constructor', WrappedRegExp);
define(globalThis, 'RegExp', WrappedRegExp);

define(NativeRegExp.prototype, 'toString', {
  toString() {
    return `/${this.source}/${this.flags}`;
  },
}.toString);

const sourceOf = Reflect.getOwnPropertyDescriptor(NativeRegExp.prototype, 'source').get;
defineProperty(NativeRegExp.prototype, 'source', {
  get: Reflect.getOwnPropertyDescriptor({
    get source() {
      const text = sourceOf.call(this).replaceAll('\\u002f', '\\/');
      return text.includes('\\u') ? binding.regexpSource(text) : text;
    },
  }, 'source').get,
});

// --- toLocaleString and what else asks for a locale -----------------------

const localeStrings = () => require('internal/intl/locale_strings');

function numberIn(prototype) {
  const { valueOf } = prototype;
  define(prototype, 'toLocaleString', {
    toLocaleString() {
      return localeStrings().number(valueOf.call(this), arguments[0], arguments[1]);
    },
  }.toLocaleString);
}
numberIn(Number.prototype);
numberIn(BigInt.prototype);

const { getTime } = Date.prototype;
for (const [name, part] of [['toLocaleString', ''], ['toLocaleDateString', 'date'], ['toLocaleTimeString', 'time']]) {
  define(Date.prototype, name, {
    [name]() {
      return localeStrings().date(getTime.call(this), part, arguments[0], arguments[1]);
    },
  }[name]);
}

// The engine's own gives the elements neither locales nor options.
const joining = [];

const lengthOf = Reflect.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), 'length').get;

function elementsIn(prototype) {
  const native = prototype.toLocaleString;
  define(prototype, 'toLocaleString', {
    toLocaleString() {
      if (arguments[0] === undefined && arguments[1] === undefined) return native.call(this);
      const list = prototype === Array.prototype ? Object(this) : this;
      const length = prototype === Array.prototype ? Math.trunc(Number(list.length)) || 0 : lengthOf.call(list);
      if (joining.includes(list)) return '';
      joining.push(list);
      try {
        let text = '';
        for (let i = 0; i < length; i++) {
          const element = list[i];
          if (i > 0) text += ',';
          if (element !== undefined && element !== null) text += element.toLocaleString(arguments[0], arguments[1]);
        }
        return text;
      } finally {
        joining.pop();
      }
    },
  }.toLocaleString);
}
elementsIn(Array.prototype);
elementsIn(Object.getPrototypeOf(Uint8Array.prototype));

const { localeCompare } = String.prototype;
define(String.prototype, 'localeCompare', {
  localeCompare(that) {
    if (arguments[1] === undefined && arguments[2] === undefined) return localeCompare.call(this, that);
    if (this === null || this === undefined) throw new TypeError('String.prototype.localeCompare called on null or undefined');
    return localeStrings().compare(String(this), String(that), arguments[1], arguments[2]);
  },
}.localeCompare);

for (const [name, upper] of [['toLocaleUpperCase', true], ['toLocaleLowerCase', false]]) {
  const native = String.prototype[name];
  define(String.prototype, name, {
    [name]() {
      if (arguments[0] === undefined) return native.call(this);
      if (this === null || this === undefined) throw new TypeError(`String.prototype.${name} called on null or undefined`);
      return localeStrings().change(String(this), arguments[0], upper);
    },
  }[name]);
}

// The long name of the only zone whose name the engine and Node both know.
for (const name of ['toString', 'toTimeString']) {
  const native = Date.prototype[name];
  define(Date.prototype, name, {
    [name]() {
      const text = native.call(this);
      return text.endsWith('(UTC)') ? `${text.slice(0, -4)}Coordinated Universal Time)` : text;
    },
  }[name]);
}

function fill(object, methods) {
  for (const name of Object.keys(methods)) {
    if (object[name] === undefined) define(object, name, methods[name]);
  }
}

// --- what ECMA-262 keeps for old programs (annex B.2) ---------------------

function accessor(name, kind) {
  return {
    [name](key, fn) {
      if (this === undefined || this === null) throw new TypeError('Cannot convert undefined or null to object');
      if (typeof fn !== 'function') throw new TypeError(`Object.prototype.${name}: Expecting function`);
      Object.defineProperty(Object(this), key, { [kind]: fn, enumerable: true, configurable: true });
    },
  }[name];
}

function lookup(name, kind) {
  return {
    [name](key) {
      if (this === undefined || this === null) throw new TypeError('Cannot convert undefined or null to object');
      for (let o = Object(this); o !== null; o = Object.getPrototypeOf(o)) {
        const found = Object.getOwnPropertyDescriptor(o, key);
        if (found !== undefined) return found[kind];
      }
      return undefined;
    },
  }[name];
}

fill(Object.prototype, {
  __defineGetter__: accessor('__defineGetter__', 'get'),
  __defineSetter__: accessor('__defineSetter__', 'set'),
  __lookupGetter__: lookup('__lookupGetter__', 'get'),
  __lookupSetter__: lookup('__lookupSetter__', 'set'),
});

fill(Date.prototype, {
  getYear() { return this.getFullYear() - 1900; },
  setYear(year) {
    const given = Number(year);
    return this.setFullYear(given >= 0 && given <= 99 ? Math.trunc(given) + 1900 : given);
  },
});

define(Date.prototype, 'toGMTString', Date.prototype.toUTCString);
define(String.prototype, 'trimLeft', String.prototype.trimStart);
define(String.prototype, 'trimRight', String.prototype.trimEnd);

// The engine takes only objects.
const TypedArray = Object.getPrototypeOf(Uint8Array);
const { from: typedFrom } = TypedArray;
define(TypedArray, 'from', {
  from(source, map = undefined, thisArg = undefined) {
    const isPrimitive = typeof source === 'string' || typeof source === 'number' || typeof source === 'boolean';
    return typedFrom.call(this, isPrimitive ? Object(source) : source, map, thisArg);
  },
}.from);

define(Promise, 'any', { any(promises) { return require('internal/late').any(this, promises); } }.any);

fill(Promise, {
  withResolvers() {
    let resolve;
    let reject;
    const promise = new this((yes, no) => {
      resolve = yes;
      reject = no;
    });
    return { promise, resolve, reject };
  },
});

function callable(callback) {
  if (typeof callback !== 'function') throw new TypeError(`${String(callback)} is not a function`);
}

fill(Object, {
  groupBy(items, callback) {
    callable(callback);
    const groups = Object.create(null);
    let i = 0;
    for (const item of items) {
      const key = callback(item, i++);
      if (groups[key] === undefined) groups[key] = [item];
      else groups[key].push(item);
    }
    return groups;
  },
});

fill(Map, {
  groupBy(items, callback) {
    callable(callback);
    const groups = new Map();
    let i = 0;
    for (const item of items) {
      const key = callback(item, i++);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
    return groups;
  },
});

fill(Array, {
  fromAsync(items) {
    return require('internal/late').fromAsync(this, items, arguments[1], arguments[2]);
  },
});

// Halves of pairs are looked for one by one: the engine's expressions are not
// sure about them.
function isWellFormed(text) {
  if (!/[\uD800-\uDFFF]/.test(text)) return true;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0xD800 || unit > 0xDFFF) continue;
    const next = text.charCodeAt(++i);
    if (unit > 0xDBFF || !(next >= 0xDC00 && next <= 0xDFFF)) return false;
  }
  return true;
}

function textOfThis(value, name) {
  if (value === undefined || value === null) throw new TypeError(`String.prototype.${name} called on null or undefined`);
  return `${value}`;
}

fill(String.prototype, {
  isWellFormed() {
    return isWellFormed(textOfThis(this, 'isWellFormed'));
  },
  toWellFormed() {
    const text = textOfThis(this, 'toWellFormed');
    if (isWellFormed(text)) return text;
    let out = '';
    for (const char of text) {
      const unit = char.charCodeAt(0);
      out += char.length === 1 && unit >= 0xD800 && unit <= 0xDFFF ? '\uFFFD' : char;
    }
    return out;
  },
});

// The methods that make HTML (ECMA-262, annex B.2.2).
function html(text, method, tag, attribute, value) {
  if (text === null || text === undefined) {
    throw new TypeError(`String.prototype.${method} called on null or undefined`);
  }
  const inside = `${text}`;
  const given = attribute === '' ? '' : ` ${attribute}="${`${value}`.replaceAll('"', '&quot;')}"`;
  return `<${tag}${given}>${inside}</${tag}>`;
}

for (const [method, tag, attribute] of [
  ['anchor', 'a', 'name'], ['fontcolor', 'font', 'color'], ['fontsize', 'font', 'size'], ['link', 'a', 'href'],
]) {
  fill(String.prototype, { [method](value) { return html(this, method, tag, attribute, value); } });
}

for (const [method, tag] of [
  ['big', 'big'], ['blink', 'blink'], ['bold', 'b'], ['fixed', 'tt'], ['italics', 'i'], ['small', 'small'],
  ['strike', 'strike'], ['sub', 'sub'], ['sup', 'sup'],
]) {
  fill(String.prototype, { [method]() { return html(this, method, tag, ''); } });
}

// A reference that is never cleared and a registry that is never called are
// what the language allows an engine whose collector does not tell.
function heldWeakly(value) {
  return (typeof value === 'object' && value !== null) || typeof value === 'function' ||
    (typeof value === 'symbol' && Symbol.keyFor(value) === undefined);
}

function tagged(Class) {
  defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
  define(globalThis, Class.name, Class);
}

if (typeof WeakRef === 'undefined') {
  tagged(class WeakRef {
    #target;

    constructor(target) {
      if (!heldWeakly(target)) throw new TypeError('WeakRef: target must be an object');
      this.#target = target;
    }

    deref() {
      return this.#target;
    }
  });
}

if (typeof FinalizationRegistry === 'undefined') {
  tagged(class FinalizationRegistry {
    #tokens = new WeakMap(); // and those that are registered under a symbol
    #symbols = new Map();

    constructor(cleanup) {
      if (typeof cleanup !== 'function') {
        throw new TypeError('FinalizationRegistry: cleanup must be callable');
      }
    }

    register(target, held) {
      const token = arguments[2];
      const tokens = this.#of(token);
      if (!heldWeakly(target)) throw new TypeError('FinalizationRegistry.prototype.register: invalid target');
      if (Object.is(target, held)) {
        throw new TypeError('FinalizationRegistry.prototype.register: target and holdings must not be same');
      }
      if (heldWeakly(token)) tokens.set(token, true);
      else if (token !== undefined) throw new TypeError(`Invalid unregisterToken ('${String(token)}')`);
    }

    unregister(token) {
      const tokens = this.#of(token);
      if (!heldWeakly(token)) throw new TypeError(`Invalid unregisterToken ('${String(token)}')`);
      return tokens.delete(token);
    }

    #of(token) { return typeof token === 'symbol' ? this.#symbols : this.#tokens; }
  });
}

exports.normalizeStack = binding.normalizeStack;
