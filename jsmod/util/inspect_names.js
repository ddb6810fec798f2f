'use strict';

// What an object is called: the name of its constructor, its tag, and what a
// function or a class says of itself.

const engine = require('internal/engine');

const hasOwn = Object.prototype.hasOwnProperty;
const functionToString = Function.prototype.toString;

let builtIns;

// builtInObjects are the names of the language's own classes.
function builtInObjects() {
  if (builtIns === undefined) {
    builtIns = new Set(
      ('Object Function Array Number Infinity NaN Boolean String Symbol Date Promise RegExp ' +
       'Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError ' +
       'JSON Math Intl ArrayBuffer Atomics Uint8Array Int8Array Uint16Array Int16Array ' +
       'Uint32Array Int32Array Float32Array Float64Array Uint8ClampedArray BigUint64Array ' +
       'BigInt64Array DataView Map BigInt Set WeakMap WeakSet WeakRef Proxy Reflect ' +
       'FinalizationRegistry SharedArrayBuffer WebAssembly').split(' '));
  }
  return builtIns;
}

function isInstanceof(object, proto) {
  try {
    return object instanceof proto;
  } catch {
    return false;
  }
}

function getConstructorName(obj, ctx, recurseTimes, protoProps) {
  let firstProto;
  const value = obj;
  while (obj) {
    const desc = Object.getOwnPropertyDescriptor(obj, 'constructor');
    if (desc !== undefined && typeof desc.value === 'function' && desc.value.name !== '' &&
        isInstanceof(value, desc.value)) {
      const { name } = desc.value;
      if (protoProps !== undefined && (firstProto !== obj || !builtInObjects().has(name))) {
        addPrototypeProperties(ctx, value, firstProto || value, recurseTimes, protoProps);
      }
      return String(name);
    }
    obj = Object.getPrototypeOf(obj);
    if (firstProto === undefined) firstProto = obj;
  }
  if (firstProto === null) return null;
  const res = engine.kind(value) || 'Object';
  if (recurseTimes > ctx.depth && ctx.depth !== null) return `${res} <Complex prototype>`;
  const proto = getConstructorName(firstProto, ctx, recurseTimes + 1, protoProps);
  if (proto === null) {
    const shown = ctx.inspect(firstProto, plainOptions(ctx));
    return `${res} <${shown}>`;
  }
  return `${res} <${proto}>`;
}

function plainOptions(ctx) {
  return { ...ctx, customInspect: false, depth: -1 };
}

// addPrototypeProperties lists, for showHidden, what the prototypes of a class
// of the script add, up to three levels.
function addPrototypeProperties(ctx, main, obj, recurseTimes, output) {
  const { formatProperty } = require('./inspect_value.js');
  let keys;
  let keySet;
  for (let depth = 0; depth < 3; depth++) {
    if (depth !== 0 || main === obj) {
      obj = Object.getPrototypeOf(obj);
      if (obj === null) return;
      const desc = Object.getOwnPropertyDescriptor(obj, 'constructor');
      if (desc !== undefined && typeof desc.value === 'function' &&
          builtInObjects().has(desc.value.name)) {
        return;
      }
    }
    if (depth === 0) keySet = new Set();
    else keys.forEach((key) => keySet.add(key));
    keys = Reflect.ownKeys(obj);
    ctx.seen.push(main);
    for (const key of keys) {
      if (key === 'constructor' || hasOwn.call(main, key) || keySet.has(key)) continue;
      const desc = Object.getOwnPropertyDescriptor(obj, key);
      if (typeof desc.value === 'function') continue;
      const text = formatProperty(ctx, obj, recurseTimes, key, 0, desc, main);
      output.push(ctx.colors ? `\u001b[2m${text}\u001b[22m` : text);
    }
    ctx.seen.pop();
  }
}

// getPrefix is the name, size and tag before the braces, with a blank after it.
function getPrefix(constructor, tag, fallback, size = '') {
  if (constructor === null) {
    const text = `[${fallback}${size}: null prototype] `;
    return tag !== '' && fallback !== tag ? `${text}[${tag}] ` : text;
  }
  if (tag !== '' && constructor !== tag) return `${constructor}${size} [${tag}] `;
  return `${constructor}${size} `;
}

