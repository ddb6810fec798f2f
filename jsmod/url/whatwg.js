'use strict';

// The classes of the URL standard. A URL holds its components as binding.parse
// gives them: an array in the order of the names below.

const {
  codes: { ERR_ARG_NOT_ITERABLE, ERR_INVALID_THIS, ERR_INVALID_TUPLE, ERR_MISSING_ARGS },
} = require('internal/errors');

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

const customInspect = Symbol.for('nodejs.util.inspect.custom');
const kList = Symbol('query');
const kUrl = Symbol('context');
const kSetSearch = Symbol('kSetSearch');

function usv(value) {
  const text = `${value}`;
  return /[\ud800-\udfff]/.test(text) ? binding.usv(text) : text;
}

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
enumerable(URL, ['parse', 'canParse']);
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

function enumerable(object, names) {
  for (const name of names) {
    Object.defineProperty(object, name, { enumerable: true });
  }
}

function tag(prototype, name) {
  Object.defineProperty(prototype, Symbol.toStringTag, { value: name, configurable: true });
}

class URLSearchParams {
  constructor(init = undefined) {
    hide(this, kList, []);
    hide(this, kUrl, null);
    if (init === undefined || init === null) {
      return;
    }
    if (typeof init !== 'object' && typeof init !== 'function') {
      const text = usv(init);
      this[kList] = binding.parseQuery(text[0] === '?' ? text.slice(1) : text);
      return;
    }
    const iterator = init[Symbol.iterator];
    if (iterator === this[Symbol.iterator] && isParams(init)) {
      this[kList] = init[kList].slice();
    } else if (iterator !== undefined && iterator !== null) {
      if (typeof iterator !== 'function') {
        throw new ERR_ARG_NOT_ITERABLE('Query pairs');
      }
      for (const pair of init) {
        addPair(this[kList], pair);
      }
    } else {
      addRecord(this[kList], init);
    }
  }

  [customInspect](recurseTimes, ctx) {
    check(this);
    if (typeof recurseTimes === 'number' && recurseTimes < 0) {
      return ctx.stylize('[Object]', 'special');
    }
    const inner = inspectWith(recurseTimes, ctx);
    const list = this[kList];
    const out = [];
    for (let i = 0; i < list.length; i += 2) {
      out.push(`${inner(list[i])} => ${inner(list[i + 1])}`);
    }
    return `${this.constructor.name} ${braces(out, ctx)}`;
  }

  get size() {
    check(this);
    return this[kList].length / 2;
  }

  append(name, value) {
    check(this);
    need(arguments.length, 'name', 'value');
    this[kList].push(usv(name), usv(value));
    changed(this);
  }

  delete(name, value = undefined) {
    check(this);
    need(arguments.length, 'name');
    const list = this[kList];
    name = usv(name);
    value = value === undefined ? value : usv(value);
    let kept = 0;
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] !== name || (value !== undefined && list[i + 1] !== value)) {
        list[kept++] = list[i];
        list[kept++] = list[i + 1];
      }
    }
    list.length = kept;
    changed(this);
  }

  get(name) {
    check(this);
    need(arguments.length, 'name');
    const i = find(this[kList], usv(name));
    return i === -1 ? null : this[kList][i + 1];
  }

  getAll(name) {
    check(this);
    need(arguments.length, 'name');
    const list = this[kList];
    const values = [];
    name = usv(name);
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] === name) {
        values.push(list[i + 1]);
      }
    }
    return values;
  }

  has(name, value = undefined) {
    check(this);
    need(arguments.length, 'name');
    return find(this[kList], usv(name), value === undefined ? value : usv(value)) !== -1;
  }

  set(name, value) {
    check(this);
    need(arguments.length, 'name', 'value');
    const list = this[kList];
    name = usv(name);
    value = usv(value);
    const first = find(list, name);
    if (first === -1) {
      list.push(name, value);
    } else {
      list[first + 1] = value;
      let kept = first + 2;
      for (let i = kept; i < list.length; i += 2) {
        if (list[i] !== name) {
          list[kept++] = list[i];
          list[kept++] = list[i + 1];
        }
      }
      list.length = kept;
    }
    changed(this);
  }

  sort() {
    check(this);
    const list = this[kList];
    const pairs = [];
    for (let i = 0; i < list.length; i += 2) {
      pairs.push([list[i], list[i + 1]]);
    }
    pairs.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
    for (let i = 0; i < pairs.length; i++) {
      list[2 * i] = pairs[i][0];
      list[2 * i + 1] = pairs[i][1];
    }
    changed(this);
  }

  entries() {
    check(this);
    return iterate(this, 'entries');
  }

  forEach(callback, thisArg = undefined) {
    check(this);
    require('internal/validators').validateFunction(callback, 'callback');
    for (let i = 0; i < this[kList].length; i += 2) {
      callback.call(thisArg, this[kList][i + 1], this[kList][i], this);
    }
  }

  keys() {
    check(this);
    return iterate(this, 'keys');
  }

  values() {
    check(this);
    return iterate(this, 'values');
  }

  toString() {
    check(this);
    return binding.formatQuery(this[kList]);
  }
}

