'use strict';

// Headers and the list behind them, section 2.2.2 and 5.1 of the Fetch standard.

const {
  byteString, finish, innerOf, isObject, kState, needArguments, refusal,
} = require('./webidl.js');
const { install } = require('./pairs.js');

const token = /^[!#$%&'*+\-.^_`|~A-Za-z0-9]+$/;
const customInspect = Symbol.for('nodejs.util.inspect.custom');

// normalize takes away the whitespace around a value.
function normalize(value) {
  return value.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
}

function checkName(name, method) {
  if (!token.test(name)) throw refusal(method, `"${name}" is an invalid header name.`);
}

function checkValue(value, method) {
  if (/[\0\n\r]/.test(value)) throw refusal(method, `"${value}" is an invalid header value.`);
}

// HeaderList keeps fields by their lower-case names, in the order in which they
// came, each with the name that was first given.
class HeaderList {
  constructor() {
    this.fields = new Map();
    this.cookies = [];
    this.guard = 'none';
    this.sorted = undefined;
  }

  copy() {
    const made = new HeaderList();
    for (const [key, field] of this.fields) made.fields.set(key, { ...field });
    made.cookies = [...this.cookies];
    return made;
  }

  clear() {
    this.fields.clear();
    this.cookies = [];
    this.sorted = undefined;
  }

  has(name) {
    return this.fields.has(name.toLowerCase());
  }

  get(name) {
    const field = this.fields.get(name.toLowerCase());
    return field === undefined ? null : field.value;
  }

  append(name, value) {
    const key = name.toLowerCase();
    const field = this.fields.get(key);
    this.sorted = undefined;
    if (field === undefined) this.fields.set(key, { name, value });
    else field.value += (key === 'cookie' ? '; ' : ', ') + value;
    if (key === 'set-cookie') this.cookies.push(value);
  }

  set(name, value) {
    const key = name.toLowerCase();
    this.sorted = undefined;
    this.fields.set(key, { name, value });
    if (key === 'set-cookie') this.cookies = [value];
  }

  delete(name) {
    const key = name.toLowerCase();
    this.sorted = undefined;
    this.fields.delete(key);
    if (key === 'set-cookie') this.cookies = [];
  }

  // fill takes what the constructor of Headers does.
  fill(init) {
    for (const [name, value] of init) this.append(name, value);
  }

  // pairs is the list sorted and combined, as iteration shows it.
  pairs() {
    if (this.sorted !== undefined) return this.sorted;
    const keys = [...this.fields.keys()].sort();
    this.sorted = [];
    for (const key of keys) {
      if (key === 'set-cookie') this.sorted.push(...this.cookies.map((cookie) => [key, cookie]));
      else this.sorted.push([key, this.fields.get(key).value]);
    }
    return this.sorted;
  }

  // shown is what inspect shows.
  shown() {
    const object = {};
    for (const { name, value } of this.fields.values()) object[name] = value;
    return object;
  }
}

// Node 20 spells the place so.
const place = 'Headers contructor';

function unconvertible() {
  return refusal('Headers constructor', 'Argument 1 could not be converted to one of: ' +
                 'sequence<sequence<ByteString>>, record<ByteString, ByteString>.');
}

function sequenceOf(value, argument, convert) {
  if (!isObject(value)) {
    const { inspect } = require('internal/util/inspect');
    const shown = typeof value === 'string' ? `"${value}"` : inspect(value);
    throw refusal(place, `${argument} (${shown}) is not iterable.`);
  }
  const iterator = value[Symbol.iterator]?.();
  if (iterator === undefined || typeof iterator.next !== 'function') {
    throw refusal(place, `${argument} is not iterable.`);
  }
  const made = [];
  for (let step = iterator.next(); !step.done; step = iterator.next()) {
    made.push(convert(step.value, `${argument}[${made.length}]`));
  }
  return made;
}

// pairsOf converts HeadersInit to a list of pairs, which are checked.
function pairsOf(init) {
  if (!isObject(init)) throw unconvertible();
  if (init[kState] instanceof HeaderList && init[Symbol.iterator] === Headers.prototype.entries) {
    return listed(init[kState]);
  }
  const text = (value, argument) => byteString(value, place, argument);
  let pairs;
  if (typeof init[Symbol.iterator] === 'function') {
    pairs = sequenceOf(init, 'init', (pair, argument) => sequenceOf(pair, argument, text));
    for (const pair of pairs) {
      if (pair.length !== 2) {
        throw refusal('Headers constructor', `expected name/value pair to be length 2, found ${pair.length}.`);
      }
    }
  } else {
    pairs = recordOf(init, text);
  }
  return pairs.map(([name, value]) => checkedPair(name, value, 'Headers.append'));
}

function listed(list) {
  const pairs = [];
  for (const [key, { name, value }] of list.fields) {
    if (key === 'set-cookie') pairs.push(...list.cookies.map((cookie) => [name, cookie]));
    else pairs.push([name, value]);
  }
  return pairs;
}

function recordOf(object, text) {
  return Reflect.ownKeys(object)
    .filter((key) => Reflect.getOwnPropertyDescriptor(object, key)?.enumerable)
    .map((key) => [text(key, 'init'), text(object[key], 'init')]);
}

function checkedPair(name, value, method) {
  const normal = normalize(value);
  checkName(name, method);
  checkValue(normal, method);
  return [name, normal];
}

function inner(headers) {
  return innerOf(headers, HeaderList);
}

function changeable(list) {
  if (list.guard === 'immutable') throw new TypeError('immutable');
  return list;
}

class Headers {
  constructor(init = undefined) {
    this[kState] = new HeaderList();
    if (init !== undefined) this[kState].fill(pairsOf(init));
  }

  append(name, value) {
    const list = inner(this);
    changeable(list).append(...argumentsOf(arguments, name, value, 'Headers.append'));
  }

  delete(name) {
    const list = inner(this);
    const key = nameOf(arguments, name, 'Headers.delete');
    changeable(list).delete(key);
  }

  get(name) {
    return inner(this).get(nameOf(arguments, name, 'Headers.get'));
  }

  has(name) {
    return inner(this).has(nameOf(arguments, name, 'Headers.has'));
  }

  set(name, value) {
    const list = inner(this);
    changeable(list).set(...argumentsOf(arguments, name, value, 'Headers.set'));
  }

  getSetCookie() {
    return [...inner(this).cookies];
  }

  [customInspect](depth, options) {
    return `Headers ${require('util').formatWithOptions(options, inner(this).shown())}`;
  }
}

function nameOf(args, name, method) {
  needArguments(args, 1, method);
  const text = byteString(name, method, 'name');
  checkName(text, method);
  return text;
}

function argumentsOf(args, name, value, method) {
  needArguments(args, 2, method);
  return checkedPair(byteString(name, method, 'name'), byteString(value, method, 'value'), method);
}

// headersOver makes the Headers that show a list; guard is Fetch's.
function headersOver(list, guard) {
  const headers = Object.create(Headers.prototype);
  list.guard = guard;
  headers[kState] = list;
  return headers;
}

install(Headers, HeaderList);
finish(Headers, ['append', 'delete', 'get', 'has', 'set', 'getSetCookie']);

// shellOver makes the Request or Response, of a prototype, that shows what there is.
function shellOver(prototype, state, guard) {
  const shell = Object.create(prototype);
  shell[kState] = state;
  state.shown = headersOver(state.headers, guard);
  return shell;
}

module.exports = { HeaderList, Headers, headersOver, shellOver, pairsOf, token };
