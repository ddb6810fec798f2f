'use strict';

const windows = require('process').platform === 'win32';
const own = require(windows ? './win32.js' : './posix.js');

// The other system's functions are compiled when somebody asks for them.
function other() {
  const it = require(windows ? './posix.js' : './win32.js');
  join(windows ? it : own, windows ? own : it);
  return it;
}

function join(posix, win32) {
  for (const it of [posix, win32]) {
    for (const [name, value] of [['win32', win32], ['posix', posix]]) {
      Object.defineProperty(it, name, { value, writable: true, enumerable: true, configurable: true });
    }
    it._makeLong = it.toNamespacedPath;
  }
}

const name = windows ? 'posix' : 'win32';
Object.defineProperty(own, name, {
  configurable: true,
  enumerable: true,
  get: other,
  set(value) {
    Object.defineProperty(own, name, { value, writable: true, enumerable: true, configurable: true });
  },
});
own[windows ? 'win32' : 'posix'] = own;
own._makeLong = own.toNamespacedPath;

module.exports = own;
