'use strict';

// What a session's texts find. There is one context: the global object. A session
// that does not share it (useGlobal) takes away what it has added when it is reset.

const path = require('path');
const Module = require('module');
const { offerBuiltins } = require('internal/modules/run');

// Modules are looked for from where the program was when it first asked for sessions.
const paths = Module._nodeModulePaths(path.resolve('repl')).concat(Module.globalPaths);

function makeModule() {
  const made = new Module('<repl>');
  made.paths = [...paths];
  return made;
}

function define(context, name, value) {
  Object.defineProperty(context, name, { value, writable: true, configurable: true, enumerable: false });
}

// lastValues are _ and _error, until something is assigned to them.
function lastValues(repl, context) {
  const names = { _: ['last', 'underscoreAssigned'], _error: ['lastError', 'underscoreErrAssigned'] };
  for (const name of Object.keys(names)) {
    const [last, assigned] = names[name];
    repl[assigned] = false;
    Object.defineProperty(context, name, {
      configurable: true,
      get: () => repl[last],
      set(value) {
        repl[last] = value;
        if (repl[assigned]) return;
        repl[assigned] = true;
        repl.output.write(`Expression assignment to ${name} now disabled.\n`);
      },
    });
  }
}

function fill(repl) {
  const context = globalThis;
  const made = makeModule();
  const own = Module._makeRequire(made);
  define(context, 'module', made);
  define(context, 'require', own);
  offerBuiltins(() => own);
  lastValues(repl, context);
}

// adding runs fn and notes which names it gives to the global object. Those that
// vars says are declared can be taken away, which variables otherwise cannot.
function adding(names, vars, fn) {
  const before = new Set(Reflect.ownKeys(globalThis));
  for (const name of vars) {
    if (!(name in globalThis)) {
      Object.defineProperty(globalThis, name, { value: undefined, writable: true, configurable: true, enumerable: true });
    }
  }
  try {
    return fn();
  } finally {
    for (const key of Reflect.ownKeys(globalThis)) if (!before.has(key)) names.add(key);
  }
}

// noting is the global object for those who give a session's texts something to find.
function noting(names) {
  return new Proxy(globalThis, {
    defineProperty(target, key, descriptor) {
      if (!(key in target)) names.add(key);
      return Reflect.defineProperty(target, key, descriptor);
    },
    set(target, key, value) {
      if (!(key in target)) names.add(key);
      return Reflect.set(target, key, value);
    },
  });
}

function takeAway(names) {
  for (const key of names) Reflect.deleteProperty(globalThis, key);
  names.clear();
}

module.exports = { adding, fill, noting, takeAway };
