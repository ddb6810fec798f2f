'use strict';

const { codes: { ERR_INVALID_URI } } = require('internal/errors');

function hexValue(code) {
  if (code >= 48 && code <= 57) {
    return code - 48;
  }
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

function unescapeBuffer(s, decodeSpaces) {
  const { Buffer } = require('buffer');
  const out = Buffer.allocUnsafe(s.length);
  let length = 0;
  for (let i = 0; i < s.length; i++) {
    let code = s.charCodeAt(i);
    if (code === 43 && decodeSpaces) {
      code = 32;
    } else if (code === 37 && i + 2 < s.length) {
      const high = hexValue(s.charCodeAt(i + 1));
      const low = hexValue(s.charCodeAt(i + 2));
      if (high >= 0 && low >= 0) {
        code = high * 16 + low;
        i += 2;
      }
    }
    out[length++] = code;
  }
  return length === s.length ? out : out.slice(0, length);
}

function qsUnescape(s, decodeSpaces) {
  try {
    return decodeURIComponent(s);
  } catch {
    return QueryString.unescapeBuffer(s, decodeSpaces).toString();
  }
}

function qsEscape(str) {
  if (typeof str !== 'string') {
    str = typeof str === 'object' ? String(str) : str + '';
  }
  try {
    return encodeURIComponent(str);
  } catch {
    return encodeURIComponent(paired(str));
  }
}

// paired takes every surrogate for the first half of a pair and whatever
// follows it for the second, as Node's escape does.
function paired(str) {
  let out = '';
  for (let i = 0; i < str.length; i++) {
    const code = str.charCodeAt(i);
    if (code < 0xd800 || code > 0xdfff) {
      out += str[i];
      continue;
    }
    if (++i === str.length) {
      throw new ERR_INVALID_URI();
    }
    out += String.fromCodePoint(0x10000 + ((code & 0x3ff) << 10) + (str.charCodeAt(i) & 0x3ff));
  }
  return out;
}

// text of a primitive; everything else counts as empty.
function primitive(v) {
  switch (typeof v) {
    case 'string':
      return v;
    case 'number':
      return isFinite(v) ? '' + v : '';
    case 'bigint':
      return '' + v;
    case 'boolean':
      return v ? 'true' : 'false';
    default:
      return '';
  }
}

function encoded(v, encode) {
  if (encode !== qsEscape) {
    return encode(primitive(v));
  }
  if (typeof v === 'string') {
    return v.length > 0 ? qsEscape(v) : '';
  }
  // Of the others only a number with an exponent has anything to escape.
  const text = primitive(v);
  return typeof v === 'number' && text.includes('+') ? qsEscape(text) : text;
}

function stringify(obj, sep, eq, options) {
  sep = sep || '&';
  eq = eq || '=';
  let encode = QueryString.escape;
  if (options && typeof options.encodeURIComponent === 'function') {
    encode = options.encodeURIComponent;
  }
  if (obj === null || typeof obj !== 'object') {
    return '';
  }
  const fields = [];
  for (const key of Object.keys(obj)) {
    const value = obj[key];
    const start = encoded(key, encode) + eq;
    if (Array.isArray(value)) {
      for (let i = 0; i < value.length; i++) {
        fields.push(start + encoded(value[i], encode));
      }
    } else {
      fields.push(start + encoded(value, encode));
    }
  }
  return fields.join(sep);
}

function decoded(text, decode, plus, always) {
  if (text.includes('+')) {
    text = text.replace(/\+/g, plus);
  }
  if (text.length === 0 || !(always || /%[0-9a-fA-F]{2}/.test(text))) {
    return text;
  }
  try {
    return decode(text);
  } catch {
    return QueryString.unescape(text, true);
  }
}

function add(obj, key, value) {
  const before = obj[key];
  if (before === undefined) {
    obj[key] = value;
  } else if (Array.isArray(before)) {
    before.push(value);
  } else {
    obj[key] = [before, value];
  }
}

function parse(qs, sep, eq, options) {
  const obj = { __proto__: null };
  if (typeof qs !== 'string' || qs.length === 0) {
    return obj;
  }
  sep = sep ? sep + '' : '&';
  eq = eq ? eq + '' : '=';
  let left = 1000;
  if (options && typeof options.maxKeys === 'number') {
    left = options.maxKeys > 0 ? options.maxKeys : Infinity;
  }
  let decode = QueryString.unescape;
  if (options && typeof options.decodeURIComponent === 'function') {
    decode = options.decodeURIComponent;
  }
  const custom = decode !== qsUnescape;
  const plus = custom ? '%20' : ' ';
  if (sep === '') {
    // Nothing ends a pair, and so no value is ever complete.
    const at = eq === '' ? 0 : qs.indexOf(eq);
    add(obj, decoded(at === -1 ? qs : qs.slice(0, at), decode, plus, custom), '');
    return obj;
  }
  for (let from = 0; from < qs.length && left > 0; left--) {
    let end = qs.indexOf(sep, from);
    if (end === -1) {
      end = qs.length;
    }
    if (end > from) {
      const pair = qs.slice(from, end);
      const at = pair.indexOf(eq);
      const key = at === -1 ? pair : pair.slice(0, at);
      const value = at === -1 ? '' : pair.slice(at + eq.length);
      add(obj, decoded(key, decode, plus, custom), decoded(value, decode, plus, custom));
    }
    from = end + sep.length;
  }
  return obj;
}

const QueryString = module.exports = {
  unescapeBuffer,
  unescape: qsUnescape,
  escape: qsEscape,
  stringify,
  encode: stringify,
  parse,
  decode: parse,
};
