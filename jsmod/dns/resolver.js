'use strict';

// Questions to name servers, for callbacks and promises alike.

const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_IP_ADDRESS },
  dnsException,
  genericNodeError,
} = require('internal/errors');
const {
  validateArray, validateFunction, validateInt32, validateString,
} = require('internal/validators');
const { isIP, isIPv4, isIPv6 } = require('net');

// types are the kinds of question: how Node calls it, its number, and what it
// makes of a record.
const value = (r) => r.value;
const types = {
  A: { method: 'resolve4', query: 'queryA', number: 1, ttl: true },
  AAAA: { method: 'resolve6', query: 'queryAaaa', number: 28, ttl: true },
  ANY: { method: 'resolveAny', query: 'queryAny', number: 255, shape: (r) => any(r) },
  CAA: { method: 'resolveCaa', query: 'queryCaa', number: 257, shape: bare },
  CNAME: { method: 'resolveCname', query: 'queryCname', number: 5, shape: value },
  MX: { method: 'resolveMx', query: 'queryMx', number: 15, shape: bare },
  NAPTR: { method: 'resolveNaptr', query: 'queryNaptr', number: 35, shape: bare },
  NS: { method: 'resolveNs', query: 'queryNs', number: 2, shape: value },
  PTR: { method: 'resolvePtr', query: 'queryPtr', number: 12, shape: value },
  SOA: { method: 'resolveSoa', query: 'querySoa', number: 6, shape: bare, single: true },
  SRV: { method: 'resolveSrv', query: 'querySrv', number: 33, shape: bare },
  TXT: { method: 'resolveTxt', query: 'queryTxt', number: 16, shape: (r) => r.entries },
};

function bare(r) {
  const { type, ...rest } = r;
  return rest;
}

// any is a record of an ANY answer, which keeps its type; in SOA and CAA records
// that comes last in Node.
function any(r) {
  if (r.type === 'SOA' || r.type === 'CAA') return { ...bare(r), type: r.type };
  const { type, ...rest } = r;
  return { ...rest, type };
}

function shapeAll(kind, records, ttl) {
  if (kind.ttl) {
    return records.map((r) => ttl ? { address: r.address, ttl: r.ttl } : r.address);
  }
  const shaped = records.map(kind.shape);
  return kind.single ? shaped[0] : shaped;
}

function failure(code, syscall, hostname) {
  if (code === 'ERR_ACCESS_DENIED') {
    return genericNodeError('Access to this API has been restricted',
      { code, permission: 'Net', resource: hostname });
  }
  return dnsException(code, syscall, hostname);
}

const kAsk = Symbol('kAsk');
const kForFunctions = Symbol('kForFunctions');
const kSettings = Symbol('kSettings');

// ResolverBase holds servers and time limits of the questions asked through it.
class ResolverBase {
  constructor(options = undefined) {
    const { timeout = -1, tries = 4 } = options || {};
    validateInt32(timeout, 'options.timeout', -1);
    validateInt32(tries, 'options.tries', 1);
    Object.defineProperty(this, kSettings, {
      value: { timeout, tries, servers: undefined, local4: '', local6: '', running: new Set(), shared: false },
      enumerable: false,
    });
  }

  cancel() {
    for (const stop of this[kSettings].running) stop();
  }

  getServers() {
    return (this[kSettings].servers || binding.servers()).map(showServer);
  }

  setServers(servers) {
    validateArray(servers, 'servers');
    // The resolver behind the functions is exchanged rather than changed.
    if (this[kSettings].running.size > 0 && !this[kSettings].shared) {
      throw genericNodeError('c-ares failed to set servers: "There are pending queries." [' + servers.join(',') + ']',
        { code: 'ERR_DNS_SET_SERVERS_FAILED' });
    }
    this[kSettings].servers = servers.map((server, i) => {
      validateString(server, `servers[${i}]`);
      return parseServer(server);
    });
  }

  setLocalAddress(ipv4, ipv6) {
    validateString(ipv4, 'ipv4');
    if (ipv6 !== undefined) validateString(ipv6, 'ipv6');
    const given = [ipv4, ipv6].filter((a) => a !== undefined);
    const found = { local4: undefined, local6: undefined };
    for (const address of given) {
      const family = isIP(address);
      if (family === 0) throw invalidValue('Invalid IP address.');
      const name = `local${family}`;
      if (found[name] !== undefined) throw invalidValue(`Cannot specify two IPv${family} addresses.`);
      found[name] = address;
    }
    // What is not given is the system's choice again.
    this[kSettings].local4 = found.local4 || '';
    this[kSettings].local6 = found.local6 || '';
  }

