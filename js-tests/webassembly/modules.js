'use strict';

// WebAssembly's names, modules, what they tell of themselves, and what is no module.

const { wasm } = require('../fixtures/wasm.js');

function attempt(name, fn) {
  try {
    console.log(name, fn());
  } catch (error) {
    console.log(name, error.constructor.name, error.message);
  }
}

console.log(Object.keys(WebAssembly), String(WebAssembly));
for (const name of ['compile', 'validate', 'instantiate', 'compileStreaming', 'instantiateStreaming']) {
  console.log(name, WebAssembly[name].length, Object.getOwnPropertyDescriptor(WebAssembly, name).enumerable);
}
for (const name of ['Module', 'Instance', 'Memory', 'Table', 'Global']) {
  const { prototype, length } = WebAssembly[name];
  const members = Object.entries(Object.getOwnPropertyDescriptors(prototype)).map(([key, { enumerable, value, set }]) => (
    `${key}${enumerable ? ' enumerable' : ''}${typeof value === 'function' ? ` ${value.length}` : ''}${set ? ' set' : ''}`));
  console.log(name, length, Object.prototype.toString.call(prototype), members);
}
for (const name of ['CompileError', 'LinkError', 'RuntimeError']) {
  const Class = WebAssembly[name];
  const error = new Class('why', { cause: 1 });
  console.log(name, Class.length, error instanceof Error, error.name, String(error), error.cause,
              Class('x').message, Object.getPrototypeOf(Class) === Error, Object.keys(error));
}

const bytes = wasm({
  types: [[['i32'], ['i64']], [[], []]],
  imports: [['env', 'log', 'func', 1], ['env', 'memory', 'memory', [1, 2]], ['other', 'table', 'table', ['funcref', 1]],
            ['other', '', 'global', ['f64', true]]],
  functions: [[0, [0x42, 7]]],
  globals: [['i32', false, [0x41, 5]], ['f32', true, [0x43, 0, 0, 0, 0]]],
  exports: { run: ['func', 1], memory: ['memory', 0], again: ['func', 1], 'näme': ['global', 1], table: ['table', 0] },
  customs: [['notes', 'one'], ['other', 'x'], ['notes', 'two']],
});
const module_ = new WebAssembly.Module(bytes);
console.log(module_, WebAssembly.Module.imports(module_), WebAssembly.Module.exports(module_));
const notes = WebAssembly.Module.customSections(module_, 'notes');
console.log(notes.map((b) => [b instanceof ArrayBuffer, Buffer.from(b).toString()]));
new Uint8Array(notes[0])[0] = 0;
console.log(Buffer.from(WebAssembly.Module.customSections(module_, 'notes')[0]).toString());
console.log(WebAssembly.Module.customSections(module_, 'none'));

console.log(WebAssembly.validate(bytes), WebAssembly.validate(bytes.buffer), WebAssembly.validate(new Uint8Array(8)));
const within = Buffer.concat([Buffer.from('xx'), bytes, Buffer.from('xx')]);
console.log(WebAssembly.validate(within.subarray(2, 2 + bytes.length)), WebAssembly.validate(within));
for (const value of [undefined, null, 1, 'x', {}, [0, 0x61]]) {
  attempt('validate', () => WebAssembly.validate(value));
  attempt('Module', () => new WebAssembly.Module(value));
}
for (const value of [[], [0, 0x61], [1, 2, 3, 4], [0, 0x61, 0x73, 0x6d], [0, 0x61, 0x73, 0x6d, 2, 0, 0, 0]]) {
  attempt('Module', () => new WebAssembly.Module(new Uint8Array(value)));
}
attempt('imports', () => WebAssembly.Module.imports({}));
attempt('exports', () => WebAssembly.Module.exports());
attempt('customSections', () => WebAssembly.Module.customSections(module_));
// An empty module is one.
attempt('empty', () => WebAssembly.Module.exports(new WebAssembly.Module(wasm({}))));
attempt('Instance', () => new WebAssembly.Instance(new WebAssembly.Module(wasm({}))));
attempt('Instance', () => new WebAssembly.Instance({}));
attempt('Instance', () => new WebAssembly.Instance(module_, 1));
attempt('exports', () => Reflect.get(WebAssembly.Instance.prototype, 'exports', {}));
