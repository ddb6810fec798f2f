'use strict';

// import and import() in a module that was lowered to CommonJS: what they call in
// the place of require.

const { load } = require('./instances.js');
const { resolve, resolveURL } = require('./specifiers.js');
const { Later, exportsOf, kind } = require('./waiting.js');

// Where a module's require has this function, and the function itself.
const kImporter = Symbol.for('tlsjs.import');

function makeImporter(m) {
  function importer(specifier) {
    return exportsOf(load(resolve(`${specifier}`, m), m), m);
  }
  importer.namespace = namespace;
  Object.defineProperty(importer, kImporter, { value: importer });
  let meta;
  Object.defineProperty(importer, 'meta', { get: () => meta ??= makeMeta(m) });
  return importer;
}

function makeMeta(m) {
  const { path } = binding;
  const { fromText, url } = require('./instances.js').place(m);
  const meta = { __proto__: null };
  if (!fromText) {
    meta.dirname = path.dirname(m.filename);
    meta.filename = m.filename;
  }
  meta.resolve = function resolve(specifier) {
    return resolveURL(`${specifier}`, m, url);
  };
  meta.url = url;
  return meta;
}

// Modules that import the same one see the same object.
const namespaces = new WeakMap();

// namespace is what `import * as` gives of a module's exports. An ES module has a default
// of its own, all others are it; in a circle one may get more names.
function namespace(exports) {
  if (exports instanceof Later) return exports.promise.then(namespace);
  const isObject = exports !== null && (typeof exports === 'object' || typeof exports === 'function');
  let made = namespaces.get(exports);
  if (made === undefined) {
    made = Object.create(null, { [Symbol.toStringTag]: { value: 'Module' } });
    if (isObject) namespaces.set(exports, made);
  }
  const isES = kind(exports) === 'module';
  const names = isObject && kind(exports) !== 'json' ? Object.getOwnPropertyNames(exports) : [];
  if (!isES && !names.includes('default')) names.push('default');
  for (const name of names.sort()) {
    if (Object.prototype.hasOwnProperty.call(made, name) || (isES && name === '__esModule')) continue;
    if (!isES && name === 'default') {
      Object.defineProperty(made, name, { value: exports, enumerable: true });
      continue;
    }
    const enumerable = name === '__esModule' || Object.getOwnPropertyDescriptor(exports, name).enumerable;
    Object.defineProperty(made, name, { get: () => exports[name], enumerable });
  }
  return made;
}

module.exports = { makeImporter };
