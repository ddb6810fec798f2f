'use strict';

// util.MIMEType and MIMEParams, after the MIME Sniffing standard.

const { codes: { ERR_INVALID_MIME_SYNTAX } } = require('internal/errors');

const notToken = /[^!#$%&'*+\-.^_`|~A-Za-z0-9]/g;
const notQuoted = /[^\t\u0020-~\u0080-\u00FF]/g;
const leading = /^[\r\n\t ]*/;

function firstOf(re, str) {
  re.lastIndex = 0;
  const found = re.exec(str);
  return found === null ? -1 : found.index;
}

function toLower(str) {
  return str.replace(/[A-Z]/g, (c) => c.toLowerCase());
}

function checkToken(what, str, index) {
  if (str === '' || index !== -1) throw new ERR_INVALID_MIME_SYNTAX(what, str, index);
}

function parseTypeAndSubtype(str) {
  let pos = leading.exec(str)[0].length;
  const slash = str.indexOf('/', pos);
  const typeText = slash === -1 ? str.slice(pos) : str.slice(pos, slash);
  const badType = firstOf(notToken, typeText);
  if (typeText === '' || slash === -1 || badType !== -1) {
    throw new ERR_INVALID_MIME_SYNTAX('type', str, badType === -1 ? -1 : badType);
  }
  pos = slash + 1;
  const semicolon = str.indexOf(';', pos);
  const raw = semicolon === -1 ? str.slice(pos) : str.slice(pos, semicolon);
  const subtype = raw.replace(/[\r\n\t ]*$/, '');
  const badSubtype = firstOf(notToken, subtype);
  if (subtype === '' || badSubtype !== -1) {
    throw new ERR_INVALID_MIME_SYNTAX('subtype', str, badSubtype);
  }
  return {
    type: toLower(typeText),
    subtype: toLower(subtype),
    end: pos + raw.length + (semicolon === -1 ? 0 : 1),
  };
}

function escapeQuotes(value) {
  return value.replace(/["\\]/g, '\\$&');
}

class MIMEParams {
  #data = new Map();

  delete(name) {
    this.#data.delete(`${name}`);
  }

  get(name) {
    name = `${name}`;
    return this.#data.has(name) ? this.#data.get(name) : null;
  }

  has(name) {
    return this.#data.has(`${name}`);
  }

  set(name, value) {
    name = `${name}`;
    value = `${value}`;
    checkToken('parameter name', name, firstOf(notToken, name));
    const bad = firstOf(notQuoted, value);
    if (bad !== -1) throw new ERR_INVALID_MIME_SYNTAX('parameter value', value, bad);
    this.#data.set(name, value);
  }

  entries() {
    return this.#data.entries();
  }

  keys() {
    return this.#data.keys();
  }

  values() {
    return this.#data.values();
  }

  toString() {
    let text = '';
    for (const [key, value] of this.#data) {
      const encoded = value !== '' && firstOf(notToken, value) === -1 ? value :
        `"${escapeQuotes(value)}"`;
      text += `${text === '' ? '' : ';'}${key}=${encoded}`;
    }
    return text;
  }

  static parse(params, str) {
    let pos = 0;
    while (pos < str.length) {
      pos += leading.exec(str.slice(pos))[0].length;
      let end = pos;
      while (end < str.length && str[end] !== ';' && str[end] !== '=') end++;
      const name = toLower(str.slice(pos, end));
      pos = end + 1;
      if (str[end] !== '=') continue;
      const read = readValue(str, pos);
      pos = read.end;
      if (name !== '' && firstOf(notToken, name) === -1 && read.value !== undefined &&
          firstOf(notQuoted, read.value) === -1 && !params.#data.has(name)) {
        params.#data.set(name, read.value);
      }
    }
    return params;
  }
}

function readValue(str, pos) {
  if (str[pos] !== '"') {
    let end = str.indexOf(';', pos);
    if (end === -1) end = str.length;
    const value = str.slice(pos, end).replace(/[\r\n\t ]*$/, '');
    return { value: value === '' ? undefined : value, end: end + 1 };
  }
  let value = '';
  let i = pos + 1;
  for (; i < str.length && str[i] !== '"'; i++) {
    if (str[i] === '\\' && i + 1 < str.length) i++;
    value += str[i];
  }
  const end = str.indexOf(';', i);
  return { value, end: end === -1 ? str.length : end + 1 };
}

MIMEParams.prototype[Symbol.iterator] = MIMEParams.prototype.entries;
MIMEParams.prototype.toJSON = MIMEParams.prototype.toString;

const { parse } = MIMEParams;
delete MIMEParams.parse;

class MIMEType {
  #type;
  #subtype;
  #parameters;

  constructor(string) {
    string = `${string}`;
    const { type, subtype, end } = parseTypeAndSubtype(string);
    this.#type = type;
    this.#subtype = subtype;
    this.#parameters = parse(new MIMEParams(), string.slice(end));
  }

  get type() {
    return this.#type;
  }

  set type(value) {
    value = `${value}`;
    checkToken('type', value, firstOf(notToken, value));
    this.#type = toLower(value);
  }

  get subtype() {
    return this.#subtype;
  }

  set subtype(value) {
    value = `${value}`;
    checkToken('subtype', value, firstOf(notToken, value));
    this.#subtype = toLower(value);
  }

  get essence() {
    return `${this.#type}/${this.#subtype}`;
  }

  get params() {
    return this.#parameters;
  }

  toString() {
    const params = this.#parameters.toString();
    return params === '' ? this.essence : `${this.essence};${params}`;
  }
}
MIMEType.prototype.toJSON = MIMEType.prototype.toString;

for (const name of ['type', 'subtype', 'essence', 'params', 'toString', 'toJSON']) {
  const desc = Object.getOwnPropertyDescriptor(MIMEType.prototype, name);
  Object.defineProperty(MIMEType.prototype, name, { ...desc, enumerable: true });
}

module.exports = { MIMEParams, MIMEType };
