'use strict';

// Numbers, strings and the other primitives as inspect prints them.

const kObjectOptions = [
  'showHidden', 'depth', 'colors', 'customInspect', 'showProxy', 'maxArrayLength',
  'maxStringLength', 'breakLength', 'compact', 'sorted', 'getters', 'numericSeparator',
];

// Short strings stay on one line however little room there is.
const kMinLineWidth = 16;

function stylizeNoColor(str) {
  return str;
}

// What needs neither an escape nor a look at its surrogates.
const plainText = /^[\x20-\x26\x28-\x5b\x5d-\x7e]*$/;
const short = { 8: '\\b', 9: '\\t', 10: '\\n', 12: '\\f', 13: '\\r', 92: '\\\\' };

function hex(code, digits) {
  const text = code.toString(16).toUpperCase();
  return '0'.repeat(digits - text.length) + text;
}

// quoteFor picks the quote that needs no escape, single quotes first.
function quoteFor(str) {
  if (!str.includes('\'')) return '\'';
  if (!str.includes('"')) return '"';
  if (!str.includes('`') && !str.includes('${')) return '`';
  return '\'';
}

// escapeUnit is what stands for the code unit at i, or undefined for itself.
function escapeUnit(str, i, code, quote) {
  if (code === 39) return quote === '\'' ? '\\\'' : undefined;
  if (code < 32 || code === 92 || (code > 126 && code < 160)) {
    return short[code] || `\\x${hex(code, 2)}`;
  }
  if (code < 0xd800 || code > 0xdfff) return undefined;
  if (code <= 0xdbff) {
    const next = str.charCodeAt(i + 1);
    if (next >= 0xdc00 && next <= 0xdfff) return undefined;
  } else if (i > 0) {
    const previous = str.charCodeAt(i - 1);
    if (previous >= 0xd800 && previous <= 0xdbff) return undefined;
  }
  return `\\u${code.toString(16)}`;
}

function escapeText(str, quote) {
  let out = '';
  let last = 0;
  for (let i = 0; i < str.length; i++) {
    const escaped = escapeUnit(str, i, str.charCodeAt(i), quote);
    if (escaped === undefined) continue;
    out += str.slice(last, i) + escaped;
    last = i + 1;
  }
  return out + str.slice(last);
}

function strEscape(str) {
  if (plainText.test(str)) return `'${str}'`;
  const quote = quoteFor(str);
  return quote + escapeText(str, quote) + quote;
}

function separateInteger(digits) {
  let out = '';
  let i = digits.length;
  const start = digits.startsWith('-') ? 1 : 0;
  for (; i >= start + 4; i -= 3) out = `_${digits.slice(i - 3, i)}${out}`;
  return i === digits.length ? digits : digits.slice(0, i) + out;
}

function separateFraction(digits) {
  let out = '';
  let i = 0;
  for (; i + 3 < digits.length; i += 3) out += `${digits.slice(i, i + 3)}_`;
  return out + digits.slice(i);
}

function formatNumber(fn, number, numericSeparator) {
  if (!numericSeparator) return fn(Object.is(number, -0) ? '-0' : `${number}`, 'number');
  const whole = Math.trunc(number);
  const text = String(whole);
  if (whole === number) {
    if (!Number.isFinite(number) || text.includes('e')) return fn(text, 'number');
    return fn(separateInteger(text), 'number');
  }
  if (Number.isNaN(number)) return fn(text, 'number');
  const fraction = String(number).slice(text.length + 1);
  return fn(`${separateInteger(text)}.${separateFraction(fraction)}`, 'number');
}

function formatBigInt(fn, bigint, numericSeparator) {
  const text = String(bigint);
  return fn(`${numericSeparator ? separateInteger(text) : text}n`, 'bigint');
}

function plural(n) {
  return n > 1 ? 's' : '';
}

// splitLines cuts after each line feed, keeping it.
function splitLines(str) {
  const lines = [];
  let start = 0;
  for (let end = str.indexOf('\n'); end !== -1; end = str.indexOf('\n', start)) {
    lines.push(str.slice(start, end + 1));
    start = end + 1;
  }
  if (start < str.length) lines.push(str.slice(start));
  return lines;
}

function formatString(fn, value, ctx) {
  let trailer = '';
  if (value.length > ctx.maxStringLength) {
    const remaining = value.length - ctx.maxStringLength;
    value = value.slice(0, ctx.maxStringLength);
    trailer = `... ${remaining} more character${plural(remaining)}`;
  }
  if (ctx.compact !== true && value.length > kMinLineWidth &&
      value.length > ctx.breakLength - ctx.indentationLvl - 4) {
    const lines = splitLines(value).map((line) => fn(strEscape(line), 'string'));
    return lines.join(` +\n${' '.repeat(ctx.indentationLvl + 2)}`) + trailer;
  }
  return fn(strEscape(value), 'string') + trailer;
}

function formatPrimitive(fn, value, ctx) {
  switch (typeof value) {
    case 'string': return formatString(fn, value, ctx);
    case 'number': return formatNumber(fn, value, ctx.numericSeparator);
    case 'bigint': return formatBigInt(fn, value, ctx.numericSeparator);
    case 'boolean': return fn(`${value}`, 'boolean');
    case 'undefined': return fn('undefined', 'undefined');
    default: return fn(Symbol.prototype.toString.call(value), 'symbol');
  }
}

module.exports = {
  escapeText,
  formatBigInt,
  formatNumber,
  formatPrimitive,
  kObjectOptions,
  plural,
  strEscape,
  stylizeNoColor,
};
