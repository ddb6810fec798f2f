'use strict';

// What require('repl') gives.

const { inspect } = require('internal/util/inspect');
const { builtinModules } = require('module');
const { validateObject } = require('internal/validators');
const { REPLServer } = require('./server.js');
const { Recoverable } = require('./evaluate.js');
const { REPL_MODE_SLOPPY, REPL_MODE_STRICT } = require('./modes.js');

const writer = (value) => inspect(value, writer.options);
writer.options = { ...inspect.defaultOptions, showProxy: true };

// util.inspect.replDefaults, too, are the options of the writer.
Object.defineProperty(inspect, 'replDefaults', {
  get: () => writer.options,
  set(options) {
    validateObject(options, 'options');
    Object.assign(writer.options, options);
  },
  configurable: true,
});

function start(prompt, source, evaluate, useGlobal, ignoreUndefined, replMode) {
  const repl = new REPLServer(prompt, source, evaluate, useGlobal, ignoreUndefined, replMode);
  if (!module.exports.repl) module.exports.repl = repl;
  return repl;
}

module.exports = {
  start,
  writer,
  REPLServer,
  REPL_MODE_SLOPPY,
  REPL_MODE_STRICT,
  Recoverable,
};

// The list may be changed: it is what a session offers to complete in require('').
let builtins;
for (const name of ['builtinModules', '_builtinLibs']) {
  Object.defineProperty(module.exports, name, {
    get: () => builtins ??= builtinModules.filter((e) => !e.startsWith('_')),
    set: (value) => { builtins = value; },
    enumerable: name === 'builtinModules',
    configurable: true,
  });
}
