'use strict';

// Where a request leads: Node's algorithm for CommonJS, package `exports` and
// `imports` included.

const { path } = binding;

const packages = new Map();

// The parsed package.json of a folder, or null.
function readPackage(folder) {
  const file = path.join(folder, 'package.json');
  if (packages.has(file)) return packages.get(file);
  let data = null;
  if (binding.stat(file) === 0) {
    try {
      data = withoutPrototype(JSON.parse(binding.readFile(file)));
    } catch (error) {
      error.path = file;
      error.message = `Error parsing ${file}: ${error.message}`;
      throw error;
    }
  }
  packages.set(file, data);
  return data;
}

// Nothing that a script puts on Object.prototype is a package's.
function withoutPrototype(data) {
  return typeof data === 'object' && data !== null ? Object.setPrototypeOf(data, null) : { __proto__: null };
}

// The package.json that governs a file: [folder, data], or null.
function packageScope(file) {
  let folder = path.dirname(file);
  for (;;) {
    if (path.basename(folder) !== 'node_modules') {
      const data = readPackage(folder);
      if (data !== null) return [folder, data];
    }
    const parent = path.dirname(folder);
    if (parent === folder) return null;
    folder = parent;
  }
}

function isESModule(file) {
  if (file.endsWith('.mjs') || file.endsWith('.mts')) return true;
  if (!file.endsWith('.js') && !file.endsWith('.ts')) return false;
  const scope = packageScope(file);
  return scope !== null && scope[1].type === 'module';
}

function nodeModulePaths(from) {
  const paths = [];
  let folder = path.resolve(from);
  for (;;) {
    if (path.basename(folder) !== 'node_modules') paths.push(path.join(folder, 'node_modules'));
    const parent = path.dirname(folder);
    if (parent === folder) return paths;
    folder = parent;
  }
}

function tryFile(file) {
  return binding.stat(file) === 0 ? binding.realpath(file) : false;
}

function tryExtensions(base, extensions) {
  for (const extension of extensions) {
    const file = tryFile(base + extension);
    if (file) return file;
  }
  return false;
}

function tryFolder(folder, extensions) {
  const data = readPackage(folder);
  if (data !== null && typeof data.main === 'string' && data.main !== '') {
    const target = path.resolve(folder, data.main);
    const found = tryFile(target) || tryExtensions(target, extensions) ||
      tryExtensions(path.join(target, 'index'), extensions);
    if (found) return found;
  }
  const index = tryExtensions(path.join(folder, 'index'), extensions);
  if (data === null || !data.main) return index;
  if (index) {
    process.emitWarning(
      `Invalid 'main' field in '${path.join(folder, 'package.json')}' of '${data.main}'. ` +
      'Please either fix that or report it to the module author', 'DeprecationWarning', 'DEP0128');
    return index;
  }
  const error = new Error(
    `Cannot find module '${path.resolve(folder, data.main)}'. ` +
    'Please verify that the package.json has a valid "main" entry');
  error.code = 'MODULE_NOT_FOUND';
  error.path = path.join(folder, 'package.json');
  throw error;
}

// A path to a file, a file without its extension, or a folder.
function tryPath(target, extensions, folderOnly) {
  const kind = binding.stat(target);
  if (!folderOnly) {
    if (kind === 0) return binding.realpath(target);
    const found = tryExtensions(target, extensions);
    if (found) return found;
  }
  return kind === 1 ? tryFolder(target, extensions) : false;
}

const requireConditions = new Set(['node', 'require', 'module-sync', 'default', ...binding.conditions]);
const importConditions = new Set(['node', 'import', 'module-sync', 'default', ...binding.conditions]);

// The file whose import is looked for, undefined for a require.
let importedFrom;

// importing calls a function that resolves what a file imports.
function importing(from, resolve) {
  const before = importedFrom;
  importedFrom = from;
  try {
    return resolve();
  } finally {
    importedFrom = before;
  }
}

const isImporting = () => importedFrom !== undefined;

function notExported(subpath, folder, base) {
  const { codes: { ERR_PACKAGE_PATH_NOT_EXPORTED } } = require('internal/errors');
  return new ERR_PACKAGE_PATH_NOT_EXPORTED(folder + path.sep, subpath, base ?? importedFrom);
}

