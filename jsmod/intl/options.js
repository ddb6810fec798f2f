'use strict';

// What all constructors share: lists of locales, options, classes.

const { defineProperty } = Reflect;

const localeTags = new WeakMap(); // of each Intl.Locale

function canonical(tag) {
  const found = binding.canonical(tag);
  if (found === undefined) throw new RangeError('Incorrect locale information provided');
  return found;
}

function toObject(value) {
  if (value === null || value === undefined) throw new TypeError('Cannot convert undefined or null to object');
  return Object(value);
}

// ECMA-402, 9.2.1.
function localeList(locales) {
  if (locales === undefined) return [];
  if (typeof locales === 'string') return [canonical(locales)];
  const list = localeTags.has(locales) ? [locales] : toObject(locales);
  const seen = new Set();
  const length = Math.min(Math.max(Math.trunc(Number(list.length)) || 0, 0), 2 ** 53 - 1);
  for (let i = 0; i < length; i++) {
    if (!(i in list)) continue;
    const value = list[i];
    if (typeof value !== 'string' && (typeof value !== 'object' || value === null) && typeof value !== 'function') {
      throw new TypeError('Language ID should be string or object.');
    }
    seen.add(localeTags.get(value) || canonical(String(value)));
  }
  return [...seen];
}

function coerced(options) {
  return options === undefined ? Object.create(null) : toObject(options);
}

// Options that have to be an object.
function strict(options) {
  if (options === undefined) return Object.create(null);
  if ((typeof options !== 'object' || options === null) && typeof options !== 'function') throw new TypeError('invalid_argument');
  return options;
}

function option(options, name, values, fallback, service) {
  let value = options[name];
  if (value === undefined) return fallback;
  value = String(value);
  if (values !== undefined && !values.includes(value)) {
    throw new RangeError(`Value ${value} out of range for ${service} options property ${name}`);
  }
  return value;
}

function flag(options, name) {
  const value = options[name];
  return value === undefined ? undefined : Boolean(value);
}

function count(value, name, min, max, fallback) {
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!(number >= min && number <= max)) throw new RangeError(`${name} value is out of range.`);
  return Math.floor(number);
}

// An option that is a type of a keyword, such as a calendar.
function typed(options, name) {
  const value = option(options, name);
  if (value !== undefined && !/^[a-z0-9]{3,8}(-[a-z0-9]{3,8})*$/i.test(value)) throw new RangeError(`Invalid ${name} : ${value}`);
  return value === undefined ? undefined : value.toLowerCase();
}

const matchers = ['lookup', 'best fit'];

// The first locale of a list that there is data for, and its tag as it was asked
// for. Another language is never put in its place.
function resolve(list, kind, service) {
  if (list.length === 0) {
    const tag = binding.defaultLocale();
    return { tag, locale: tag };
  }
  for (const tag of list) {
    const locale = binding.resolve(kind, tag);
    if (locale !== undefined) return { tag, locale };
  }
  throw new RangeError(`Locale ${list[0]} is not supported by ${service}; supported are ${binding.supported(kind)}`);
}

// Only one value of a keyword is there: what else is asked for throws.
function only(name, asked, key, tag, value) {
  const keyword = binding.keyword(tag, key);
  for (const wanted of [asked, keyword]) {
    if (wanted !== undefined && wanted !== value) {
      throw new RangeError(`${name}: '${wanted}' is not supported; supported is '${value}'`);
    }
  }
  return keyword === value && (asked === undefined || asked === value) ? `-u-${key}-${value}` : '';
}

function describe(value) {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return String(value);
  if (Array.isArray(value)) return '[object Array]';
  try {
    return `#<${value.constructor.name}>`;
  } catch {
    return '#<Object>';
  }
}

// The state behind this, which is none but for objects of the class.
function receiver(states, object, method) {
  const state = states.get(object);
  if (state === undefined) {
    throw new TypeError(`Method ${method} called on incompatible receiver ${describe(object)}`);
  }
  return state;
}

// Makes what a class has look as if the engine had made it.
function finish(Class, name, kind) {
  defineProperty(Class.prototype, Symbol.toStringTag, { value: `Intl.${name}`, configurable: true });
  if (kind === undefined) return;
  defineProperty(Class, 'supportedLocalesOf', {
    value: {
      supportedLocalesOf(locales) {
        const list = localeList(locales);
        option(coerced(arguments[1]), 'localeMatcher', matchers, 'best fit', `Intl.${name}`);
        return list.filter((tag) => binding.resolve(kind, tag) !== undefined);
      },
    }.supportedLocalesOf,
    writable: true, enumerable: false, configurable: true,
  });
}

// A class that may be called without new, from a function and its methods.
function callable(make, name, methods) {
  defineProperty(make, 'name', { value: name, configurable: true });
  for (const [key, property] of Object.entries(Object.getOwnPropertyDescriptors(methods))) {
    defineProperty(make.prototype, key, { ...property, enumerable: false });
  }
  defineProperty(make, 'prototype', { writable: false });
  return make;
}

// A class whose absence of new is told in V8's words.
function constructible(Class, name) {
  const make = {
    [name]: function() {
      if (new.target === undefined || !(this instanceof make)) throw new TypeError(`Constructor Intl.${name} requires 'new'`);
      return Reflect.construct(Class, arguments, new.target);
    },
  }[name];
  defineProperty(make, 'name', { value: name, configurable: true });
  defineProperty(make, 'length', { value: Class.length, configurable: true });
  defineProperty(make, 'prototype', { value: Class.prototype, writable: false });
  const own = Reflect.getOwnPropertyDescriptor(Class, 'supportedLocalesOf');
  if (own !== undefined) defineProperty(make, 'supportedLocalesOf', own);
  defineProperty(Class.prototype, 'constructor', { value: make });
  return make;
}

// The function that a getter gives, which belongs to its object.
function bound(state, key, fn, length) {
  if (state[key] === undefined) {
    defineProperty(fn, 'name', { value: '', configurable: true });
    defineProperty(fn, 'length', { value: length, configurable: true });
    state[key] = fn;
  }
  return state[key];
}

function parts(flat) {
  const out = [];
  for (let i = 0; i < flat.length; i += 2) out.push({ type: flat[i], value: flat[i + 1] });
  return out;
}

function rangeParts(flat) {
  const out = [];
  for (let i = 0; i < flat.length; i += 3) out.push({ type: flat[i], value: flat[i + 1], source: flat[i + 2] });
  return out;
}

Object.assign(exports, {
  localeTags, canonical, localeList, coerced, strict, option, flag, count, typed, matchers, resolve, only, receiver,
  finish, callable, constructible, bound, parts, rangeParts,
});
