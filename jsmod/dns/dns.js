'use strict';

const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_MISSING_ARGS } } = require('internal/errors');
const { validateFunction, validatePort, validateString } = require('internal/validators');
const { nextTick } = require('internal/task_queue');
const { customPromisifyArgs } = require('internal/util');
const { isIP } = require('net');
const codes = require('./codes.js');
const { Resolver, failure, types } = require('./resolver.js');
const { resolver } = require('./shared.js');
const {
  ADDRCONFIG, ALL, V4MAPPED, find, getDefaultResultOrder, lookupErrno, readOptions, setDefaultResultOrder,
} = require('./lookup.js');

// GetAddrInfoReqWrap and GetNameInfoReqWrap are what questions with a callback
// return.
class GetAddrInfoReqWrap {}
class GetNameInfoReqWrap {}

function lookup(hostname, options, callback) {
  if (hostname) validateString(hostname, 'hostname');
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  } else if (options !== undefined && typeof options !== 'object' && typeof options !== 'number') {
    validateFunction(arguments.length === 2 ? options : callback, 'callback');
    throw new ERR_INVALID_ARG_TYPE('options', ['integer', 'object'], options);
  } else {
    validateFunction(callback, 'callback');
  }
  const opts = readOptions(options);
  const req = new GetAddrInfoReqWrap();
  req.callback = callback;
  req.family = opts.family;
  req.hostname = hostname;
  const succeed = (list) => {
    if (opts.all) callback.call(req, null, list);
    else if (list.length === 0) callback.call(req, null, null, opts.family === 6 ? 6 : 4);
    else callback.call(req, null, list[0].address, list[0].family);
  };
  find(hostname, opts, (list) => nextTick(succeed, list), (err, list) => {
    if (err) callback.call(req, err);
    else succeed(list);
  });
  return req;
}

function lookupService(address, port, callback) {
  if (arguments.length !== 3) throw new ERR_MISSING_ARGS('address', 'port', 'callback');
  if (isIP(address) === 0) throw new ERR_INVALID_ARG_VALUE('address', address);
  validatePort(port);
  validateFunction(callback, 'callback');
  const req = new GetNameInfoReqWrap();
  req.callback = callback;
  req.hostname = address;
  req.port = +port;
  binding.lookupService(address, req.port, (code, found) => {
    if (code !== null) callback.call(req, failure(lookupErrno(code), 'getnameinfo', address));
    else callback.call(req, null, found[0], found[1]);
  });
  return req;
}

// util.promisify gives an object for functions with two results.
if (customPromisifyArgs !== undefined) {
  Object.defineProperty(lookup, customPromisifyArgs, { value: ['address', 'family'], enumerable: false });
  Object.defineProperty(lookupService, customPromisifyArgs, { value: ['hostname', 'service'], enumerable: false });
}

Object.assign(exports, {
  lookup,
  lookupService,
  Resolver,
  getDefaultResultOrder,
  setDefaultResultOrder,
  setServers: (servers) => resolver.setServers(servers),
  ADDRCONFIG,
  ALL,
  V4MAPPED,
  ...codes,
  getServers: () => resolver.getServers(),
  resolve: (...args) => resolver.resolve(...args),
});

for (const rrtype of Object.keys(types)) {
  const { method } = types[rrtype];
  exports[method] = (...args) => resolver[method](...args);
}
exports.reverse = (...args) => resolver.reverse(...args);

Object.defineProperty(exports, 'promises', {
  configurable: true,
  enumerable: true,
  get() { return require('./promises.js'); },
});
