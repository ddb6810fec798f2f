'use strict';

const { path } = binding;
const paths = require('internal/modules/paths');
const { finished, unfinished } = require('./circle.js');

// Where a module's require has what import calls.
const kImporter = Symbol.for('tlsjs.import');

// What ES modules need is loaded with the first of them.
let waiting;

function begin(...args) {
  waiting ??= require('./waiting.js');
  return waiting.begin(...args);
}

function checkRequired(m) {
  if (waiting !== undefined) waiting.checkRequired(m);
}

const makeImporter = (m) => require('./import.js').makeImporter(m);

// setOwn does not ask the prototype, where a script may have put a setter.
function setOwn(object, name, value) {
  Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
}

function Module(id = '', parent) {
  this.id = id;
  this.path = path.dirname(id);
  setOwn(this, 'exports', {});
  Object.defineProperty(this, 'parent', { value: parent, writable: true, configurable: true });
  if (parent && parent.children) parent.children.push(this);
  this.filename = null;
  this.loaded = false;
  this.children = [];
}

module.exports = Module;

Module.Module = Module;
Module._cache = Object.create(null);
Module._pathCache = Object.create(null);
Module._extensions = Object.create(null);
Module.globalPaths = [];
Module._debug = () => {};

let builtinModules = null;
Object.defineProperty(Module, 'builtinModules', {
  configurable: true,
  enumerable: true,
  get() {
    if (builtinModules === null) builtinModules = Array.from(binding.builtinNames);
    return builtinModules;
  },
  set(value) {
    builtinModules = value;
  },
});

Module.isBuiltin = function isBuiltin(name) {
  return typeof name === 'string' && binding.hasBuiltin(name);
};

Module._nodeModulePaths = paths.nodeModulePaths;

Module._initPaths = function _initPaths() {
  const nodePath = binding.env('NODE_PATH');
  Module.globalPaths = nodePath ? nodePath.split(path.delimiter).filter(Boolean) : [];
};

const wrapper = ['(function (exports, require, module, __filename, __dirname) { ', '\n});'];
Module.wrapper = wrapper;
Module.wrap = (script) => wrapper[0] + script + wrapper[1];

const relative = path.sep === '/' ? /^\.\.?\// : /^\.\.?[\\/]/;

function isRelative(request) {
  return request === '.' || request === '..' || relative.test(request);
}

// 0 for a file, 1 for a folder, less than 0 for neither.
Module._stat = function _stat(name) {
  return binding.stat(name);
};

Module._resolveLookupPaths = function _resolveLookupPaths(request, parent) {
  if (binding.hasBuiltin(request)) return null;
  if (!isRelative(request)) {
    const own = parent && parent.paths ? parent.paths : [];
    return own.concat(Module.globalPaths);
  }
  return [parent && parent.filename ? path.dirname(parent.filename) : '.'];
};

Module._findPath = function _findPath(request, bases) {
  const extensions = Object.keys(Module._extensions);
  if (path.isAbsolute(request)) bases = [''];
  else if (!bases || bases.length === 0) return false;
  const folderOnly = /(^|[\\/])\.{0,2}[\\/]?$/.test(request) && /[\\/]$|(^|[\\/])\.\.?$/.test(request);
  const key = `${request}\x00${bases.join('\x00')}${paths.isImporting() ? '\x00import' : ''}`;
  const known = Module._pathCache[key];
  if (known) return known;
  for (const base of bases) {
    if (typeof base !== 'string') {
      const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
      throw new ERR_INVALID_ARG_TYPE('paths', 'array of strings', bases);
    }
    const found = base === '' || isRelative(request) ?
      paths.tryPath(path.resolve(base, request), extensions, folderOnly) :
      paths.tryPackage(base, request, extensions);
    if (found) {
      Module._pathCache[key] = found;
      return found;
    }
  }
  return false;
};

function requireStack(parent) {
  const stack = [];
  for (let m = parent; m; m = m.parent) stack.push(m.filename || m.id);
  return stack;
}

// basesFrom are where require.resolve looks when it is told from where.
function basesFrom(request, given) {
  if (!Array.isArray(given)) {
    const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors');
    throw new ERR_INVALID_ARG_VALUE('options.paths', given);
  }
  if (isRelative(request)) return given;
  const bases = [];
  for (const from of given) {
    require('internal/validators').validateString(from, 'paths[0]');
    const probe = new Module('', null);
    probe.paths = paths.nodeModulePaths(from);
    bases.push(...Module._resolveLookupPaths(request, probe));
  }
  return bases;
}

