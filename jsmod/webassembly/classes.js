'use strict';

// The classes of WebAssembly. binding keeps the Go value behind each object, and does
// what they do.

const { importsArgument, isBytes, isObject, limits, moduleArgument, receiver, unsignedLong } = require('./checks.js');

const kMaxPages = 65536;
const kMaxElements = 10000000;

// The types by their bytes in the format.
const kExternref = 0x6f;
const kFunction = 0x70;
const elementTypes = { __proto__: null, externref: kExternref, anyfunc: kFunction };
const valueTypes = { __proto__: null, i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, ...elementTypes };

class Module {
  constructor(bytes) {
    const prefix = 'WebAssembly.Module(): ';
    if (!isBytes(bytes)) throw new TypeError(`${prefix}Argument 0 must be a buffer source`);
    binding.compile(this, bytes, prefix);
  }

  static imports(module) {
    moduleArgument(module, 'WebAssembly.Module.imports(): ');
    return binding.imports(module);
  }

  static exports(module) {
    moduleArgument(module, 'WebAssembly.Module.exports(): ');
    return binding.exports(module);
  }

  static customSections(module, name) {
    const prefix = 'WebAssembly.Module.customSections(): ';
    moduleArgument(module, prefix);
    if (name === undefined) throw new TypeError(`${prefix}Argument 1 is required`);
    return binding.customSections(module, `${name}`);
  }
}

class Instance {
  constructor(module, imports = undefined) {
    const prefix = 'WebAssembly.Instance(): ';
    moduleArgument(module, prefix);
    importsArgument(imports, prefix);
    begin(this, module, imports, prefix);
  }

  get exports() {
    receiver(this, 'Instance', 'WebAssembly.Instance.exports()');
    return binding.exportsOf(this);
  }
}

// begin makes an object an instance.
function begin(instance, module, imports, prefix) {
  const list = binding.instantiate(instance, module, imports, prefix);
  const exports = { __proto__: null };
  for (let i = 0; i < list.length; i += 2) exports[list[i]] = list[i + 1];
  binding.setExports(instance, Object.freeze(exports));
  return instance;
}

class Memory {
  constructor(descriptor) {
    const prefix = 'WebAssembly.Memory(): ';
    if (!isObject(descriptor)) throw new TypeError(`${prefix}Argument 0 must be a memory descriptor`);
    const { initial, maximum } = limits(descriptor, prefix, kMaxPages);
    if (descriptor.shared) throw new TypeError(`${prefix}shared memory is not supported: there is no SharedArrayBuffer`);
    binding.newMemory(this, initial, maximum);
  }

  grow(delta) {
    const where = 'WebAssembly.Memory.grow()';
    receiver(this, 'Memory', where);
    const before = binding.growMemory(this, unsignedLong(delta, `${where}: Argument 0`));
    if (before < 0) throw new RangeError(`${where}: Maximum memory size exceeded`);
    return before;
  }

  get buffer() {
    receiver(this, 'Memory', 'WebAssembly.Memory.buffer');
    return binding.buffer(this);
  }
}

class Table {
  constructor(descriptor, value = undefined) {
    const prefix = 'WebAssembly.Table(): ';
    if (!isObject(descriptor)) throw new TypeError(`${prefix}Argument 0 must be a table descriptor`);
    const type = elementTypes[`${descriptor.element}`];
    if (type === undefined) {
      throw new TypeError(`${prefix}Descriptor property 'element' must be a WebAssembly reference type`);
    }
    const { initial, maximum } = limits(descriptor, prefix, kMaxElements);
    binding.newTable(this, type, initial, maximum);
    // An externref that is not given is undefined; null is what a table begins with.
    if (initial > 0 && (type === kExternref || value !== undefined)) {
      checkElement(this, value, `${prefix}Argument 1`);
      for (let i = 0; i < initial; i++) binding.tableSet(this, i, value);
    }
  }

  get length() {
    receiver(this, 'Table', 'WebAssembly.Table.length');
    return binding.tableLength(this);
  }

  grow(delta, ...rest) {
    const where = 'WebAssembly.Table.grow()';
    receiver(this, 'Table', where);
    const count = unsignedLong(delta, `${where}: Argument 0`);
    const value = first(this, rest);
    checkElement(this, value, `${where}: Argument 1`);
    const before = binding.tableLength(this) + count > kMaxElements ? -1 : binding.tableGrow(this, count, value);
    if (before < 0) throw new RangeError(`${where}: failed to grow table by ${count}`);
    return before;
  }

  set(index, ...rest) {
    const where = 'WebAssembly.Table.set()';
    receiver(this, 'Table', where);
    const at = checkIndex(this, index, where);
    const value = first(this, rest);
    checkElement(this, value, `${where}: Argument 1`);
    binding.tableSet(this, at, value);
  }

  get(index) {
    const where = 'WebAssembly.Table.get()';
    receiver(this, 'Table', where);
    return binding.tableGet(this, checkIndex(this, index, where));
  }
}

// first is the element that was given, or what stands for one that was not.
function first(table, rest) {
  if (rest.length > 0) return rest[0];
  return binding.tableType(table) === kExternref ? undefined : null;
}

function checkIndex(table, index, where) {
  const at = unsignedLong(index, `${where}: Argument 0`);
  if (at >= binding.tableLength(table)) {
    const kind = binding.tableType(table) === kExternref ? 'externref' : 'function';
    throw new RangeError(`${where}: invalid index ${at} into ${kind} table`);
  }
  return at;
}

function checkElement(table, value, what) {
  if (binding.tableType(table) === kExternref || value === null || binding.kind(value) === 'function') return;
  throw new TypeError(`${what} is invalid for table: ` +
    'function-typed object must be null (if nullable) or a Wasm function object');
}

class Global {
  constructor(descriptor, value = undefined) {
    const prefix = 'WebAssembly.Global(): ';
    if (!isObject(descriptor)) throw new TypeError(`${prefix}Argument 0 must be a global descriptor`);
    const mutable = Boolean(descriptor.mutable);
    const type = valueTypes[`${descriptor.value}`];
    if (type === undefined) throw new TypeError(`${prefix}Descriptor property 'value' must be a WebAssembly type`);
    binding.newGlobal(this, type, mutable, value);
  }

  valueOf() {
    receiver(this, 'Global', 'WebAssembly.Global.valueOf()');
    return binding.globalGet(this);
  }

  get value() {
    receiver(this, 'Global', 'get WebAssembly.Global.value');
    return binding.globalGet(this);
  }

  set value(value) {
    const where = 'set WebAssembly.Global.value';
    receiver(this, 'Global', where);
    if (!binding.globalIsMutable(this)) throw new TypeError(`${where}: Can't set the value of an immutable global.`);
    binding.globalSet(this, value);
  }
}

// show makes the properties of an object enumerable, as WebIDL has them.
function show(object, others) {
  for (const key of Object.getOwnPropertyNames(object)) {
    if (!others.includes(key)) Object.defineProperty(object, key, { enumerable: true });
  }
}

const classes = { Module, Instance, Table, Memory, Global };
for (const [name, Class] of Object.entries(classes)) {
  show(Class, ['length', 'name', 'prototype']);
  show(Class.prototype, ['constructor']);
  Object.defineProperty(Class, 'length', { configurable: true, value: 1 });
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { configurable: true, value: `WebAssembly.${name}` });
}
for (const method of ['get', 'set', 'grow']) {
  Object.defineProperty(Table.prototype[method], 'length', { configurable: true, value: 1 });
}

module.exports = { begin, classes };
