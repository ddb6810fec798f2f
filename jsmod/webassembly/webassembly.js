'use strict';

// The global WebAssembly.

const { codes: { ERR_INVALID_ARG_TYPE, ERR_WEBASSEMBLY_RESPONSE } } = require('internal/errors');
const { importsArgument, isBytes } = require('./checks.js');
const { begin, classes } = require('./classes.js');
const errors = require('./errors.js');

binding.setup({
  ...errors,
  ...classes,
  RangeError,
  toBigInt64: (value) => BigInt.asIntN(64, value),
  list: (values) => [...values],
});

// later compiles away from the loop.
function later(bytes, prefix) {
  return new Promise((resolve, reject) => {
    const module = Object.create(classes.Module.prototype);
    binding.compileLater(module, bytes, prefix, (error) => {
      if (error === undefined) resolve(module);
      else reject(error);
    });
  });
}

function start(module, imports, prefix) {
  return begin(Object.create(classes.Instance.prototype), module, imports, prefix);
}

// received is the bytes of a Response that is WebAssembly.
async function received(source) {
  const { Response } = require('internal/fetch');
  // The engine's await lets an error of a getter "then" out, Promise's resolve does not.
  const response = await new Promise((resolve) => { resolve(source); });
  if (!(response instanceof Response)) {
    throw new ERR_INVALID_ARG_TYPE('source', ['Response', 'Promise resolving to Response'], response);
  }
  const type = response.headers.get('Content-Type');
  if (type !== 'application/wasm') {
    throw new ERR_WEBASSEMBLY_RESPONSE(`has unsupported MIME type '${type}'`);
  }
  if (!response.ok) throw new ERR_WEBASSEMBLY_RESPONSE(`has status code ${response.status}`);
  if (response.bodyUsed) throw new ERR_WEBASSEMBLY_RESPONSE('body has already been used');
  return response.arrayBuffer();
}

async function compile(bytes) {
  const prefix = 'WebAssembly.compile(): ';
  if (!isBytes(bytes)) throw new TypeError(`${prefix}Argument 0 must be a buffer source`);
  return later(bytes, prefix);
}

async function instantiate(source, imports) {
  const prefix = 'WebAssembly.instantiate(): ';
  const compiled = binding.kind(source) === 'Module';
  if (!compiled && !isBytes(source)) {
    throw new TypeError(`${prefix}Argument 0 must be a buffer source or a WebAssembly.Module object`);
  }
  importsArgument(imports, prefix);
  if (compiled) {
    await undefined;
    return start(source, imports, prefix);
  }
  const module = await later(source, prefix);
  return { module, instance: start(module, imports, prefix) };
}

async function compileStreaming(source) {
  return later(await received(source), 'WebAssembly.compileStreaming(): ');
}

async function instantiateStreaming(source, imports) {
  const prefix = 'WebAssembly.instantiateStreaming(): ';
  importsArgument(imports, prefix);
  const module = await later(await received(source), prefix);
  return { module, instance: start(module, imports, prefix) };
}

// The functions that scripts see are none of JavaScript's that say async.
const WebAssembly = {
  compile: (bytes) => compile(bytes),

  validate(bytes) {
    if (!isBytes(bytes)) throw new TypeError('WebAssembly.validate(): Argument 0 must be a buffer source');
    return binding.validate(bytes);
  },

  instantiate: (source, imports = undefined) => instantiate(source, imports),
  compileStreaming: (source) => compileStreaming(source),
  instantiateStreaming: (source, imports = undefined) => instantiateStreaming(source, imports),
};
for (const [name, value] of Object.entries({ ...classes, ...errors })) {
  Object.defineProperty(WebAssembly, name, { configurable: true, writable: true, value });
}
Object.defineProperty(WebAssembly, Symbol.toStringTag, { configurable: true, value: 'WebAssembly' });

module.exports = WebAssembly;
