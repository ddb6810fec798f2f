'use strict';

// What posix and win32 do alike once they know their separators and roots.

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');

function checkString(value, name) {
  if (typeof value !== 'string') {
    throw new ERR_INVALID_ARG_TYPE(name, 'string', value);
  }
}

// collapse resolves "." and ".." among segments. What rises above the root is
// kept when the path is relative.
function collapse(segments, keepAbove, separator) {
  const out = [];
  for (let i = 0; i < segments.length; i++) {
    const segment = segments[i];
    if (segment === '' || segment === '.') {
      continue;
    }
    if (segment !== '..') {
      out.push(segment);
    } else if (out.length > 0 && out[out.length - 1] !== '..') {
      out.pop();
    } else if (keepAbove) {
      out.push('..');
    }
  }
  return out.join(separator);
}

// lastSegment finds the last segment of path that lies behind start, without
// the separators after it: [from, to), and where the separator before it is.
function lastSegment(path, start, isSeparator) {
  let to = path.length;
  while (to > start && isSeparator(path.charCodeAt(to - 1))) {
    to--;
  }
  let from = to;
  while (from > start && !isSeparator(path.charCodeAt(from - 1))) {
    from--;
  }
  return { from, to };
}

// extension is the last dot and what follows it, nothing for names that only
// begin with a dot.
function extension(base) {
  const dot = base.lastIndexOf('.');
  return dot <= 0 || base === '..' ? '' : base.slice(dot);
}

function basename(path, suffix, start, isSeparator) {
  if (suffix !== undefined) {
    checkString(suffix, 'suffix');
  }
  checkString(path, 'path');
  if (suffix !== undefined && suffix.length > 0 && suffix === path) {
    return '';
  }
  const { from, to } = lastSegment(path, start, isSeparator);
  const base = path.slice(from, to);
  if (suffix && suffix.length <= path.length) {
    // A base that is the end of the suffix keeps the separators behind it:
    // an old habit of Node's.
    if (base.length < suffix.length && suffix.endsWith(base)) {
      return path.slice(from === to ? start : from);
    }
    if (base.length > suffix.length && base.endsWith(suffix)) {
      return base.slice(0, -suffix.length);
    }
  }
  return base;
}

function parse(path, rootEnd, isSeparator) {
  const root = path.slice(0, rootEnd);
  const { from, to } = lastSegment(path, rootEnd, isSeparator);
  const base = path.slice(from, to);
  const ext = extension(base);
  const dir = base !== '' && from > rootEnd ? path.slice(0, from - 1) : root;
  return { root, dir, base, ext, name: ext === '' ? base : base.slice(0, -ext.length) };
}

function _format(separator, pathObject) {
  require('internal/validators').validateObject(pathObject, 'pathObject');
  const dir = pathObject.dir || pathObject.root;
  const base = pathObject.base || `${pathObject.name || ''}${withDot(pathObject.ext)}`;
  if (!dir) {
    return base;
  }
  return dir === pathObject.root ? `${dir}${base}` : `${dir}${separator}${base}`;
}

function withDot(ext) {
  return ext ? `${ext[0] === '.' ? '' : '.'}${ext}` : '';
}

// dirname cuts at the last separator behind offset; -1 when there is none.
function lastCut(path, offset, isSeparator) {
  let i = path.length;
  while (i > offset && isSeparator(path.charCodeAt(i - 1))) {
    i--;
  }
  while (i > offset && !isSeparator(path.charCodeAt(i - 1))) {
    i--;
  }
  return i > offset ? i - 1 : -1;
}

module.exports = { basename, checkString, collapse, extension, format: _format, lastCut, lastSegment, parse };
