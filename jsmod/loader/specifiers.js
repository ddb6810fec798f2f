'use strict';

// What the text behind import names: a module of Node's, a file, or a text that is in
// the URL itself.

const { path } = binding;
const paths = require('internal/modules/paths');

const scheme = /^[a-z][a-z\d+.-]+:/i; // of two letters at least: C: is a drive

// resolve returns { builtin }, { data } with a URL, or { file, suffix }, whose suffix
// (?query#hash) makes another instance of the module.
function resolve(specifier, m) {
  if (specifier.startsWith('node:') || binding.hasBuiltin(specifier)) return { builtin: specifier };
  if (specifier === '') throw notFound(specifier, m);
  if (scheme.test(specifier)) return ofURL(specifier, m);
  if (m.filename.startsWith('data:')) {
    const { codes: { ERR_UNSUPPORTED_RESOLVE_REQUEST } } = require('internal/errors');
    throw new ERR_UNSUPPORTED_RESOLVE_REQUEST(specifier, m.filename);
  }
  if (!isPath(specifier) || !/[%?#]/.test(specifier)) return { file: find(specifier, m), suffix: '' };
  const { name, suffix } = parts(specifier, m);
  return { file: find(name, m), suffix };
}

function ofURL(specifier, m) {
  const url = new URL(specifier);
  if (url.protocol === 'data:') return { data: url.href };
  if (url.protocol !== 'file:') {
    const { codes: { ERR_UNSUPPORTED_ESM_URL_SCHEME } } = require('internal/errors');
    throw new ERR_UNSUPPORTED_ESM_URL_SCHEME(url.protocol);
  }
  return { file: find(require('url').fileURLToPath(url), m), suffix: url.search + url.hash };
}

// A path in a specifier is one of a URL: %20 is a space, ? begins a query.
function parts(specifier, m) {
  const end = specifier.search(/[?#]/);
  const name = end === -1 ? specifier : specifier.slice(0, end);
  if (/%2f|%5c/i.test(name)) {
    const { codes: { ERR_INVALID_MODULE_SPECIFIER } } = require('internal/errors');
    throw new ERR_INVALID_MODULE_SPECIFIER(
      path.resolve(path.dirname(m.filename), name), 'must not include encoded "/" or "\\" characters', m.filename);
  }
  return { name: decodeURIComponent(name), suffix: end === -1 ? '' : specifier.slice(end) };
}

function find(name, m) {
  try {
    return paths.importing(m.filename, () => require('module')._resolveFilename(name, m, false));
  } catch (error) {
    throw error.code === 'MODULE_NOT_FOUND' && error.requireStack !== undefined ? notFound(name, m) : error;
  }
}

function isPath(name) {
  return /^(\.{0,2}[\\/]|\.{1,2}$)/.test(name) || path.isAbsolute(name);
}

function notFound(name, m) {
  const { codes: { ERR_MODULE_NOT_FOUND, ERR_UNSUPPORTED_DIR_IMPORT } } = require('internal/errors');
  if (!isPath(name)) return new ERR_MODULE_NOT_FOUND(paths.splitRequest(name)[0], m.filename);
  const file = path.resolve(path.dirname(m.filename), name);
  if (binding.stat(file) === 1) {
    return new ERR_UNSUPPORTED_DIR_IMPORT(/(^|[\\/])\.{0,2}$/.test(name) ? file + path.sep : file, m.filename);
  }
  return new ERR_MODULE_NOT_FOUND(file, m.filename, require('url').pathToFileURL(file));
}

// resolveURL is import.meta.resolve: it does not look whether there is such a file.
function resolveURL(specifier, m, base) {
  if (isPath(specifier) || URL.canParse(specifier)) return new URL(specifier, base).href;
  if (binding.hasBuiltin(specifier)) return `node:${specifier}`;
  return require('url').pathToFileURL(resolve(specifier, m).file).href;
}

module.exports = { resolve, resolveURL };
