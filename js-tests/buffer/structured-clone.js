// structuredClone: values, cycles, errors, transfer.
'use strict';

const assert = require('assert');
const { createHash } = require('crypto');
const util = require('util');

const said = [];
function say(text) {
  said.push(text);
  console.log(text);
}
// What a call gives, or how it fails.
function t(fn) {
  try {
    say(util.inspect(fn()));
  } catch (e) {
    say([e.name, e.code, e.message].join(' | '));
  }
}
t(() => structuredClone());
t(() => structuredClone(Symbol('x')));
t(() => structuredClone(new WeakMap()));
t(() => structuredClone(Promise.resolve()));
t(() => structuredClone(new (class A { constructor() { this.x = 1; } })()));
t(() => structuredClone(new Error('m', { cause: { a: 1 } })).cause);
t(() => structuredClone(new TypeError('q')) instanceof TypeError);
t(() => structuredClone(Object.assign(new Error('x'), { name: 'Foo' })).name);
t(() => structuredClone(Object.assign([1, , 3], { x: 2 })));
t(() => structuredClone(new Map([[{ a: 1 }, new Set([1])]])));
t(() => structuredClone([new Date(5), /a/gi, new Number(3), Object(1n), new String('x'), Buffer.from('abc')]));
t(() => structuredClone({ get a() { return 5; }, __proto__: { b: 1 }, [Symbol('s')]: 1 }));
t(() => {
  const a = {};
  a.a = [a];
  const b = structuredClone(a);
  return [b.a[0] === b, b !== a];
});
t(() => {
  const buffer = new ArrayBuffer(8);
  const view = new Uint8Array(buffer, 2);
  const made = structuredClone({ buffer, view }, { transfer: [buffer] });
  return [buffer.byteLength, view.length, made.buffer.byteLength, made.view.buffer === made.buffer, made.view.byteOffset];
});
t(() => {
  const b = Buffer.alloc(4);
  structuredClone(1, { transfer: [b.buffer] });
  return [b.length, b.toString(), b.toString('hex'), b.indexOf(1), b.slice(1)];
});
t(() => {
  const small = Buffer.from('in the pool');
  structuredClone(1, { transfer: [small.buffer] });
  return small.toString();
});
t(() => structuredClone(1, { transfer: [1] }));
t(() => {
  const buffer = new ArrayBuffer(8);
  return structuredClone(1, { transfer: [buffer, buffer] });
});
t(() => {
  const buffer = new ArrayBuffer(8);
  structuredClone(1, { transfer: [buffer] });
  return structuredClone(buffer);
});
t(() => structuredClone(1, 5));
t(() => structuredClone(1, { transfer: 5 }));
t(() => structuredClone(new Proxy({}, {})));

// The digest of all this as Node 20 has it.
assert.strictEqual(createHash('sha1').update(said.join('\n')).digest('hex'), 'd6d11944d7ada4d4bb793eae819a55ba812d094d');