// A target of `exports` or `imports`: text, list or conditions. Returns a
// path, null when it is closed on purpose, undefined when nothing fits.
function resolveTarget(folder, target, star, importing) {
  if (typeof target === 'string') {
    const text = target.split('*').join(star);
    if (text.startsWith('./')) {
      const resolved = path.join(folder, text.includes('%') ? decodeURIComponent(text) : text); // it is part of a URL
      if (!resolved.startsWith(folder + path.sep) || /(^|[\\/])(\.\.?|node_modules)([\\/]|$)/.test(text.slice(2))) {
        const { codes: { ERR_INVALID_PACKAGE_TARGET } } = require('internal/errors');
        throw new ERR_INVALID_PACKAGE_TARGET(folder + path.sep, star, target, importing, undefined);
      }
      return resolved;
    }
    if (importing) return { request: text };
    const { codes: { ERR_INVALID_PACKAGE_TARGET } } = require('internal/errors');
    throw new ERR_INVALID_PACKAGE_TARGET(folder + path.sep, star, target, importing, undefined);
  }
  if (Array.isArray(target)) {
    for (const item of target) {
      const found = resolveTarget(folder, item, star, importing);
      if (found !== undefined && found !== null) return found;
    }
    return target.length === 0 ? null : undefined;
  }
  if (target === null) return null;
  if (typeof target === 'object') {
    for (const key of Object.keys(target)) {
      if (!(isImporting() ? importConditions : requireConditions).has(key)) continue;
      const found = resolveTarget(folder, target[key], star, importing);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

// Looks a key up in a map whose keys may hold one star.
function matchKey(map, key) {
  if (Object.prototype.hasOwnProperty.call(map, key) && !key.includes('*')) return [map[key], ''];
  let best = null;
  for (const pattern of Object.keys(map)) {
    const star = pattern.indexOf('*');
    if (star === -1) continue;
    const head = pattern.slice(0, star);
    const tail = pattern.slice(star + 1);
    if (key.length >= pattern.length && key.startsWith(head) && key.endsWith(tail) &&
        (best === null || head.length > best[2])) {
      best = [map[pattern], key.slice(head.length, key.length - tail.length), head.length];
    }
  }
  return best;
}

// base is the file that asks, when it belongs to the package itself.
function resolveExports(folder, data, subpath, base) {
  let map = data.exports;
  if (typeof map !== 'object' || map === null || Array.isArray(map) ||
      Object.keys(map).every((key) => !key.startsWith('.'))) {
    map = { '.': map };
  }
  const hit = matchKey(map, subpath);
  const target = hit === null ? undefined : resolveTarget(folder, hit[0], hit[1], false);
  if (target === undefined || target === null) throw notExported(subpath, folder, base);
  return target;
}

function resolveImports(request, file) {
  const scope = packageScope(file);
  if (scope !== null && scope[1].imports) {
    const hit = matchKey(scope[1].imports, request);
    const target = hit === null ? undefined : resolveTarget(scope[0], hit[0], hit[1], true);
    if (target !== undefined && target !== null) return target;
  }
  const { codes: { ERR_PACKAGE_IMPORT_NOT_DEFINED } } = require('internal/errors');
  throw new ERR_PACKAGE_IMPORT_NOT_DEFINED(request, scope === null ? undefined : scope[0] + path.sep, file);
}

// 'name/sub' or '@scope/name/sub' as [name, './sub'].
function splitRequest(request) {
  const parts = request.split('/');
  const size = request.startsWith('@') ? 2 : 1;
  const rest = parts.slice(size).join('/');
  return [parts.slice(0, size).join('/'), rest === '' ? '.' : `./${rest}`];
}

function tryPackage(base, request, extensions) {
  const [name, subpath] = splitRequest(request);
  const folder = path.join(base, name);
  const data = binding.stat(folder) === 1 ? readPackage(folder) : null;
  if (data !== null && data.exports !== undefined && data.exports !== null) {
    return tryFile(resolveExports(folder, data, subpath));
  }
  return tryPath(path.join(base, request), extensions, request.endsWith('/'));
}

module.exports = {
  importing,
  isESModule,
  isImporting,
  nodeModulePaths,
  packageScope,
  readPackage,
  resolveExports,
  resolveImports,
  splitRequest,
  tryPackage,
  tryPath,
};