enumerable(URLSearchParams.prototype, ['size', 'append', 'delete', 'get', 'getAll', 'has', 'set', 'sort', 'entries',
                                       'forEach', 'keys', 'values', 'toString']);
tag(URLSearchParams.prototype, 'URLSearchParams');
Object.defineProperty(URLSearchParams.prototype, Symbol.iterator, {
  value: URLSearchParams.prototype.entries, writable: true, configurable: true,
});

function hide(object, key, value) {
  Object.defineProperty(object, key, { value, writable: true });
}

function isParams(value) {
  return typeof value === 'object' && value !== null && value[kList] !== undefined;
}

function check(value) {
  if (!isParams(value)) {
    throw new ERR_INVALID_THIS('URLSearchParams');
  }
}

function need(given, ...names) {
  if (given < names.length) {
    throw new ERR_MISSING_ARGS(...names);
  }
}

function find(list, name, value) {
  for (let i = 0; i < list.length; i += 2) {
    if (list[i] === name && (value === undefined || list[i + 1] === value)) {
      return i;
    }
  }
  return -1;
}

function changed(params) {
  if (params[kUrl] !== null) {
    params[kUrl][kSetSearch](binding.formatQuery(params[kList]));
  }
}

function addPair(list, pair) {
  if ((typeof pair !== 'object' && typeof pair !== 'function') || pair === null ||
      typeof pair[Symbol.iterator] !== 'function') {
    throw new ERR_INVALID_TUPLE('Each query pair', '[name, value]');
  }
  const both = [];
  for (const item of pair) {
    both.push(usv(item));
  }
  if (both.length !== 2) {
    throw new ERR_INVALID_TUPLE('Each query pair', '[name, value]');
  }
  list.push(both[0], both[1]);
}

function addRecord(list, record) {
  for (const key of Reflect.ownKeys(record)) {
    const own = Object.getOwnPropertyDescriptor(record, key);
    if (own === undefined || !own.enumerable) {
      continue;
    }
    const name = usv(key);
    const value = usv(record[key]);
    const before = find(list, name);
    if (before === -1) {
      list.push(name, value);
    } else {
      list[before + 1] = value;
    }
  }
}

const IteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));

function URLSearchParamsIterator() {}

URLSearchParamsIterator.prototype = Object.create(IteratorPrototype, {
  next: {
    configurable: true,
    enumerable: true,
    writable: true,
    value: function next() {
      const state = stateOf(this);
      const list = state.params[kList];
      const i = state.index;
      if (i >= list.length) {
        return { done: true, value: undefined };
      }
      state.index += 2;
      return { value: item(list, i, state.kind), done: false };
    },
  },
  [Symbol.toStringTag]: { configurable: true, value: 'URLSearchParams Iterator' },
  [customInspect]: {
    configurable: true,
    writable: true,
    value: function(recurseTimes, ctx) {
      const state = stateOf(this);
      if (typeof recurseTimes === 'number' && recurseTimes < 0) {
        return ctx.stylize('[Object]', 'special');
      }
      const inner = inspectWith(recurseTimes, ctx);
      const list = state.params[kList];
      const out = [];
      for (let i = state.index; i < list.length; i += 2) {
        out.push(inner(item(list, i, state.kind)));
      }
      return `${this[Symbol.toStringTag]} ${braces(out, ctx)}`;
    },
  },
});

const kState = Symbol('state');

function iterate(params, kind) {
  const iterator = Object.create(URLSearchParamsIterator.prototype);
  hide(iterator, kState, { params, kind, index: 0 });
  return iterator;
}

function stateOf(iterator) {
  if (typeof iterator !== 'object' || iterator === null || iterator[kState] === undefined) {
    throw new ERR_INVALID_THIS('URLSearchParamsIterator');
  }
  return iterator[kState];
}

function item(list, i, kind) {
  if (kind === 'entries') {
    return [list[i], list[i + 1]];
  }
  return kind === 'keys' ? list[i] : list[i + 1];
}

function inspectWith(recurseTimes, ctx) {
  const { inspect } = require('internal/util/inspect');
  const options = Object.assign({}, ctx);
  if (recurseTimes !== null) {
    options.depth = recurseTimes - 1;
  }
  return (value) => inspect(value, options);
}

// braces puts what fits on a line on one.
function braces(out, ctx) {
  if (out.length === 0) {
    return '{}';
  }
  let length = -2;
  for (const text of out) {
    length += text.replace(/\u001b\[\d\d?m/g, '').length + 2;
  }
  return length > ctx.breakLength ? `{\n  ${out.join(',\n  ')} }` : `{ ${out.join(', ')} }`;
}

function isURL(value) {
  return Boolean(value?.href && value.protocol && value.auth === undefined && value.path === undefined);
}

module.exports = { URL, URLSearchParams, isURL };
