'use strict';

// ES modules with awaits outside of functions, and those that import such ones. A module
// whose import is not ready yet gives up, has all others begin, and is evaluated anew
// when they are ready: imports come before all else, so that nothing of it has run.

// Where a lowered ES module with such awaits leaves its body.
const asyncModule = Symbol.for('tlsjs.async');

// Of a module: the promise of its end, whether its imports may be running, and the
// modules that it waits for.
const kPending = Symbol('pending');
const kEvaluating = Symbol('evaluating');
const kWaitsFor = Symbol('waits for');
const kESModule = Symbol('ES module');
const kCircular = Symbol('circular');

// What an import of a module that is not ready throws.
class Waiting {
  constructor(promise) {
    this.promise = promise;
  }
}

// What import() gets of one: a promise, behind the back of esbuild's interop.
class Later {
  constructor(promise) {
    this.promise = promise;
  }
}

// evaluate runs an ES module; it returns a promise where that goes on later. imports
// gives a function for each of its imports.
function evaluate(m, run, imports) {
  m[kESModule] = true;
  m[kEvaluating] = true;
  let end;
  try {
    run();
    const body = m[asyncModule];
    if (body === undefined) return undefined;
    delete m[asyncModule];
    end = body();
  } catch (error) {
    if (!(error instanceof Waiting)) throw error;
    end = Promise.reject(error);
  } finally {
    m[kEvaluating] = false;
  }
  return end.catch((error) => {
    if (!(error instanceof Waiting)) throw error;
    return Promise.all(awaited(m, imports)).then(() => {
      m[kWaitsFor] = undefined;
      return evaluate(m, run, imports);
    });
  });
}

// awaited has all imports of a module begin and returns the promises of those that
// take longer.
function awaited(m, imports) {
  const promises = [];
  m[kEvaluating] = true;
  try {
    for (const load of imports()) {
      try {
        load();
      } catch (error) {
        if (!(error instanceof Waiting)) throw error;
        promises.push(error.promise);
      }
    }
  } finally {
    m[kEvaluating] = false;
  }
  return promises;
}

// begin is evaluate for a module that others import; end is called at its end.
function begin(m, run, imports, end) {
  const done = () => {
    if (m[kCircular] !== undefined) circularExports(m);
    end();
  };
  const later = evaluate(m, run, imports);
  if (later === undefined) {
    done();
    return undefined;
  }
  m[kPending] = later.then(() => {
    m[kPending] = undefined;
    done();
  });
  return m[kPending];
}

const isPending = (m) => m[kPending] !== undefined;

// exportsOf is what an import gives to a module: in a circle what is there yet.
function exportsOf(dependency, importer) {
  const promise = dependency[kPending];
  if (!dependency[kESModule]) return dependency.exports;
  if (promise !== undefined && !waits(dependency, importer)) {
    if (!importer[kEvaluating]) return new Later(promise.then(() => marked(dependency)));
    (importer[kWaitsFor] ??= []).push(dependency);
    throw new Waiting(promise);
  }
  if (promise !== undefined || dependency[kEvaluating]) dependency[kCircular] ??= {};
  return marked(dependency);
}

// What a circle gets stands for the exports that there will be, since a module that
// waits has others when it is evaluated anew.
function circularExports(m) {
  const exports = m[kCircular];
  for (const name of Object.getOwnPropertyNames(m.exports)) {
    if (Object.prototype.hasOwnProperty.call(exports, name)) continue;
    Object.defineProperty(exports, name, { get: () => m.exports[name], enumerable: name !== '__esModule' });
  }
  return exports;
}

function waits(m, other) {
  return m === other || (m[kWaitsFor] ?? []).some((dependency) => waits(dependency, other));
}

// Which exports are an ES module's, and which a JSON file's.
const kinds = new WeakMap();

function mark(exports, kind) {
  if (exports !== null && typeof exports === 'object') kinds.set(exports, kind);
}

const kind = (exports) => kinds.get(exports);

function marked(m) {
  const exports = m[kCircular] === undefined ? m.exports : circularExports(m);
  mark(exports, 'module');
  return exports;
}

// The file that is imported, and so may be pending.
let imported;

function importing(file, load) {
  const before = imported;
  imported = file;
  try {
    return load();
  } finally {
    imported = before;
  }
}

// checkRequired throws where require meets a module that is not ready.
function checkRequired(m) {
  if (!isPending(m) || m.filename === imported) return;
  const error = new Error(
    'require() cannot be used on an ES module with await outside of functions, or that imports such a one: ' +
    'use import()');
  error.code = 'ERR_REQUIRE_ASYNC_MODULE';
  throw error;
}

module.exports = { Later, begin, checkRequired, exportsOf, importing, isPending, kind, mark };
