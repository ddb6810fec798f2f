'use strict';

// import and import() in a module that was lowered to CommonJS: what they call in
// the place of require.

const { path } = binding;
const paths = require('internal/modules/paths');

// Where a module's require has this function, and the function itself.
const kImporter = Symbol.for('tlsjs.import');

function makeImporter(m) {
  function importer(specifier) {
    return m.require(resolve(`${specifier}`, m));
  }
  importer.namespace = namespace;
  Object.defineProperty(importer, kImporter, { value: importer });
  let meta;
  Object.defineProperty(importer, 'meta', { get: () => meta ??= makeMeta(m) });
  return importer;
}

function resolve(specifier, m) {
  const name = specifier.startsWith('file:') ? require('url').fileURLToPath(specifier) : specifier;
  if (name === '' || name.startsWith('node:') || binding.hasBuiltin(name)) return name;
  try {
    return paths.importing(m.filename, () => require('module')._resolveFilename(name, m, false));
  } catch (error) {
    throw error.code === 'MODULE_NOT_FOUND' && error.requireStack !== undefined ? notFound(name, m) : error;
  }
}

function isPath(name) {
  return /^\.{0,2}[\\/]/.test(name) || path.isAbsolute(name);
}

function notFound(name, m) {
  const { codes: { ERR_MODULE_NOT_FOUND } } = require('internal/errors');
  if (!isPath(name)) return new ERR_MODULE_NOT_FOUND(paths.splitRequest(name)[0], m.filename);
  const file = path.resolve(path.dirname(m.filename), name);
  return new ERR_MODULE_NOT_FOUND(file, m.filename, require('url').pathToFileURL(file));
}

function makeMeta(m) {
  const { pathToFileURL } = require('url');
  const url = pathToFileURL(m.filename).href;
  return {
    __proto__: null,
    dirname: path.dirname(m.filename),
    filename: m.filename,
    resolve(specifier) {
      const name = `${specifier}`;
      if (isPath(name) || URL.canParse(name)) return new URL(name, url).href;
      return binding.hasBuiltin(name) ? `node:${name}` : pathToFileURL(resolve(name, m)).href;
    },
    url,
  };
}

// Modules that import the same one see the same object.
const namespaces = new WeakMap();

// namespace is what `import * as` gives of a module's exports. An ES module says by
// __esModule that it has a default of its own; in a circle it may get more names.
function namespace(exports) {
  const isObject = exports !== null && (typeof exports === 'object' || typeof exports === 'function');
  let made = namespaces.get(exports);
  if (made === undefined) {
    made = Object.create(null, { [Symbol.toStringTag]: { value: 'Module' } });
    if (isObject) namespaces.set(exports, made);
    if (!isObject || !exports.__esModule) Object.defineProperty(made, 'default', { value: exports, enumerable: true });
  }
  if (!isObject) return made;
  for (const name of Object.getOwnPropertyNames(exports).sort()) {
    if (Object.prototype.hasOwnProperty.call(made, name)) continue;
    const { enumerable } = Object.getOwnPropertyDescriptor(exports, name);
    Object.defineProperty(made, name, { get: () => exports[name], enumerable });
  }
  return made;
}

module.exports = { kImporter, makeImporter };
