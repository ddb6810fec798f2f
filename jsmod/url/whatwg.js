'use strict';

// URL of the URL standard. It holds its components as binding.parse gives them:
// an array in the order of the names below.

const { codes: { ERR_MISSING_ARGS } } = require('internal/errors');
const { URLSearchParams, customInspect, enumerable, kList, kSetSearch, kUrl, tag, usv } = require('./searchparams.js');

const HREF = 0;
const PROTOCOL = 1;
const USERNAME = 2;
const PASSWORD = 3;
const HOST = 4;
const HOSTNAME = 5;
const PORT = 6;
const PATHNAME = 7;
const SEARCH = 8;
const HASH = 9;

// Node makes this error in C++: its stack begins without the code.
function invalid(input, base) {
  const err = new TypeError('Invalid URL');
  err.code = 'ERR_INVALID_URL';
  err.input = input;
  if (base !== undefined) {
    err.base = base;
  }
  return err;
}

class URL {
  #parts;
  #params = null;

  constructor(input, base = undefined) {
    if (arguments.length === 0) {
      throw new ERR_MISSING_ARGS('url');
    }
    input = `${input}`;
    if (base !== undefined) {
      base = `${base}`;
    }
    this.#parts = binding.parse(input, base);
    if (this.#parts === undefined) {
      throw invalid(input, base);
    }
  }

  static parse(input, base = undefined) {
    if (arguments.length === 0) {
      throw new ERR_MISSING_ARGS('url');
    }
    return URL.canParse(input, base) ? new URL(input, base) : null;
  }

  static canParse(url, base = undefined) {
    if (arguments.length === 0) {
      throw new ERR_MISSING_ARGS('url');
    }
    return binding.canParse(`${url}`, base === undefined ? base : `${base}`);
  }

  static createObjectURL(obj) {
    return require('internal/blob').createObjectURL(obj);
  }

  static revokeObjectURL(url) {
    if (arguments.length === 0) {
      throw new ERR_MISSING_ARGS('url');
    }
    require('internal/blob').revokeObjectURL(`${url}`);
  }

  [customInspect](depth, opts) {
    this.#parts;
    if (typeof depth === 'number' && depth < 0) {
      return this;
    }
    const constructor = constructorOf(this) || URL;
    const shown = { __proto__: { constructor } };
    for (const name of shownFields) {
      shown[name] = this[name];
    }
    return `${constructor.name} ${require('internal/util/inspect').inspect(shown, opts)}`;
  }

  #change(name, value) {
    const parts = binding.set(this.#parts[HREF], name, `${value}`);
    if (parts !== undefined) {
      this.#parts = parts;
    }
  }

  toString() {
    return this.#parts[HREF];
  }

  get href() {
    return this.#parts[HREF];
  }

  set href(value) {
    this.#parts;
    value = `${value}`;
    const parts = binding.parse(value);
    if (parts === undefined) {
      throw invalid(value);
    }
    this.#parts = parts;
    this.#refresh();
  }

  get origin() {
    const parts = this.#parts;
    switch (parts[PROTOCOL]) {
      case 'http:':
      case 'https:':
      case 'ftp:':
      case 'ws:':
      case 'wss:':
        return `${parts[PROTOCOL]}//${parts[HOST]}`;
      case 'blob:': {
        const inner = parts[PATHNAME] === '' ? undefined : binding.parse(parts[PATHNAME]);
        if (inner !== undefined && (inner[PROTOCOL] === 'http:' || inner[PROTOCOL] === 'https:')) {
          return `${inner[PROTOCOL]}//${inner[HOST]}`;
        }
        return 'null';
      }
      default:
        return 'null';
    }
  }

  get protocol() {
    return this.#parts[PROTOCOL];
  }

  set protocol(value) {
    this.#change('protocol', value);
  }

  get username() {
    return this.#parts[USERNAME];
  }

  set username(value) {
    this.#change('username', value);
  }

  get password() {
    return this.#parts[PASSWORD];
  }

  set password(value) {
    this.#change('password', value);
  }

  get host() {
    return this.#parts[HOST];
  }

  set host(value) {
    this.#change('host', value);
  }

  get hostname() {
    return this.#parts[HOSTNAME];
  }

  set hostname(value) {
    this.#change('hostname', value);
  }

  get port() {
    return this.#parts[PORT];
  }

  set port(value) {
    this.#change('port', value);
  }

  get pathname() {
    return this.#parts[PATHNAME];
  }

  set pathname(value) {
    this.#change('pathname', value);
  }

  get search() {
    return this.#parts[SEARCH];
  }

  set search(value) {
    this.#change('search', usv(value));
    this.#refresh();
  }

  get searchParams() {
    this.#parts;
    if (this.#params === null) {
      this.#params = new URLSearchParams();
      this.#params[kUrl] = this;
      this.#refresh();
    }
    return this.#params;
  }

  get hash() {
    return this.#parts[HASH];
  }

  set hash(value) {
    this.#change('hash', value);
  }

  toJSON() {
    return this.#parts[HREF];
  }

  // searchParams, once made, follows search.
  #refresh() {
    if (this.#params !== null) {
      this.#params[kList] = binding.parseQuery(this.#parts[SEARCH].slice(1));
    }
  }

  // And the other way round, without reading the list anew.
  [kSetSearch](text) {
    this.#change('search', text);
  }
}

Object.defineProperty(URL.prototype, kSetSearch, { enumerable: false });
enumerable(URL.prototype, ['toString', 'href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname',
                           'port', 'pathname', 'search', 'searchParams', 'hash', 'toJSON']);
enumerable(URL, ['parse', 'canParse', 'createObjectURL', 'revokeObjectURL']);
tag(URL.prototype, 'URL');

const shownFields = ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname',
                     'search', 'searchParams', 'hash'];

function constructorOf(object) {
  for (let o = object; o; o = Object.getPrototypeOf(o)) {
    const own = Object.getOwnPropertyDescriptor(o, 'constructor');
    if (own !== undefined && typeof own.value === 'function' && own.value.name !== '') {
      return own.value;
    }
  }
  return null;
}

function isURL(value) {
  return Boolean(value?.href && value.protocol && value.auth === undefined && value.path === undefined);
}

module.exports = { URL, URLSearchParams, isURL };
