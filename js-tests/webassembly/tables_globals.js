'use strict';

// Tables and globals.

const { wasm } = require('../fixtures/wasm.js');

function attempt(name, fn) {
  try {
    console.log(name, fn());
  } catch (error) {
    console.log(name, `${error.constructor.name}: ${error.message}`);
  }
}

function instantiate(given, imports) {
  return new WebAssembly.Instance(new WebAssembly.Module(wasm(given)), imports).exports;
}

// --- tables of functions ---

for (const descriptor of [undefined, {}, { element: 'x', initial: 1 }, { element: 'anyfunc' }, { element: 'anyfunc', initial: -1 },
                          { element: 'anyfunc', initial: 2, maximum: 1 }, { element: 'anyfunc', initial: 1e8 }]) {
  attempt(JSON.stringify(descriptor), () => new WebAssembly.Table(descriptor));
}
const table = new WebAssembly.Table({ element: 'anyfunc', initial: 2, maximum: 4 });
console.log(table, table.length, table.get(0));
attempt('get', () => table.get(2));
attempt('get', () => table.get(-1));
attempt('set', () => table.set(0, () => 1));
attempt('set', () => table.set(9, null));
attempt('set', () => table.set(0));
attempt('grow', () => table.grow(3));
attempt('receiver', () => WebAssembly.Table.prototype.get.call({}, 0));

const code = {
  types: [[['i32'], ['i32']], [['i32', 'i32'], ['i32']]],
  functions: [
    [0, [0x20, 0, 0x41, 1, 0x6a]], // one more
    [0, [0x20, 0, 0x41, 2, 0x6c]], // twice
    [1, [0x20, 1, 0x20, 0, 0x11, 0, 0]], // what the table has at the first, of the second
    [1, [0x20, 0, 0x20, 1, 0x6b]], // of another type
  ],
};
const { call, more, sub } = instantiate({
  ...code,
  imports: [['env', 'table', 'table', ['funcref', 2, 4]]],
  exports: { call: ['func', 2], more: ['func', 0], sub: ['func', 3] },
  elements: [[0, [0, 1]]],
}, { env: { table } });
console.log(call(0, 20), call(1, 20));
// Exported or not, a function is one object.
console.log(table.get(0) === more, table.get(1) === table.get(1), table.get(1)(5), table.get(1).length);
table.set(0, table.get(1));
console.log(call(0, 20), table.get(0) === table.get(1));
table.set(1, more);
console.log(call(1, 20), table.get(1) === more);
console.log(table.grow(1), table.length, table.get(2), table.grow(1, sub), table.get(3) === sub);
attempt('null', () => call(2, 1));
attempt('another type', () => call(3, 1));
attempt('grow', () => table.grow(1));
table.set(1, null);
console.log(table.get(1));
// A function of another instance in it.
const other = instantiate({ types: code.types, functions: [[0, [0x41, 42]]], exports: { f: ['func', 0] } });
table.set(2, other.f);
console.log(call(2, 0), table.get(2) === other.f);
// One with a function of JavaScript's behind it.
const wrapped = instantiate({ types: code.types, imports: [['e', 'f', 'func', 0]], exports: { f: ['func', 0] } }, { e: { f: (n) => n * 100 } });
table.set(2, wrapped.f);
console.log(call(2, 3), table.get(2) === wrapped.f, wrapped.f(4));
// A table that an instance has made.
const own = instantiate({ ...code, tables: [['funcref', 3]], exports: { table: ['table', 0], twice: ['func', 1] }, elements: [[1, [1]]] });
console.log(own.table.length, own.table.get(0), own.table.get(1) === own.twice, own.table.get(1)(4), own.table === own.table);
for (const value of [undefined, {}, own.table, new WebAssembly.Table({ element: 'anyfunc', initial: 0 }),
                     new WebAssembly.Table({ element: 'externref', initial: 2, maximum: 4 }), new WebAssembly.Table({ element: 'anyfunc', initial: 2, maximum: 9 })]) {
  attempt('import', () => instantiate({ imports: [['env', 'table', 'table', ['funcref', 2, 4]]] }, { env: { table: value } }));
}

// --- tables of anything ---

const values = new WebAssembly.Table({ element: 'externref', initial: 2 }, 'first');
const key = Symbol('key');
values.set(1, key);
console.log(values.get(0), values.get(1) === key, values.grow(1), values.get(2), values.grow(1, null), values.get(3));
values.set(0);
console.log(values.get(0));
const keeper = instantiate({
  types: [[['i32'], ['externref']], [['i32', 'externref'], []]],
  imports: [['env', 'values', 'table', ['externref', 2]]],
  functions: [[0, [0x20, 0, 0x25, 0]], [1, [0x20, 0, 0x20, 1, 0x26, 0]]],
  exports: { get: ['func', 0], set: ['func', 1] },
}, { env: { values } });
const object = { an: 'object' };
keeper.set(0, object);
console.log(values.get(0) === object, keeper.get(1) === key, keeper.get(3));

// --- globals ---

for (const args of [[], [{}], [{ value: 'x' }], [{ value: 'i64' }, 1], [{ value: 'i32' }, 1n]]) attempt('Global', () => new WebAssembly.Global(...args));
for (const [value, first] of [['i32', 1.5], ['i64', 2n ** 63n], ['f32', 1.1], ['f64', -0], ['externref', object], ['externref', 'x'], ['anyfunc', null]]) {
  const fixed = new WebAssembly.Global({ value }, first);
  console.log(fixed, fixed.value, fixed.valueOf(), new WebAssembly.Global({ value }).value);
  attempt('set', () => { fixed.value = first; });
  const changed = new WebAssembly.Global({ value, mutable: true }, first);
  changed.value = value === 'i64' ? 5n : null;
  console.log(changed.value);
}
attempt('receiver', () => Reflect.get(WebAssembly.Global.prototype, 'value', {}));
const counter = new WebAssembly.Global({ value: 'i32', mutable: true }, 5);
const globals = {
  types: [[[], ['i32']]],
  imports: [['e', 'counter', 'global', ['i32', true]], ['e', 'step', 'global', ['i32', false]], ['e', 'big', 'global', ['i64', false]]],
  functions: [[0, [0x23, 0, 0x23, 1, 0x6a, 0x24, 0, 0x23, 0]]],
  globals: [['i32', false, [0x23, 1]], ['f64', true, [0x44, 0, 0, 0, 0, 0, 0, 4, 0x40]]],
  exports: { next: ['func', 0], counter: ['global', 0], step: ['global', 1], copy: ['global', 3], own: ['global', 4] },
};
const counting = instantiate(globals, { e: { counter, step: 3, big: 7n } });
console.log(counting.next(), counting.next(), counter.value, counting.counter === counter, counting.step.value, counting.copy.value, counting.own.value);
counter.value = 100;
counting.own.value = 0.5;
console.log(counting.next(), counting.own.value, counting.own);
for (const e of [{ counter: 1, step: 3, big: 7n }, { counter, step: '3', big: 7n }, { counter, step: 3, big: 7 }, { counter, step: counter, big: 7n },
                 { counter, step: new WebAssembly.Global({ value: 'i64' }), big: 7n }, { counter: new WebAssembly.Global({ value: 'i32' }), step: 1, big: 1n }]) {
  attempt('import', () => instantiate(globals, { e }));
}
