'use strict';

// What a process tells about itself.

const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE }, genericNodeError } = require('internal/errors');
const { validateNumber, validateObject, validateString } = require('internal/validators');

// versions: scripts ask for openssl to learn whether there is TLS at all, and
// for modules to choose a native addon, which they will not find.
function versions(node) {
  const all = {
    node, tlsjs: binding.version, goja: binding.goja, go: binding.go, openssl: '3.0.17', uv: '1.46.0',
    modules: '115', unicode: '15.0',
  };
  for (const name of Object.keys(all)) {
    Object.defineProperty(all, name, { writable: false, configurable: false });
  }
  return all;
}

const release = { name: 'node', lts: 'Iron' };

const features = {
  inspector: false, debug: false, uv: true, ipv6: true, tls_alpn: true, tls_npn: true, tls_sni: true, tls_ocsp: true,
  tls: true, cached_builtins: true,
};

const config = Object.freeze({
  target_defaults: Object.freeze({
    cflags: [], default_configuration: 'Release', defines: [], include_dirs: [], libraries: [],
  }),
  variables: Object.freeze({
    host_arch: binding.arch, target_arch: binding.arch, napi_build_version: '0', node_module_version: 115,
  }),
});

// No option is taken from NODE_OPTIONS.
class NoFlags extends Set {
  add() {
    return this;
  }

  delete() {
    return false;
  }

  clear() {}
}
const allowedNodeEnvironmentFlags = Object.freeze(new NoFlags());

function uptime() {
  return binding.nanoseconds() / 1e9;
}

function memoryUsage() {
  const [heapTotal, heapUsed, external] = binding.memory();
  return { rss: binding.resident(), heapTotal, heapUsed, external, arrayBuffers: 0 };
}
memoryUsage.rss = function rss() {
  return binding.resident();
};

function constrainedMemory() {
  return binding.memoryLimit();
}

function availableMemory() {
  return require('os').freemem();
}

function previous(value, name) {
  validateNumber(value, `prevValue.${name}`);
  if (!(value >= 0 && value <= Number.MAX_SAFE_INTEGER)) {
    throw new ERR_INVALID_ARG_VALUE.RangeError(`prevValue.${name}`, value);
  }
  return value;
}

function cpuUsage(before) {
  if (!before) {
    const [user, system] = binding.cpu();
    return { user, system };
  }
  validateObject(before, 'prevValue');
  const [user, system] = [previous(before.user, 'user'), previous(before.system, 'system')];
  const now = binding.cpu();
  return { user: now[0] - user, system: now[1] - system };
}

const resources = [
  'userCPUTime', 'systemCPUTime', 'maxRSS', 'sharedMemorySize', 'unsharedDataSize', 'unsharedStackSize',
  'minorPageFault', 'majorPageFault', 'swappedOut', 'fsRead', 'fsWrite', 'ipcSent', 'ipcReceived', 'signalsCount',
  'voluntaryContextSwitches', 'involuntaryContextSwitches',
];

function resourceUsage() {
  const numbers = binding.resources();
  const usage = {};
  for (let i = 0; i < resources.length; i++) usage[resources[i]] = numbers[i];
  return usage;
}

function getBuiltinModule(id) {
  validateString(id, 'id');
  return require('module').isBuiltin(id) ? require(id.replace(/^node:/, '')) : undefined;
}

function loadEnvFile(path = undefined) {
  let file = '.env';
  if (path !== undefined && path !== null) {
    if (typeof path !== 'string' && !Buffer.isBuffer(path) && !(path instanceof URL)) {
      throw new ERR_INVALID_ARG_TYPE('path', ['string', 'Buffer', 'URL'], path);
    }
    file = path;
  }
  const variables = require('./dotenv.js').parse(envText(file));
  for (const name of Object.keys(variables)) {
    if (process.env[name] === undefined) process.env[name] = variables[name];
  }
}

function envText(file) {
  try {
    return require('fs').readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'EISDIR') throw invalidEnvText(file);
    throw error;
  }
}

function invalidEnvText(file) {
  const error = new TypeError(`Contents of '${file}' should be a valid string.`);
  error.code = 'ERR_INVALID_ARG_TYPE';
  return error;
}

// refuse says, when it is used and not before, that there is no such thing.
function refuse(what) {
  throw genericNodeError(`${what} is part of Node's inside, which this runtime does not have`,
    { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' });
}

// What packages ask Node's inner modules for, most of them as they are loaded and
// in case that they come to need it.
const oldBindings = {
  __proto__: null,
  constants: () => require('internal/constants'),
  http_parser: () => ({ HTTPParser: require('_http_common').HTTPParser, methods: require('http').METHODS }),
  stream_wrap: () => ({ get streamBaseState() { return refuse('streamBaseState'); } }),
  tty_wrap: () => ({ TTY: function TTY() { refuse('TTY'); }, isTTY: require('tty').isatty }),
  uv() {
    const { errname } = require('internal/errors');
    return { errname: errname || require('util').getSystemErrorName };
  },
};

function oldBinding(name) {
  validateString(name, 'module');
  const make = oldBindings[name];
  if (make === undefined) throw genericNodeError(`No such module: ${name}`, { code: 'ERR_INVALID_MODULE' });
  return make();
}

module.exports = {
  versions, release, features, config, allowedNodeEnvironmentFlags, constrainedMemory, availableMemory,
  memoryUsage, cpuUsage, resourceUsage, uptime, getBuiltinModule, loadEnvFile, binding: oldBinding,
};
