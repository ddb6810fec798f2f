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

// warnOfSecrets warns whoever keeps logs of sections that tell what others sent.
function warnOfSecrets(section) {
  if (section !== 'HTTP' && section !== 'HTTP2') return;
  require('process').emitWarning(`Setting the NODE_DEBUG environment variable to '${section.toLowerCase()}' ` +
    'can expose sensitive data (such as passwords, tokens and authentication headers) in the resulting log.');
}

function debuglog(set, cb) {
  const section = `${set}`.toUpperCase();
  let on;
  let quiet = false; // the caller has been told that there is nothing to tell
  const enabled = () => {
    if (on === undefined) on = isEnabled(section);
    return on;
  };
  let debug = (...args) => {
    // The first message tells the caller which function to use from then on.
    const shown = enabled();
    if (shown) warnOfSecrets(section);
    const real = shown ? (...rest) => print(section, rest) : () => {};
    if (typeof cb === 'function') cb(real);
    debug = real;
    quiet = !shown;
    real(...args);
  };
  // An array is spread with the protocol of iterators, which takes longer than
  // many a function that is being told of.
  const logger = (...args) => { if (!quiet) debug(...args); };
  Object.defineProperty(logger, 'enabled', {
    get: enabled,
    configurable: true,
    enumerable: true,
  });
  return logger;
}

// sectionLog is for embedded scripts: the function that tells of a section, or
// undefined when NODE_DEBUG does not name it, so that `debug?.(...)` does not so
// much as look at its arguments. As in Node a script comes too late to change that.
function sectionLog(set) {
  const logger = debuglog(set);
  return logger.enabled ? logger : undefined;
}

module.exports = { debuglog, sectionLog };
