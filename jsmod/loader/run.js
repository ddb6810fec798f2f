'use strict';

// How the runtime starts a script.

const { path } = binding;
const Module = require('module');

function preload() {
  const list = binding.preload;
  if (!list || list.length === 0) return;
  const parent = new Module('internal/preload', null);
  parent.paths = Module._nodeModulePaths(binding.cwd());
  for (const name of list) parent.require(name);
}

exports.runMain = function runMain(name) {
  const file = path.resolve(binding.cwd(), name);
  process.argv.splice(1, 0, file);
  preload();
  Module._load(file, null, true);
};

exports.runSource = function runSource(name, source) {
  process.argv.splice(1, 0, path.resolve(binding.cwd(), name));
  preload();
  Module._fromSource(name, source);
};

exports.runEval = function runEval(name, source, print) {
  preload();
  const m = new Module(name, null);
  m.filename = path.join(binding.cwd(), name);
  m.paths = Module._nodeModulePaths(binding.cwd());
  const globals = {
    __filename: name,
    __dirname: '.',
    module: m,
    exports: m.exports,
    require: Module._makeRequire(m),
  };
  for (const key of Object.keys(globals)) {
    Object.defineProperty(globalThis, key, {
      value: globals[key], writable: true, configurable: true, enumerable: true,
    });
  }
  if (name !== '[stdin]') offerBuiltins(globals.require);
  const result = binding.runScript(name, source);
  if (print) console.log(result);
};

// Gives what is typed on a command line, other than what comes from standard input,
// the modules under their names, each loaded when it is first used. crypto is the
// module there, and not the Web's.
function offerBuiltins(require) {
  for (const name of Module.builtinModules) {
    if (name.startsWith('_') || name.includes('/') || (name in globalThis && name !== 'crypto')) continue;
    const set = (value) => {
      Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: true });
    };
    const define = (get) => {
      Object.defineProperty(globalThis, name, { get, set, configurable: true, enumerable: false });
    };
    define(() => {
      const lib = require(name);
      define(() => lib);
      return lib;
    });
  }
}

exports.checkFile = function checkFile(name) {
  const file = Module._resolveFilename(path.resolve(binding.cwd(), name), null, true);
  binding.check(file, binding.readFile(file), require('internal/modules/paths').isESModule(file));
};

exports.checkSource = function checkSource(name, source) {
  binding.check(name, source, false);
};
