'use strict';

const common = require('./common.js');
const { checkString, collapse } = common;

function isSlash(code) {
  return code === 47;
}

// The working directory in this notation, also on Windows.
function cwd() {
  const dir = process.cwd();
  if (process.platform !== 'win32') {
    return dir;
  }
  const slashed = dir.replace(/\\/g, '/');
  return slashed.slice(slashed.indexOf('/'));
}

module.exports = {
  resolve(...args) {
    let tail = '';
    let absolute = false;
    for (let i = args.length - 1; i >= 0 && !absolute; i--) {
      checkString(args[i], `paths[${i}]`);
      if (args[i] !== '') {
        tail = `${args[i]}/${tail}`;
        absolute = args[i][0] === '/';
      }
    }
    if (!absolute) {
      const dir = cwd();
      tail = `${dir}/${tail}`;
      absolute = dir[0] === '/';
    }
    tail = collapse(tail.split('/'), !absolute, '/');
    return absolute ? `/${tail}` : tail || '.';
  },

  normalize(path) {
    checkString(path, 'path');
    if (path === '') {
      return '.';
    }
    const absolute = path[0] === '/';
    const slash = path[path.length - 1] === '/' ? '/' : '';
    const tail = collapse(path.split('/'), !absolute, '/');
    if (tail === '') {
      return absolute ? '/' : `.${slash}`;
    }
    return `${absolute ? '/' : ''}${tail}${slash}`;
  },

  isAbsolute(path) {
    checkString(path, 'path');
    return path[0] === '/';
  },

  join(...args) {
    let joined;
    for (let i = 0; i < args.length; i++) {
      checkString(args[i], 'path');
      if (args[i] !== '') {
        joined = joined === undefined ? args[i] : `${joined}/${args[i]}`;
      }
    }
    return joined === undefined ? '.' : this_.normalize(joined);
  },

  relative(from, to) {
    checkString(from, 'from');
    checkString(to, 'to');
    if (from === to) {
      return '';
    }
    const start = segments(this_.resolve(from));
    const end = segments(this_.resolve(to));
    let same = 0;
    while (same < start.length && same < end.length && start[same] === end[same]) {
      same++;
    }
    const up = new Array(start.length - same).fill('..');
    return up.concat(end.slice(same)).join('/');
  },

  toNamespacedPath(path) {
    return path;
  },

  dirname(path) {
    checkString(path, 'path');
    const root = path[0] === '/';
    const cut = common.lastCut(path, 1, isSlash);
    if (cut === -1) {
      return root ? '/' : '.';
    }
    return root && cut === 1 ? '//' : path.slice(0, cut);
  },

  basename(path, suffix) {
    return common.basename(path, suffix, 0, isSlash);
  },

  extname(path) {
    checkString(path, 'path');
    const { from, to } = common.lastSegment(path, 0, isSlash);
    return common.extension(path.slice(from, to));
  },

  format: common.format.bind(null, '/'),

  parse(path) {
    checkString(path, 'path');
    const parsed = common.parse(path, path[0] === '/' ? 1 : 0, isSlash);
    if (parsed.base === '..' && /^\/\.\.\/*$/.test(path)) {
      // Node takes the second dot for an extension here.
      parsed.ext = parsed.name = '.';
    }
    return parsed;
  },

  sep: '/',
  delimiter: ':',
  win32: null,
  posix: null,
};

// Functions of path work without their object.
const this_ = module.exports;

function segments(absolute) {
  return absolute === '/' ? [] : absolute.slice(1).split('/');
}
