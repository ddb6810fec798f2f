'use strict';

// Modules that ask for each other in a circle.

// Stands behind the exports of a module that somebody asks for in a circle,
// and warns of what is not there yet.
const circular = new Proxy({}, {
  get(target, name) {
    if (!(name in target) && name !== '__esModule') warnOfCircle(name);
    return target[name];
  },
  getOwnPropertyDescriptor(target, name) {
    if (!hasOwn(target, name) && name !== '__esModule') warnOfCircle(name);
    return Reflect.getOwnPropertyDescriptor(target, name);
  },
});

const hasOwn = (object, name) => Object.prototype.hasOwnProperty.call(object, name);

function warnOfCircle(name) {
  process.emitWarning(`Accessing non-existent property '${String(name)}' of module exports inside circular dependency`);
}

function isPlain(exports, prototype) {
  return exports !== null && typeof exports === 'object' && !require('internal/util/types').isProxy(exports) &&
    Object.getPrototypeOf(exports) === prototype;
}

function unfinished(m) {
  if (isPlain(m.exports, Object.prototype) && !m.exports.__esModule) Object.setPrototypeOf(m.exports, circular);
}

function finished(m) {
  if (isPlain(m.exports, circular)) Object.setPrototypeOf(m.exports, Object.prototype);
}

module.exports = { finished, unfinished };