Module._resolveFilename = function _resolveFilename(request, parent, isMain, options) {
  if (binding.hasBuiltin(request)) return request;
  if (request.startsWith('#') && parent && parent.filename) {
    const target = paths.resolveImports(request, parent.filename);
    if (typeof target === 'string') return binding.realpath(target);
    return Module._resolveFilename(target.request, parent, isMain, options);
  }
  const bases = options && options.paths !== undefined ? basesFrom(request, options.paths) :
    Module._resolveLookupPaths(request, parent);
  const self = resolveSelf(request, parent);
  if (self) return self;
  const found = Module._findPath(request, bases);
  if (found) return found;
  const stack = requireStack(parent);
  let message = `Cannot find module '${request}'`;
  if (stack.length > 0) message += `\nRequire stack:\n- ${stack.join('\n- ')}`;
  const error = new Error(message);
  error.code = 'MODULE_NOT_FOUND';
  error.requireStack = stack;
  throw error;
};

// A package may require itself by its own name.
function resolveSelf(request, parent) {
  const from = parent && (parent.filename || (parent.id === '<repl>' && path.join(binding.cwd(), parent.id)));
  if (!from || isRelative(request) || path.isAbsolute(request)) return false;
  const scope = paths.packageScope(from);
  if (scope === null || scope[1].exports === undefined || scope[1].name === undefined) return false;
  const [name, subpath] = paths.splitRequest(request);
  if (name !== scope[1].name) return false;
  return binding.realpath(paths.resolveExports(scope[0], scope[1], subpath, from));
}

function loadBuiltin(request) {
  if (request.startsWith('node:') && !binding.hasBuiltin(request)) {
    const { codes: { ERR_UNKNOWN_BUILTIN_MODULE } } = require('internal/errors');
    throw new ERR_UNKNOWN_BUILTIN_MODULE(request);
  }
  return binding.builtin(request);
}

Module._load = function _load(request, parent, isMain) {
  if (request.startsWith('node:')) return loadBuiltin(request);
  const filename = Module._resolveFilename(request, parent, isMain);
  const cached = Module._cache[filename];
  if (cached !== undefined) {
    if (parent && parent.children && !parent.children.includes(cached)) parent.children.push(cached);
    if (!cached.loaded) unfinished(cached);
    checkRequired(cached);
    return cached.exports;
  }
  if (binding.hasBuiltin(filename)) return loadBuiltin(filename);
  const m = new Module(filename, parent);
  if (isMain) {
    process.mainModule = m;
    m.id = '.';
    mainModule = m;
  }
  Module._place(filename, m, parent, () => m.load(filename));
  if (!isMain) checkRequired(m);
  return m.exports;
};

// _place puts a module into the cache, where it stays if load does not throw.
Module._place = function _place(key, m, parent, load) {
  Module._cache[key] = m;
  let done = false;
  try {
    load();
    done = true;
  } finally {
    if (done) {
      finished(m);
    } else {
      delete Module._cache[key];
      if (parent && parent.children) {
        const at = parent.children.indexOf(m);
        if (at !== -1) parent.children.splice(at, 1);
      }
    }
  }
  return m;
};

let mainModule;

// The longest ending that a handler is registered for; a name may have several
// dots, and the one that begins it begins no ending.
function longestExtension(filename) {
  const name = path.basename(filename);
  for (let at = name.indexOf('.', 1); at !== -1; at = name.indexOf('.', at + 1)) {
    const extension = name.slice(at);
    if (Module._extensions[extension]) return extension;
  }
  return '.js';
}

Module.prototype.load = function load(filename) {
  this.filename = filename;
  this.paths = paths.nodeModulePaths(path.dirname(filename));
  Module._extensions[longestExtension(filename)](this, filename);
  this.loaded = waiting === undefined || !waiting.isPending(this);
};

Module.prototype.require = function(id) {
  if (typeof id !== 'string') {
    const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
    throw new ERR_INVALID_ARG_TYPE('id', 'string', id);
  }
  if (id === '') {
    const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors');
    throw new ERR_INVALID_ARG_VALUE('id', id, 'must be a non-empty string');
  }
  return Module._load(id, this, false);
};

function checkRequest(request) {
  if (typeof request !== 'string') {
    const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
    throw new ERR_INVALID_ARG_TYPE('request', 'string', request);
  }
}

function makeRequire(m) {
  function require(id) {
    return m.require(id);
  }
  require.resolve = function resolve(request, options) {
    checkRequest(request);
    return Module._resolveFilename(request, m, false, options);
  };
  require.resolve.paths = function paths(request) {
    checkRequest(request);
    return Module._resolveLookupPaths(request, m);
  };
  setOwn(require, 'main', mainModule);
  require.extensions = Module._extensions;
  require.cache = Module._cache;
  let importer;
  Object.defineProperty(require, kImporter, { get: () => importer ??= makeImporter(m) });
  return require;
}

