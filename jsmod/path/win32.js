'use strict';

const common = require('./common.js');
const { checkString, collapse } = common;

function isSlash(code) {
  return code === 47 || code === 92;
}

function isSlashAt(path, i) {
  return i < path.length && isSlash(path.charCodeAt(i));
}

// hasDrive: "C:" at the beginning.
function hasDrive(path) {
  const c = path.charCodeAt(0);
  return path.length >= 2 && path[1] === ':' && ((c >= 65 && c <= 90) || (c >= 97 && c <= 122));
}

function splitSlashes(path) {
  return path.split(/[\\/]/);
}

// share reads "\\server\share" at the beginning; end is where it ends, zero
// where there is none.
function share(path) {
  const none = { server: '', name: '', end: 0 };
  if (!isSlashAt(path, 0) || !isSlashAt(path, 1)) {
    return none;
  }
  let i = 2;
  while (i < path.length && !isSlashAt(path, i)) {
    i++;
  }
  const server = path.slice(2, i);
  if (server === '' || i === path.length) {
    return none;
  }
  while (isSlashAt(path, i)) {
    i++;
  }
  if (i === path.length) {
    return none;
  }
  const from = i;
  while (i < path.length && !isSlashAt(path, i)) {
    i++;
  }
  return { server, name: path.slice(from, i), end: i };
}

// rootOf splits a path in device, root and the rest: end is where the rest
// begins, exact whether the path is nothing but "\\server\share".
function rootOf(path) {
  if (isSlashAt(path, 0)) {
    const { server, name, end } = share(path);
    if (server === '.' || server === '?') {
      return { device: `\\\\${server}`, absolute: true, end: 4, exact: false };
    }
    if (end > 0) {
      return { device: `\\\\${server}\\${name}`, absolute: true, end, exact: end === path.length };
    }
    const skip = path.length === 1 || !isSlashAt(path, 1) ? 1 : 0;
    return { device: '', absolute: true, end: skip, exact: false };
  }
  if (hasDrive(path)) {
    const absolute = isSlashAt(path, 2);
    return { device: path.slice(0, 2), absolute, end: absolute ? 3 : 2, exact: false };
  }
  return { device: '', absolute: false, end: 0, exact: false };
}

// The working directory, of a drive if one is given: Windows keeps one each.
function cwdOf(device) {
  if (device === '') {
    return process.cwd();
  }
  const dir = process.env[`=${device}`] || process.cwd();
  if (dir === undefined || (dir.slice(0, 2).toLowerCase() !== device.toLowerCase() && dir[2] === '\\')) {
    return `${device}\\`;
  }
  return dir;
}

// A relative path must not turn into one with a drive or a device by leaving
// out what stood before it.
function guard(path, tail) {
  if (hasDrive(tail)) {
    return `.\\${tail}`;
  }
  for (let i = path.indexOf(':'); i !== -1; i = path.indexOf(':', i + 1)) {
    if (i === path.length - 1 || isSlashAt(path, i + 1)) {
      return `.\\${tail}`;
    }
  }
  return tail;
}

// tailOf is what follows a root, made normal.
function tailOf(path, start, absolute) {
  let tail = collapse(splitSlashes(path.slice(start)), !absolute, '\\');
  if (tail === '' && !absolute) {
    tail = '.';
  }
  return tail !== '' && isSlashAt(path, path.length - 1) ? `${tail}\\` : tail;
}

const reserved = /^(CON|PRN|AUX|NUL|(COM|LPT)[1-9\xb9\xb2\xb3])$/i;

// reservedName is the name of a device with its colon, "COM1:".
function reservedName(path) {
  const colon = path.indexOf(':');
  return colon > 0 && reserved.test(path.slice(0, colon)) ? path.slice(0, colon + 1) : '';
}

