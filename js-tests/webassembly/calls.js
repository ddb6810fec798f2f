'use strict';

// Calls in both directions, values, exceptions and traps.

const { sleb, wasm } = require('../fixtures/wasm.js');

function attempt(name, fn) {
  try {
    console.log(name, fn());
  } catch (error) {
    console.log(name, error instanceof Error ? `${error.constructor.name}: ${error.message}` : error);
  }
}

function instantiate(given, imports) {
  return new WebAssembly.Instance(new WebAssembly.Module(wasm(given)), imports).exports;
}

// identity(t) is a function that returns its argument.
function identity(...types) {
  return instantiate({ types: [[types, types]], functions: [[0, types.flatMap((_, i) => [0x20, i])]], exports: { f: ['func', 0] } }).f;
}

// --- values ---

const i32 = identity('i32');
console.log(i32, i32.name, i32.length, typeof i32, 'prototype' in i32);
console.log([0, 1.7, -1.7, '0x10', undefined, null, NaN, Infinity, 2 ** 32 + 5, -(2 ** 31) - 1, 2 ** 53, 1e300, true, { valueOf: () => 3 }].map((v) => i32(v)));
console.log(i32(1, 2, 3), i32());
attempt('i32', () => i32(1n));
attempt('i32', () => i32(Symbol('s')));
attempt('i32', () => i32({ valueOf() { throw new RangeError('no value'); } }));
const i64 = identity('i64');
console.log([0n, -1n, 2n ** 63n, 2n ** 64n + 7n, -(2n ** 63n), '12', true].map((v) => i64(v)));
attempt('i64', () => i64(1));
attempt('i64', () => i64());
const f32 = identity('f32');
console.log([1.1, -0, NaN, Infinity, 1e300, '2.5', undefined].map((v) => f32(v)));
const f64 = identity('f64');
console.log([1.1, -0, NaN, -Infinity, 5, 2 ** 53].map((v) => f64(v)));
const extern = identity('externref');
const object = {};
console.log(extern(object) === object, [undefined, null, 'text', 1.5, true, 10n].map((v) => extern(v)), extern());
const ref = identity('funcref');
console.log(ref(null), ref(i32) === i32, ref(ref) === ref);
attempt('funcref', () => ref(() => 1));
attempt('funcref', () => ref());
const two = identity('i32', 'f64');
console.log(two(1, 2.5), Array.isArray(two(1, 2)));
attempt('new', () => { try { new i32(1); } catch (error) { return error instanceof TypeError; } });

// --- calls of JavaScript ---

function calling(parameters, results, fn) {
  return instantiate({
    types: [[parameters, results]],
    imports: [['env', 'f', 'func', 0]],
    functions: [[0, [...parameters.flatMap((_, i) => [0x20, i]), 0x10, 0]]],
    exports: { f: ['func', 1], imported: ['func', 0] },
  }, { env: { f: fn } });
}

const { f: through, imported } = calling(['i32', 'f64'], ['f64'], function(...args) {
  console.log('called', this, args);
  return args[0] + args[1];
});
console.log(through(1, 2.5), imported(3, 4), imported.name, imported === through);
attempt('nothing returned', () => calling([], ['i32'], () => {}).f());
attempt('nothing wanted', () => calling([], [], () => 5).f());
attempt('BigInt wanted', () => calling([], ['i64'], () => 5).f());
attempt('several', () => calling([], ['i32', 'i32'], () => new Set([1, '2'])).f());
attempt('several', () => calling([], ['i32', 'i32'], () => [1, 2, 3]).f());
attempt('no several', () => { try { calling([], ['i32', 'i32'], () => 1).f(); } catch (error) { return error instanceof TypeError; } });
attempt('bound', () => calling(['i32'], ['i32'], Math.max.bind(null, 7)).f(3));
attempt('proxy', () => calling(['i32'], ['i32'], new Proxy((n) => n, { apply: () => 9 })).f(3));
attempt('class', () => { try { calling([], [], class A {}).f(); } catch (error) { return error instanceof TypeError; } });

// An exception is the same on the other side, and all goes on after it.
const thrown = new Error('mine');
const thrower = calling(['i32'], ['i32'], (n) => { if (n > 0) throw thrown; return n; });
try { thrower.f(1); } catch (error) { console.log(error === thrown); }
try { thrower.imported(1); } catch (error) { console.log(error === thrown); }
console.log(thrower.f(0));
attempt('a string', () => calling([], [], () => { throw 'text'; }).f());

// In and out, several times: each side sees the other's exceptions.
const nested = calling(['i32'], ['i32'], (n) => {
  if (n === 0) throw new TypeError('at the bottom');
  try {
    return nested.f(n - 1) + 1;
  } catch (error) {
    if (n === 3) return 100;
    throw error;
  }
});
console.log(nested.f(6));
attempt('nested', () => nested.f(2));
// A function of one instance is another's, without JavaScript between.
const doubled = instantiate({ types: [[['i32'], ['i32']]], functions: [[0, [0x20, 0, 0x41, 2, 0x6c]]], exports: { f: ['func', 0] } }).f;
const relay = calling(['i32'], ['i32'], doubled);
console.log(relay.f(21), relay.imported === doubled);
attempt('signature', () => calling(['i64'], ['i32'], doubled));

// --- traps ---

const trap = (code) => instantiate({ types: [[[], []]], tables: [['funcref', 1]], memory: [1], functions: [[0, code]], exports: { f: ['func', 0] } }).f;
for (const [name, code] of Object.entries({
  unreachable: [0x00],
  'divide by zero': [0x41, 1, 0x41, 0, 0x6d, 0x1a],
  'load beyond': [0x41, ...sleb(65533), 0x28, 2, 0, 0x1a],
  'store far': [0x41, ...sleb(-1), 0x41, 0, 0x36, 2, 0],
  'a NaN to i32': [0x43, 0, 0, 0xc0, 0x7f, 0xa8, 0x1a],
  'too large for i32': [0x43, 0, 0, 0, 0x50, 0xa8, 0x1a],
  'a call of null': [0x41, 0, 0x11, 0, 0],
})) {
  const fn = trap(code);
  attempt(name, fn);
  attempt(name, fn);
}
try {
  trap([0x10, 0])();
} catch (error) {
  console.log(error instanceof RangeError, error.message);
}
