'use strict';

// Which names of the global object for..in and Object.keys show, and in which order.

const missing = new Set(['SharedArrayBuffer', 'Atomics']);
console.log(Object.keys(globalThis).join());
for (const name of Object.keys(globalThis)) void globalThis[name];
console.log(Object.keys(globalThis).join());

const own = Object.getOwnPropertyNames(globalThis).filter((name) => !missing.has(name));
// The engine has an order of its own for what the language defines.
console.log(own.slice(own.indexOf('AbortSignal')).filter((name) => !['console', 'Intl', 'WebAssembly'].includes(name)).join());
console.log(own.slice().sort().join());
for (const name of own.slice().sort()) {
  const { enumerable, configurable } = Object.getOwnPropertyDescriptor(globalThis, name);
  console.log(name, enumerable, configurable);
}

setTimeout = 1; // eslint-disable-line no-global-assign
console.log(setTimeout, Object.getOwnPropertyDescriptor(globalThis, 'setTimeout').enumerable);
