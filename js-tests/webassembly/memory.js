'use strict';

// Memories: their ArrayBuffer, growth from both sides, and who shares them.

const { wasm } = require('../fixtures/wasm.js');

function attempt(name, fn) {
  try {
    console.log(name, fn());
  } catch (error) {
    console.log(name, `${error.constructor.name}: ${error.message}`);
  }
}

for (const descriptor of [undefined, {}, { initial: -1 }, { initial: 'x' }, { initial: 2, maximum: 1 }, { initial: 65537 }, { initial: 2 ** 33 },
                          { initial: NaN }, { initial: 1, maximum: -1 }]) {
  attempt(JSON.stringify(descriptor), () => new WebAssembly.Memory(descriptor));
}
const memory = new WebAssembly.Memory({ initial: '1', maximum: 3.9 });
console.log(memory, memory.buffer === memory.buffer, memory.buffer.byteLength, memory.buffer instanceof ArrayBuffer);
const bytes = new Uint8Array(memory.buffer);
bytes[5] = 7;
const before = memory.buffer;
console.log(memory.grow(1), before.byteLength, bytes.length, bytes[5], memory.buffer.byteLength, new Uint8Array(memory.buffer)[5]);
const same = memory.buffer;
console.log(memory.grow(0), same.byteLength, memory.buffer === same);
attempt('too many', () => memory.grow(2));
attempt('far too many', () => memory.grow(2 ** 32 - 1));
attempt('negative', () => memory.grow(-1));
attempt('nothing', () => memory.grow());
attempt('receiver', () => WebAssembly.Memory.prototype.grow.call({}, 1));
attempt('receiver', () => Reflect.get(WebAssembly.Memory.prototype, 'buffer', {}));
console.log(memory.buffer.byteLength);

// An instance with a memory of its own: load, store, grow, size, and data in it.
const code = {
  types: [[['i32'], ['i32']], [['i32', 'i32'], []], [[], ['i32']], [[], []]],
  imports: [['env', 'told', 'func', 3]],
  functions: [
    [0, [0x20, 0, 0x2d, 0, 0]], // load
    [1, [0x20, 0, 0x20, 1, 0x3a, 0, 0]], // store
    [0, [0x20, 0, 0x40, 0, 0x10, 0]], // grow, and tell of it
    [2, [0x3f, 0]], // size
  ],
  exports: { load: ['func', 1], store: ['func', 2], grow: ['func', 3], size: ['func', 4], memory: ['memory', 0] },
  data: [[8, 'hello']],
};
let seen;
const own = new WebAssembly.Instance(new WebAssembly.Module(wasm({ ...code, memory: [1, 4] })), {
  env: { told: () => { seen = [old.byteLength, own.memory.buffer.byteLength]; } },
}).exports;
const old = own.memory.buffer;
console.log(own.memory === own.memory, own.memory, Buffer.from(own.memory.buffer, 8, 5).toString());
own.store(0, 65);
console.log(new Uint8Array(own.memory.buffer)[0], own.load(8));
new Uint8Array(own.memory.buffer)[8] = 74;
console.log(own.load(8));
console.log(own.grow(2), own.size(), seen, old.byteLength, own.memory.buffer.byteLength);
console.log(own.grow(5), own.size(), own.memory.buffer.byteLength);
own.memory.grow(1);
console.log(own.size(), own.load(0), own.load(4 * 65536 - 1));
attempt('beyond', () => own.load(4 * 65536));

// One that two instances and JavaScript share.
const shared = new WebAssembly.Memory({ initial: 1, maximum: 2 });
const sharing = { ...code, imports: [...code.imports, ['env', 'memory', 'memory', [1, 2]]] };
const [one, other] = [0, 1].map(() => new WebAssembly.Instance(new WebAssembly.Module(wasm(sharing)), { env: { told() {}, memory: shared } }).exports);
console.log(one.memory === shared, other.memory === shared);
one.store(100, 1);
console.log(other.load(100), new Uint8Array(shared.buffer)[100]);
console.log(one.grow(1), other.size(), shared.buffer.byteLength);
other.store(65536 + 5, 9);
console.log(one.load(65536 + 5), new Uint8Array(shared.buffer)[65536 + 5]);
// A memory that an instance exports is imported like one of JavaScript's.
const wanted = { ...code, imports: [...code.imports, ['env', 'memory', 'memory', [4]]], data: undefined };
const third = new WebAssembly.Instance(new WebAssembly.Module(wasm(wanted)), { env: { told() {}, memory: own.memory } }).exports;
third.store(0, 66);
console.log(own.load(0), third.memory === own.memory);

for (const value of [undefined, {}, new WebAssembly.Memory({ initial: 0 }), new WebAssembly.Memory({ initial: 1, maximum: 5 })]) {
  attempt('import', () => new WebAssembly.Instance(new WebAssembly.Module(wasm(sharing)), { env: { told() {}, memory: value } }));
}
// What is told of a place that is not there.
attempt('data beyond', () => {
  try {
    new WebAssembly.Instance(new WebAssembly.Module(wasm({ memory: [1], data: [[65535, 'xx']] })));
  } catch (error) {
    return error instanceof WebAssembly.RuntimeError;
  }
});
