'use strict';

// The modules that import loads, which may be several of one file.

const paths = require('internal/modules/paths');
const { importing, mark } = require('./waiting.js');

// The query and hash of a module that has them.
const kSuffix = Symbol('suffix');

// load returns the module, or an object with exports, that resolve found for another.
function load(target, parent) {
  if (target.builtin !== undefined) return { exports: parent.require(target.builtin) };
  if (target.data !== undefined) return loadText(target.data, parent);
  const { file, suffix } = target;
  const Module = require('module');
  if (suffix !== '' && paths.isESModule(file)) return loadInstance(Module, file, suffix, parent);
  const exports = importing(file, () => parent.require(file));
  const m = Module._cache[file];
  if (m === undefined || m.exports !== exports) return { exports };
  if (file.endsWith('.json')) mark(exports, 'json');
  return m;
}

function loadInstance(Module, file, suffix, parent) {
  const key = file + suffix;
  const known = Module._cache[key];
  if (known !== undefined) return known;
  const m = new Module(key, parent);
  m[kSuffix] = suffix;
  return Module._place(key, m, parent, () => m.load(file));
}

const dataURL = /^([^/]+\/[^;,]+)[^,]*?(;base64)?,([\s\S]*)$/;
const javaScript = /^\s*(text|application)\/javascript\s*$/i;

function loadText(url, parent) {
  const Module = require('module');
  const known = Module._cache[url];
  if (known !== undefined) return known;
  const { codes: { ERR_INVALID_URL, ERR_UNKNOWN_MODULE_FORMAT } } = require('internal/errors');
  const found = dataURL.exec(new URL(url).pathname);
  if (found === null) throw new ERR_INVALID_URL(url);
  const [, type, base64, body] = found;
  const text = Buffer.from(decodeURIComponent(body), base64 ? 'base64' : 'utf8').toString();
  const m = new Module(url, parent);
  m.filename = url;
  m.paths = [];
  if (javaScript.test(type)) return Module._place(url, m, parent, () => Module._compileES(m, text));
  if (type !== 'application/json') throw new ERR_UNKNOWN_MODULE_FORMAT(type, url);
  m.exports = JSON.parse(text);
  mark(m.exports, 'json');
  return Module._place(url, m, parent, () => { m.loaded = true; });
}

// place is where a module is: its URL, and whether that holds its text.
function place(m) {
  if (m.filename.startsWith('data:')) return { fromText: true, url: m.filename };
  return { fromText: false, url: require('url').pathToFileURL(m.filename).href + (m[kSuffix] ?? '') };
}

module.exports = { load, place };
