'use strict';

const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_MISSING_ARGS } } = require('internal/errors');
const { validatePort, validateString } = require('internal/validators');
const { isIP } = require('net');
const codes = require('./codes.js');
const { ResolverBase, askReverse, define, failure, kAsk, types } = require('./resolver.js');
const { resolver } = require('./shared.js');
const { find, getDefaultResultOrder, lookupErrno, readOptions, setDefaultResultOrder } = require('./lookup.js');

function lookup(hostname, options) {
  if (hostname) validateString(hostname, 'hostname');
  const opts = readOptions(options);
  return new Promise((resolve, reject) => {
    const succeed = (list) => {
      if (opts.all) resolve(list);
      else if (list.length === 0) resolve({ address: null, family: opts.family === 6 ? 6 : 4 });
      else resolve(list[0]);
    };
    find(hostname, opts, succeed, (err, list) => {
      if (err) reject(err);
      else succeed(list);
    });
  });
}

function lookupService(address, port) {
  if (arguments.length !== 2) throw new ERR_MISSING_ARGS('address', 'port');
  if (isIP(address) === 0) throw new ERR_INVALID_ARG_VALUE('address', address);
  validatePort(port);
  return new Promise((resolve, reject) => {
    binding.lookupService(address, +port, (code, found) => {
      if (code !== null) reject(failure(lookupErrno(code), 'getnameinfo', address));
      else resolve({ hostname: found[0], service: found[1] });
    });
  });
}

// Resolver is the one of promises.
class Resolver extends ResolverBase {
  resolve(hostname, rrtype) {
    let kind = types.A;
    if (typeof rrtype === 'string') {
      kind = Object.prototype.hasOwnProperty.call(types, rrtype) ? types[rrtype] : undefined;
    } else if (rrtype !== undefined) {
      throw new ERR_INVALID_ARG_TYPE('rrtype', 'string', rrtype);
    }
    if (kind === undefined) throw new ERR_INVALID_ARG_VALUE('rrtype', rrtype);
    return this[kind.method](hostname);
  }

  reverse(ip) {
    validateString(ip, 'name');
    return asPromise((done) => askReverse(this, ip, done));
  }
}

function asPromise(start) {
  return new Promise((resolve, reject) => {
    start((err, result) => {
      if (err) reject(err);
      else resolve(result);
    });
  });
}

for (const rrtype of Object.keys(types)) {
  const kind = types[rrtype];
  define(Resolver, kind.method, function(name, options) {
    validateString(name, 'name');
    const ttl = Boolean(options && options.ttl);
    return asPromise((done) => this[kAsk](kind, name, ttl, done));
  });
}

// The functions ask what dns.setServers has chosen.
const methods = Resolver.prototype;

Object.assign(exports, {
  lookup,
  lookupService,
  Resolver,
  getDefaultResultOrder,
  setDefaultResultOrder,
  setServers: (servers) => resolver.setServers(servers),
  ...codes,
  getServers: () => resolver.getServers(),
});
for (const name of ['resolve', ...Object.keys(types).map((t) => types[t].method), 'reverse']) {
  exports[name] = (...args) => methods[name].apply(shared, args);
}

// shared is a promise resolver over the settings of the callbacks' one.
const shared = Object.create(methods, Object.getOwnPropertyDescriptors(resolver));
