'use strict';

// How the runtime starts a script.

const { path } = binding;

// The module system is loaded when something asks for it: a text that is run
// need not.
const modules = () => require('module');

// preload loads what the command line wants to be there first, and then calls run: at
// once, unless there are imports, which may have to be waited for.
function preload(run) {
  const required = binding.preload ?? [];
  const imported = binding.imports ?? [];
  if (required.length === 0 && imported.length === 0) return run();
  const Module = modules();
  const parent = new Module('internal/preload', null);
  parent.paths = Module._nodeModulePaths(binding.cwd());
  for (const name of required) parent.require(name);
  if (imported.length === 0) return run();
  parent.filename = path.join(binding.cwd(), 'preload');
  return importAll(require('./import.js').makeImporter(parent), imported).then(run);
}

async function importAll(importer, names) {
  for (const name of names) await importer.namespace(importer(name));
}

exports.runMain = function runMain(name) {
  const file = path.resolve(binding.cwd(), name);
  process.argv.splice(1, 0, file);
  preload(() => { modules()._load(file, null, true); });
};

exports.runSource = function runSource(name, source) {
  process.argv.splice(1, 0, path.resolve(binding.cwd(), name));
  preload(() => { modules()._fromSource(name, source); });
};

exports.runEval = function runEval(name, source, print) {
  preload(() => runText(name, source, print));
};

function runText(name, source, print) {
  if (binding.inputType === 'module' || (binding.inputType === '' && binding.isModule(name, source))) {
    if (print) {
      const { codes: { ERR_EVAL_ESM_CANNOT_PRINT } } = require('internal/errors');
      throw new ERR_EVAL_ESM_CANNOT_PRINT();
    }
    modules()._fromSource('[eval1]', source, true);
    return;
  }
  const own = { __filename: name, __dirname: '.' };
  for (const key of Object.keys(own)) {
    Object.defineProperty(globalThis, key, { value: own[key], writable: true, configurable: true, enumerable: true });
  }
  let made;
  const main = () => {
    if (made === undefined) {
      const Module = modules();
      made = new Module(name, null);
      made.filename = path.join(binding.cwd(), name);
      made.paths = Module._nodeModulePaths(binding.cwd());
    }
    return made;
  };
  let load;
  const requireOf = () => load ??= modules()._makeRequire(main());
  late('module', true, main);
  late('exports', true, () => main().exports);
  late('require', true, requireOf);
  if (name !== '[stdin]') offerBuiltins(requireOf, 'crypto');
  const result = binding.runScript(name, source);
  if (print) console.log(result);
}

// Defines a global whose value is made when it is first looked at.
function late(name, enumerable, make) {
  const settle = (value) => {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: true });
  };
  Object.defineProperty(globalThis, name, {
    get() {
      const value = make();
      settle(value);
      return value;
    },
    set: settle, configurable: true, enumerable,
  });
}

// Gives what is typed, on a command line or in a session of lines, the modules under
// their names, each loaded when it is first used. On a command line crypto is the
// module, and not the Web's.
function offerBuiltins(requireOf, instead) {
  for (const name of binding.builtinNames) {
    if (name.startsWith('_') || name.includes('/') || (name in globalThis && name !== instead)) continue;
    const set = (value) => {
      Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: true });
    };
    const define = (get) => {
      Object.defineProperty(globalThis, name, { get, set, configurable: true, enumerable: false });
    };
    define(() => {
      const lib = requireOf()(name);
      define(() => lib);
      return lib;
    });
  }
}

// The session of lines begins before the text of -e runs, which finds what it offers.
exports.runInteractive = function runInteractive(name, source, print) {
  preload(() => beginSession(name, source, print));
};

function beginSession(name, source, print) {
  console.log(`Welcome to tlsjs v${process.versions.tlsjs}.\nType ".help" for more information.`);
  require('internal/repl').begin(process.env);
  if (source === '') return;
  const result = binding.runScript(name, source);
  if (print) console.log(result);
}

exports.checkFile = function checkFile(name) {
  const file = modules()._resolveFilename(path.resolve(binding.cwd(), name), null, true);
  binding.check(file, binding.readFile(file), require('internal/modules/paths').isESModule(file));
};

exports.checkSource = function checkSource(name, source) {
  binding.check(name, source, false);
};

exports.offerBuiltins = offerBuiltins;
