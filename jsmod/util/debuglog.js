'use strict';

// util.debuglog: messages for those who named a section in NODE_DEBUG.

let enabledBy;
let cached;

// sections are the expressions of NODE_DEBUG, read again when it changes.
function isEnabled(section) {
  const env = require('process').env.NODE_DEBUG || '';
  if (env !== enabledBy) {
    enabledBy = env;
    cached = new Map();
  }
  let on = cached.get(section);
  if (on === undefined) {
    on = env.split(',').some((pattern) => {
      const text = pattern.trim().replace(/[|\\{}()[\]^$+?.]/g, '\\$&').replace(/\*/g, '.*');
      return text !== '' && new RegExp(`^${text}$`, 'i').test(section);
    });
    cached.set(section, on);
  }
  return on;
}

function print(section, args) {
  const process = require('process');
  const { formatWithOptions } = require('./format.js');
  const { stderr } = process;
  const colors = Boolean(stderr.isTTY) && stderr.hasColors ? stderr.hasColors() : false;
  const msg = formatWithOptions({ colors }, ...args);
  const who = `${section} ${process.pid}`;
  stderr.write(`${colors ? `\u001b[0m${section} \u001b[1m${process.pid}\u001b[0m` : who}: ${msg}\n`);
}

function debuglog(set, cb) {
  const section = `${set}`.toUpperCase();
  let on;
  const enabled = () => {
    if (on === undefined) on = isEnabled(section);
    return on;
  };
  let debug = (...args) => {
    // The first message tells the caller which function to use from then on.
    const shown = enabled();
    const real = shown ? (...rest) => print(section, rest) : () => {};
    if (typeof cb === 'function') cb(real);
    debug = real;
    real(...args);
  };
  const logger = (...args) => debug(...args);
  Object.defineProperty(logger, 'enabled', {
    get: enabled,
    configurable: true,
    enumerable: true,
  });
  return logger;
}

module.exports = { debuglog };