module.exports = {
  resolve(...args) {
    let device = '';
    let tail = '';
    let absolute = false;
    for (let i = args.length - 1; i >= -1; i--) {
      let path;
      if (i >= 0) {
        path = args[i];
        checkString(path, `paths[${i}]`);
        if (path === '') {
          continue;
        }
      } else {
        path = cwdOf(device);
      }
      const root = rootOf(path);
      if (root.device !== '') {
        if (device === '') {
          device = root.device;
        } else if (device.toLowerCase() !== root.device.toLowerCase()) {
          continue;
        }
      }
      if (!absolute) {
        tail = `${path.slice(root.end)}\\${tail}`;
        absolute = root.absolute;
      }
      if (absolute && device !== '') {
        break;
      }
    }
    tail = collapse(splitSlashes(tail), !absolute, '\\');
    return absolute ? `${device}\\${tail}` : `${device}${tail}` || '.';
  },

  normalize(path) {
    checkString(path, 'path');
    if (path === '') {
      return '.';
    }
    if (path.length === 1) {
      return path === '/' ? '\\' : path;
    }
    const device = reservedName(path);
    if (device !== '') {
      return `.\\${device}${tailOf(path, device.length, false)}`;
    }
    const root = rootOf(path);
    if (root.exact) {
      return `${root.device}\\`;
    }
    let tail = tailOf(path, root.end, root.absolute);
    if (!root.absolute && root.device === '' && path.includes(':')) {
      tail = guard(path, tail);
    }
    // Without a colon this looks at all but the last character, as Node does.
    if (reserved.test(path.slice(0, path.indexOf(':')))) {
      return `.\\${root.device}${tail}`;
    }
    return `${root.device}${root.absolute ? '\\' : ''}${tail}`;
  },

  isAbsolute(path) {
    checkString(path, 'path');
    return isSlashAt(path, 0) || (hasDrive(path) && isSlashAt(path, 2));
  },

  join(...args) {
    const parts = [];
    for (let i = 0; i < args.length; i++) {
      checkString(args[i], 'path');
      if (args[i] !== '') {
        parts.push(args[i]);
      }
    }
    if (parts.length === 0) {
      return '.';
    }
    let joined = parts.join('\\');
    // Slashes that meet by joining must not make a share; those of one that
    // the first part really names stay.
    if (!/^[\\/]{2}[^\\/]/.test(parts[0])) {
      joined = joined.replace(/^[\\/]{2,}/, '\\');
    }
    return this_.normalize(joined);
  },

  relative(from, to) {
    checkString(from, 'from');
    checkString(to, 'to');
    if (from === to) {
      return '';
    }
    const start = this_.resolve(from);
    const end = this_.resolve(to);
    if (start.toLowerCase() === end.toLowerCase()) {
      return '';
    }
    const a = segments(start);
    const b = segments(end);
    let same = 0;
    while (same < a.length && same < b.length && a[same].toLowerCase() === b[same].toLowerCase()) {
      same++;
    }
    if (same === 0 && a.length > 0 && b.length > 0) {
      return end;
    }
    const up = new Array(a.length - same).fill('..');
    return up.concat(b.slice(same)).join('\\');
  },

  toNamespacedPath(path) {
    if (typeof path !== 'string' || path === '') {
      return path;
    }
    const full = this_.resolve(path);
    if (full.length <= 2) {
      return path;
    }
    if (full.startsWith('\\\\')) {
      return full[2] === '?' || full[2] === '.' ? full : `\\\\?\\UNC\\${full.slice(2)}`;
    }
    return hasDrive(full) && full[2] === '\\' ? `\\\\?\\${full}` : full;
  },

  dirname(path) {
    checkString(path, 'path');
    if (path.length <= 1) {
      return isSlashAt(path, 0) ? path : '.';
    }
    let root = -1;
    if (isSlashAt(path, 0)) {
      const { end } = share(path);
      if (end === path.length) {
        return path;
      }
      root = end > 0 ? end + 1 : 1;
    } else if (hasDrive(path)) {
      root = isSlashAt(path, 2) ? 3 : 2;
    }
    const cut = common.lastCut(path, Math.max(root, 0), isSlash);
    if (cut !== -1) {
      return path.slice(0, cut);
    }
    return root === -1 ? '.' : path.slice(0, root);
  },

  basename(path, suffix) {
    return common.basename(path, suffix, typeof path === 'string' && hasDrive(path) ? 2 : 0, isSlash);
  },

  extname(path) {
    checkString(path, 'path');
    const { from, to } = common.lastSegment(path, hasDrive(path) ? 2 : 0, isSlash);
    return common.extension(path.slice(from, to));
  },

  format: common.format.bind(null, '\\'),

  parse(path) {
    checkString(path, 'path');
    let end = 0;
    if (isSlashAt(path, 0)) {
      const unc = share(path).end;
      end = unc > 0 ? Math.min(unc + 1, path.length) : 1;
    } else if (hasDrive(path)) {
      end = isSlashAt(path, 2) ? 3 : 2;
    }
    return common.parse(path, end, isSlash);
  },

  sep: '\\',
  delimiter: ';',
  win32: null,
  posix: null,
};

// Functions of path work without their object.
const this_ = module.exports;

function segments(absolute) {
  const bare = absolute.replace(/^\\+|\\+$/g, '');
  return bare === '' ? [] : bare.split('\\');
}