const isEnumerable = Object.prototype.propertyIsEnumerable;

const functionNames = ['length', 'name', 'prototype'];

// ownNames lists a function's own names as V8 orders them.
function ownNames(value) {
  const names = Object.getOwnPropertyNames(value);
  if (typeof value !== 'function') return names;
  return functionNames.filter((name) => names.includes(name))
    .concat(names.filter((name) => !functionNames.includes(name)));
}

function getKeys(value, showHidden) {
  const symbols = Object.getOwnPropertySymbols(value);
  if (showHidden) {
    const keys = ownNames(value);
    return symbols.length === 0 ? keys : keys.concat(symbols);
  }
  const keys = Object.keys(value);
  for (let i = 0; i < symbols.length; i++) {
    if (isEnumerable.call(value, symbols[i])) keys.push(symbols[i]);
  }
  return keys;
}

const arrayIndex = /^(0|[1-9][0-9]*)$/;

function isIndex(key) {
  return typeof key === 'string' && arrayIndex.test(key) && Number(key) < 2 ** 32 - 1;
}

// getNonIndexKeys is getKeys without the elements of an array.
function getNonIndexKeys(value, showHidden) {
  const symbols = Object.getOwnPropertySymbols(value);
  const names = showHidden ? Object.getOwnPropertyNames(value) : Object.keys(value);
  const keys = [];
  // The engine lists elements first, in order; all that is left is behind them.
  let i = 0;
  if (value.length > 0 && names.length >= value.length && names[value.length - 1] === `${value.length - 1}`) {
    i = value.length;
  }
  for (; i < names.length; i++) if (!isIndex(names[i])) keys.push(names[i]);
  // The engine gives what an expression matched its names in another order than V8.
  if (keys[0] === 'input' && keys[1] === 'index' && keys[2] === 'groups') keys.splice(0, 2, 'index', 'input');
  for (const symbol of symbols) {
    if (showHidden || isEnumerable.call(value, symbol)) keys.push(symbol);
  }
  return keys;
}

const comments = /\/\/.*?\n|\/\*[\s\S]*?\*\//g;

// isClassText tells a class from a function whose text begins with "class".
function isClassText(text) {
  if (!text.startsWith('class') || !text.endsWith('}')) return false;
  const head = text.slice(5, -1);
  const brace = head.indexOf('{');
  if (brace === -1) return false;
  return !head.slice(0, brace).includes('(') || /^(\s+[^(]*?)\s*\{/.test(head.replace(comments, ''));
}

function getClassBase(value, constructor, tag) {
  const name = (hasOwn.call(value, 'name') && value.name) || '(anonymous)';
  let base = `class ${name}`;
  if (constructor !== 'Function' && constructor !== null) base += ` [${constructor}]`;
  if (tag !== '' && constructor !== tag) base += ` [${tag}]`;
  if (constructor !== null) {
    const superName = Object.getPrototypeOf(value).name;
    if (superName) base += ` extends ${superName}`;
  } else {
    base += ' extends [null prototype]';
  }
  return `[${base}]`;
}

function getFunctionBase(value, constructor, tag) {
  if (isClassText(functionToString.call(value))) return getClassBase(value, constructor, tag);
  const types = require('internal/util/types');
  let type = 'Function';
  if (types.isGeneratorFunction(value)) type = `Generator${type}`;
  if (types.isAsyncFunction(value)) {
    type = `Async${type}`;
    // The engine's async methods are children of Function.
    if (constructor === 'Function') constructor = type;
  }
  let base = `[${type}`;
  if (constructor === null) base += ' (null prototype)';
  base += value.name === '' ? ' (anonymous)' :
    `: ${typeof value.name === 'string' ? value.name : require('./inspect.js').inspect(value.name)}`;
  base += ']';
  if (constructor !== type && constructor !== null) base += ` ${constructor}`;
  if (tag !== '' && constructor !== tag) base += ` [${tag}]`;
  return base;
}

module.exports = {
  builtInObjects,
  getConstructorName,
  getFunctionBase,
  getKeys,
  getNonIndexKeys,
  getPrefix,
  isIndex,
};
