'use strict';

// util.format: printf's placeholders, inspect for the rest.

const engine = require('internal/engine');
const { formatBigInt, formatNumber, stylizeNoColor } = require('./inspect_primitive.js');

function inspect(value, options) {
  return require('./inspect.js').inspect(value, options);
}

const hasOwn = Object.prototype.hasOwnProperty;
const dateToPrimitive = Date.prototype[Symbol.toPrimitive];

// hasBuiltInToString: %s uses a toString that the script wrote, and inspect
// rather than one of the language.
function hasBuiltInToString(value) {
  while (engine.kind(value) === 'Proxy') {
    const details = engine.proxy(value);
    if (details === null) return true;
    value = details[0];
  }
  const primitive = value[Symbol.toPrimitive];
  if (typeof primitive === 'function' && primitive !== dateToPrimitive) return false;
  if (typeof value.toString !== 'function') return true;
  if (hasOwn.call(value, 'toString')) return false;
  let pointer = value;
  do {
    pointer = Object.getPrototypeOf(pointer);
  } while (!hasOwn.call(pointer, 'toString'));
  const desc = Object.getOwnPropertyDescriptor(pointer, 'constructor');
  return desc !== undefined && typeof desc.value === 'function' &&
    require('./inspect_names.js').builtInObjects().has(desc.value.name);
}

function formatS(value, options) {
  if (typeof value === 'number') return formatNumber(stylizeNoColor, value, false);
  if (typeof value === 'bigint') return formatBigInt(stylizeNoColor, value, false);
  if (typeof value !== 'object' || value === null || !hasBuiltInToString(value)) {
    return String(value);
  }
  return inspect(value, { ...options, depth: 0, colors: false, compact: 3 });
}

let circularMessage;

function formatJ(value) {
  try {
    return JSON.stringify(value);
  } catch (err) {
    if (circularMessage === undefined) {
      const a = {};
      a.a = a;
      try {
        JSON.stringify(a);
      } catch (circular) {
        circularMessage = circular.message.split('\n')[0];
      }
    }
    if (err.name === 'TypeError' && err.message.split('\n')[0] === circularMessage) {
      return '[Circular]';
    }
    throw err;
  }
}

function formatD(value) {
  if (typeof value === 'bigint') return formatBigInt(stylizeNoColor, value, false);
  const number = typeof value === 'symbol' ? NaN : Number(value);
  return formatNumber(stylizeNoColor, number, false);
}

function formatI(value) {
  if (typeof value === 'bigint') return formatBigInt(stylizeNoColor, value, false);
  const number = typeof value === 'symbol' ? NaN : parseInt(value);
  return formatNumber(stylizeNoColor, number, false);
}

function formatF(value) {
  const number = typeof value === 'symbol' ? NaN : parseFloat(value);
  return formatNumber(stylizeNoColor, number, false);
}

// placeholder is the text for one specifier, or undefined where it is none.
function placeholder(code, value, options) {
  switch (code) {
    case 115: return formatS(value, options);
    case 106: return formatJ(value);
    case 100: return formatD(value);
    case 79: return inspect(value, options);
    case 111: return inspect(value, { ...options, showHidden: true, showProxy: true, depth: 4 });
    case 105: return formatI(value);
    case 102: return formatF(value);
    case 99: return '';
    default: return undefined;
  }
}

const specifiers = 'sjdOoifc';

// expand replaces the placeholders of args[0]; it returns the text and how many
// arguments are used up, none when nothing was replaced.
function expand(options, args) {
  const first = args[0];
  let used = 0;
  let str = '';
  let last = 0;
  for (let i = 0; i < first.length - 1; i++) {
    if (first.charCodeAt(i) !== 37) continue;
    const code = first.charCodeAt(++i);
    if (code === 37) {
      str += first.slice(last, i);
      last = i + 1;
    } else if (used + 1 !== args.length && specifiers.includes(first[i])) {
      const text = placeholder(code, args[++used], options);
      str += first.slice(last, i - 1) + text;
      last = i + 1;
    }
  }
  if (last === 0) return { text: '', used: 0 };
  return { text: str + first.slice(last), used: used + 1 };
}

function formatWithOptionsInternal(options, args) {
  let str = '';
  let a = 0;
  if (typeof args[0] === 'string') {
    if (args.length === 1) return args[0];
    const expanded = args[0].includes('%') ? expand(options, args) : undefined;
    if (expanded !== undefined && expanded.used > 0) {
      str = expanded.text;
      a = expanded.used;
    }
  }
  let join = a > 0 ? ' ' : '';
  for (; a < args.length; a++) {
    const value = args[a];
    str += join + (typeof value !== 'string' ? inspect(value, options) : value);
    join = ' ';
  }
  return str;
}

function format(...args) {
  return formatWithOptionsInternal(undefined, args);
}

function formatWithOptions(inspectOptions, ...args) {
  const { validateObject, kValidateObjectAllowObjects } = require('internal/validators');
  validateObject(inspectOptions, 'inspectOptions', kValidateObjectAllowObjects);
  return formatWithOptionsInternal(inspectOptions, args);
}

module.exports = { format, formatWithOptions, formatWithOptionsInternal };