  // kAsk asks one question; done(err, result).
  [kAsk](kind, name, ttl, done) {
    const { timeout, tries, servers, local4, local6, running } = this[kSettings];
    const stop = binding.query({
      name, type: kind.number, timeout, tries, servers, local4, local6,
    }, (code, records) => {
      running.delete(stop);
      if (code !== null) done(failure(code, kind.query, name));
      else done(null, shapeAll(kind, records, ttl));
    });
    running.add(stop);
  }
}

function invalidValue(message) {
  const err = new TypeError(message);
  err.code = 'ERR_INVALID_ARG_VALUE';
  return err;
}

function showServer(server) {
  const colon = server.lastIndexOf(':');
  const port = server.slice(colon + 1);
  let host = server.slice(0, colon);
  if (port !== '53') return server;
  if (host[0] === '[') host = host.slice(1, -1);
  return host;
}

// parseServer brings the forms 1.2.3.4, 1.2.3.4:53, ::1 and [::1]:53 to host:port.
function parseServer(server) {
  if (isIPv4(server)) return `${server}:53`;
  if (isIPv6(server)) return `[${server}]:53`;
  const six = /^\[([^[\]]*)\](?::(\d+))?$/.exec(server);
  if (six !== null && isIPv6(six[1])) return `[${six[1]}]:${serverPort(six[2])}`;
  const four = /^([^:]+):(\d+)$/.exec(server);
  if (four !== null && isIPv4(four[1])) return `${four[1]}:${serverPort(four[2])}`;
  throw new ERR_INVALID_IP_ADDRESS(server);
}

function serverPort(port) {
  // Zero would ask no port that exists; c-ares takes it as the usual one.
  return Number(port) || 53;
}

// QueryReqWrap is what a question with a callback returns.
class QueryReqWrap {}

function ask(resolver, kind, name, options, callback) {
  const ttl = Boolean(options && options.ttl);
  const req = new QueryReqWrap();
  req.bindingName = kind.query;
  req.callback = callback;
  req.hostname = name;
  req.ttl = ttl;
  resolver[kAsk](kind, name, ttl, (err, result) => {
    if (err) callback.call(req, err);
    else callback.call(req, null, result);
  });
  return req;
}

// Resolver is the one of callbacks.
class Resolver extends ResolverBase {
  // forFunctions makes the one behind dns.resolve and its kin.
  static [kForFunctions]() {
    const r = new Resolver();
    r[kSettings].shared = true;
    return r;
  }

  resolve(hostname, rrtype, callback) {
    let kind;
    if (typeof rrtype === 'string') {
      kind = Object.prototype.hasOwnProperty.call(types, rrtype) ? types[rrtype] : undefined;
    } else if (typeof rrtype === 'function') {
      kind = types.A;
      callback = rrtype;
    } else {
      throw new ERR_INVALID_ARG_TYPE('rrtype', 'string', rrtype);
    }
    if (kind === undefined) throw new ERR_INVALID_ARG_VALUE('rrtype', rrtype);
    return this[kind.method](hostname, callback);
  }

  reverse(ip, callback) {
    validateString(ip, 'name');
    validateFunction(callback, 'callback');
    const req = new QueryReqWrap();
    askReverse(this, ip, (err, names) => {
      if (err) callback.call(req, err);
      else callback.call(req, null, names);
    });
    return req;
  }
}

for (const rrtype of ['ANY', 'A', 'AAAA', 'CAA', 'CNAME', 'MX', 'NS', 'TXT', 'SRV', 'PTR', 'NAPTR', 'SOA']) {
  const kind = types[rrtype];
  define(Resolver, kind.method, function(name, options, callback) {
    if (arguments.length > 2) callback = arguments[2];
    else callback = options;
    validateString(name, 'name');
    validateFunction(callback, 'callback');
    return ask(this, kind, name, arguments.length > 2 ? options : undefined, callback);
  });
}

function define(Class, name, fn) {
  Object.defineProperty(fn, 'name', { value: name, configurable: true });
  Object.defineProperty(Class.prototype, name, {
    value: fn, writable: true, enumerable: true, configurable: true,
  });
}

// askReverse finds the names of an address: through the system where no servers
// were set, so that its hosts file counts.
function askReverse(resolver, ip, done) {
  const parsed = binding.canonical(ip);
  if (parsed === undefined) throw dnsException(-22, 'getHostByAddr', ip);
  const { running, servers } = resolver[kSettings];
  const settle = (code, names) => {
    running.delete(stop);
    if (code !== null) done(failure(code, 'getHostByAddr', ip));
    else done(null, names);
  };
  const stop = servers === undefined ? binding.reverse(ip, settle) : binding.query({
    ...resolver[kSettings], name: binding.arpa(ip), type: types.PTR.number,
  }, (code, records) => settle(code, code === null ? records.map(value) : undefined));
  running.add(stop);
}

module.exports = { Resolver, ResolverBase, askReverse, define, failure, kAsk, kForFunctions, types };
