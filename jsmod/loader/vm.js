'use strict';

// The module vm in the one context that there is: Script, runInThisContext and
// compileFunction. What asks for another context, or for what the engine does not
// do, throws.

const {
  codes: { ERR_INVALID_ARG_TYPE }, genericNodeError,
} = require('internal/errors');
const {
  kValidateObjectAllowArray, validateArray, validateBoolean, validateInt32, validateObject, validateString, validateUint32,
} = require('internal/validators');

const USE_MAIN_CONTEXT_DEFAULT_LOADER = Symbol('vm_dynamic_import_main_context_default');

// What is put in front of a text to move its first line.
const mostOffset = 1e6;

function unavailable(what) {
  return genericNodeError(`${what} is not available: this engine has one context`, {
    code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
  });
}

function unsupported(name) {
  return genericNodeError(`The option ${name} is not available in this engine`, {
    code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', option: name,
  });
}

// placeOf reads the options that Script and compileFunction share.
function placeOf(options) {
  const { filename, lineOffset = 0, columnOffset = 0, cachedData, produceCachedData, importModuleDynamically } = options;
  validateString(filename, 'options.filename');
  validateInt32(lineOffset, 'options.lineOffset');
  validateInt32(columnOffset, 'options.columnOffset');
  if (cachedData !== undefined && !ArrayBuffer.isView(cachedData)) {
    throw new ERR_INVALID_ARG_TYPE('options.cachedData', ['Buffer', 'TypedArray', 'DataView'], cachedData);
  }
  if (produceCachedData !== undefined) validateBoolean(produceCachedData, 'options.produceCachedData');
  if (importModuleDynamically !== undefined && importModuleDynamically !== USE_MAIN_CONTEXT_DEFAULT_LOADER) {
    if (typeof importModuleDynamically !== 'function') {
      throw new ERR_INVALID_ARG_TYPE('options.importModuleDynamically', 'function', importModuleDynamically);
    }
    throw unsupported('importModuleDynamically');
  }
  if (lineOffset < 0 || lineOffset > mostOffset) throw unsupported('lineOffset');
  if (columnOffset < 0 || columnOffset > mostOffset) throw unsupported('columnOffset');
  return { filename, before: '\n'.repeat(lineOffset) + ' '.repeat(columnOffset) };
}

function optionsOf(options, filename) {
  if (typeof options === 'string') return { filename: options };
  validateObject(options, 'options');
  return { filename, ...definedOf(options) };
}

function definedOf(options) {
  const defined = {};
  for (const key of Object.keys(options)) if (options[key] !== undefined) defined[key] = options[key];
  return defined;
}

// cached tells that there are no caches: what is given is compiled anew.
function cached(target, options) {
  if (options.cachedData !== undefined) target.cachedDataRejected = true;
  if (options.produceCachedData) target.cachedDataProduced = false;
}

const programs = new WeakMap();

class Script {
  constructor(code, options = {}) {
    code = `${code}`;
    const given = optionsOf(options, 'evalmachine.<anonymous>');
    const { filename, before } = placeOf(given);
    if (given.displayErrors !== undefined) validateBoolean(given.displayErrors, 'options.displayErrors');
    programs.set(this, binding.script(filename, before + code));
    cached(this, given);
    const source = /\n\/\/[#@] sourceMappingURL=(\S+)\s*$/.exec(`\n${code}`);
    this.sourceMapURL = source === null ? undefined : source[1];
  }

  runInThisContext(options = {}) {
    const program = programs.get(this);
    if (program === undefined) throw new TypeError('Illegal invocation');
    const { timeout, breakOnSigint, displayErrors } = options;
    validateObject(options, 'options');
    if (timeout !== undefined) validateUint32(timeout, 'options.timeout', true);
    if (displayErrors !== undefined) validateBoolean(displayErrors, 'options.displayErrors');
    if (breakOnSigint !== undefined) validateBoolean(breakOnSigint, 'options.breakOnSigint');
    return binding.runProgram(program, timeout, breakOnSigint);
  }

  runInContext() { throw unavailable('script.runInContext'); }

  runInNewContext() { throw unavailable('script.runInNewContext'); }

  createCachedData() { throw unsupported('cachedData'); }
}

function runInThisContext(code, options) {
  const given = typeof options === 'string' ? { filename: options } : options;
  return new Script(code, given).runInThisContext(given);
}

// compileFunction makes a function of the global scope.
function compileFunction(code, params, options = {}) {
  validateString(code, 'code');
  if (params !== undefined) {
    validateArray(params, 'params');
    params.forEach((param, i) => validateString(param, `params[${i}]`));
  }
  validateObject(options, 'options');
  const given = optionsOf(options, '');
  const { filename, before } = placeOf(given);
  const { parsingContext, contextExtensions } = given;
  if (parsingContext !== undefined) throw unavailable('options.parsingContext');
  if (contextExtensions !== undefined) {
    validateArray(contextExtensions, 'options.contextExtensions');
    if (contextExtensions.length > 0) throw unsupported('contextExtensions');
  }
  const head = `(function (${(params || []).join(', ')}) {`;
  // What closes the function itself is refused by the second form.
  binding.script(filename, `${head}{${code}\n}})`);
  const fn = binding.runProgram(binding.script(filename, `${before}${head}${code}\n})`));
  cached(fn, given);
  return fn;
}

function isContext(object) {
  validateObject(object, 'object', kValidateObjectAllowArray);
  return false;
}

const absent = (name) => ({ [name]() { throw unavailable(`vm.${name}`); } })[name];

module.exports = {
  Script,
  createContext: absent('createContext'),
  createScript(code, options) { return new Script(code, options); },
  runInContext: absent('runInContext'),
  runInNewContext: absent('runInNewContext'),
  runInThisContext,
  isContext,
  compileFunction,
  measureMemory: absent('measureMemory'),
  constants: Object.freeze({ __proto__: null, USE_MAIN_CONTEXT_DEFAULT_LOADER }),
};
