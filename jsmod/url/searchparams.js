'use strict';

// URLSearchParams of the URL standard: a flat array of names and values, and
// the URL that follows it.

const {
  codes: { ERR_ARG_NOT_ITERABLE, ERR_INVALID_THIS, ERR_INVALID_TUPLE, ERR_MISSING_ARGS },
} = require('internal/errors');

const customInspect = Symbol.for('nodejs.util.inspect.custom');
const kList = Symbol('query');
const kUrl = Symbol('context');
const kSetSearch = Symbol('kSetSearch');

function usv(value) {
  const text = `${value}`;
  return /[\ud800-\udfff]/.test(text) ? binding.usv(text) : text;
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
      // Node leaves two spaces between the braces of a finished iterator.
      return `${this[Symbol.toStringTag]} ${out.length === 0 ? '{  }' : braces(out, ctx)}`;
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

module.exports = { URLSearchParams, customInspect, enumerable, kList, kSetSearch, kUrl, tag, usv };