Module.prototype._compile = function _compile(content, filename) {
  return compileModule(this, content, filename, false);
};

function compileModule(m, content, filename, isESModule) {
  const fn = binding.compile(filename, content, isESModule);
  const require = makeRequire(m);
  const given = [m.exports, require, m, filename, path.dirname(filename)];
  if (fn.length === given.length) return fn.apply(m.exports, given);
  // An ES module's function takes import, too.
  const importer = require[kImporter];
  const imports = () => binding.imported(filename, content).map((name) => () => importer(JSON.parse(name)));
  const end = begin(m, () => fn.call(undefined, ...given, importer), imports, () => {
    m.loaded = true;
    nameDefault(m.exports, content);
  });
  if (end === undefined) return undefined;
  if (m === mainModule) untilSettled(end);
  else end.catch(() => { delete Module._cache[m.id]; }); // who imports it hears of it
  return undefined;
}

// What is exported by default without a name is called so, and not as esbuild does.
function nameDefault(exports, content) {
  if (!/\bexport\s+default\b/.test(content)) return;
  const value = exports.default;
  const name = typeof value === 'function' ? Object.getOwnPropertyDescriptor(value, 'name') : undefined;
  if (typeof name?.value !== 'string' || !/_default\d*$/.test(name.value) || content.includes(name.value)) return;
  Object.defineProperty(value, 'name', { value: 'default' });
}

// What keeps the main module waiting for ever, when nothing is left that could
// end it, is an exit status of its own.
function untilSettled(promise) {
  const unsettled = () => { process.exitCode ??= 13; };
  process.on('exit', unsettled);
  promise.finally(() => process.removeListener('exit', unsettled));
}

Module._extensions['.js'] = function(m, filename) {
  compileModule(m, binding.readFile(filename), filename, paths.isESModule(filename));
};

Module._extensions['.json'] = function(m, filename) {
  const content = binding.readFile(filename);
  try {
    m.exports = JSON.parse(content);
  } catch (error) {
    error.message = `${filename}: ${error.message}`;
    throw error;
  }
};

Module._extensions['.node'] = function(m, filename) {
  const error = new Error(`Cannot load native addon '${filename}': this runtime has no native code interface`);
  error.code = 'ERR_DLOPEN_FAILED';
  throw error;
};

for (const extension of ['.cjs', '.mjs', '.ts', '.cts', '.mts']) {
  // Not enumerable: a request without an extension does not find these.
  Object.defineProperty(Module._extensions, extension, {
    value: Module._extensions['.js'], writable: true, configurable: true, enumerable: false,
  });
}

Module.createRequire = function createRequire(file) {
  let name = file;
  if (file instanceof URL || (typeof file === 'string' && file.startsWith('file:'))) {
    name = require('url').fileURLToPath(file);
  } else if (typeof file !== 'string' || !path.isAbsolute(file)) {
    const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors');
    throw new ERR_INVALID_ARG_VALUE('filename', file,
                                    'must be a file URL object, file URL string, or absolute path string');
  }
  const folder = /[\\/]$/.test(name);
  const m = new Module(folder ? path.join(name, 'noop.js') : name, null);
  m.filename = m.id;
  m.paths = paths.nodeModulePaths(path.dirname(m.id));
  return makeRequire(m);
};

Module.runMain = function runMain() {
  return Module._load(process.argv[1], null, true);
};

Module.register = function register() {
  const { genericNodeError } = require('internal/errors');
  throw genericNodeError('module.register is not available: this loader runs no hooks', {
    code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
  });
};

Module.syncBuiltinESMExports = function syncBuiltinESMExports() {};
Module.findSourceMap = () => undefined;

// For the runtime's entrance: a module made of text instead of a file.
Module._fromSource = function _fromSource(name, source, isESModule = false) {
  const m = new Module('.', null);
  m.filename = path.isAbsolute(name) ? name : path.resolve(binding.cwd(), name);
  m.paths = paths.nodeModulePaths(path.dirname(m.filename));
  m.path = path.dirname(m.filename);
  process.mainModule = m;
  mainModule = m;
  Module._cache[m.filename] = m;
  compileModule(m, source, m.filename, isESModule);
  m.loaded = true;
  return m;
};

Module._makeRequire = makeRequire;
Module._compileES = (m, content) => compileModule(m, content, m.filename, true);
Module._initPaths();
