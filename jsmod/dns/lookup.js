'use strict';

// What lookup takes and how its answers are ordered, for callbacks and promises.

const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE },
} = require('internal/errors');
const { validateBoolean, validateNumber, validateOneOf, validateString } = require('internal/validators');
const { isIP } = require('net');
const { failure } = require('./resolver.js');

const ADDRCONFIG = process.platform === 'win32' ? 1024 : 32;
const ALL = process.platform === 'win32' ? 256 : 16;
const V4MAPPED = process.platform === 'win32' ? 2048 : 8;

const orders = ['verbatim', 'ipv4first', 'ipv6first'];
const families = [0, 4, 6];

let defaultOrder;

function getDefaultResultOrder() {
  if (defaultOrder === undefined) {
    const given = binding.resultOrder();
    defaultOrder = orders.includes(given) ? given : 'verbatim';
  }
  return defaultOrder;
}

function setDefaultResultOrder(value) {
  validateOneOf(value, 'dnsOrder', orders);
  defaultOrder = value;
}

// readOptions brings the options of lookup, an object or a family, to one shape.
function readOptions(options) {
  const result = { family: 0, hints: 0, all: false, order: getDefaultResultOrder() };
  if (typeof options === 'number') {
    validateOneOf(options, 'family', families);
    result.family = options;
    return result;
  }
  if (options === undefined || options === null) return result;
  if (typeof options !== 'object') {
    throw new ERR_INVALID_ARG_TYPE('options', ['integer', 'object'], options);
  }
  const { family, hints, all, verbatim, order } = options;
  if (hints !== undefined && hints !== null) {
    validateNumber(hints, 'options.hints');
    result.hints = hints >>> 0;
    if ((result.hints & ~(ADDRCONFIG | ALL | V4MAPPED)) !== 0) throw new ERR_INVALID_ARG_VALUE('hints', result.hints);
  }
  if (family !== undefined && family !== null) result.family = readFamily(family);
  if (all !== undefined && all !== null) {
    validateBoolean(all, 'options.all');
    result.all = all;
  }
  if (verbatim !== undefined && verbatim !== null) {
    validateBoolean(verbatim, 'options.verbatim');
    result.order = verbatim ? 'verbatim' : 'ipv4first';
  }
  if (order !== undefined && order !== null) {
    validateOneOf(order, 'options.order', orders);
    result.order = order;
  }
  return result;
}

function readFamily(family) {
  if (family === 'IPv4') return 4;
  if (family === 'IPv6') return 6;
  validateOneOf(family, 'options.family', families);
  return family;
}

let warned = false;

function warnEmpty(hostname) {
  if (warned) return;
  warned = true;
  process.emitWarning(
    `The provided hostname "${hostname}" is not a valid hostname, and is supported in the dns module solely for compatibility.`,
    'DeprecationWarning', 'DEP0118');
}

// find looks hostname up. What needs no question is told by now(result), later
// answers by done(err, result), a list of {address, family}.
function find(hostname, { family, hints, order }, now, done) {
  if (hostname) validateString(hostname, 'hostname');
  if (!hostname) {
    warnEmpty(hostname);
    now([]);
    return;
  }
  const given = isIP(hostname);
  if (given !== 0) {
    now([{ address: hostname, family: given }]);
    return;
  }
  binding.lookup(hostname, family, portableHints(hints), (code, flat) => {
    if (code !== null) {
      done(failure(lookupErrno(code), 'getaddrinfo', hostname));
      return;
    }
    const list = [];
    for (let i = 0; i < flat.length; i += 2) list.push({ address: flat[i], family: flat[i + 1] });
    done(null, sorted(list, order));
  });
}

function portableHints(hints) {
  return (hints & ADDRCONFIG ? 32 : 0) | (hints & ALL ? 16 : 0) | (hints & V4MAPPED ? 8 : 0);
}

// lookupErrno is libuv's number, from which the error gets its code.
function lookupErrno(code) {
  switch (code) {
    case 'ENOTFOUND': return -3008;
    case 'EAI_AGAIN': return -3001;
    case 'EAI_CANCELED': return -3003;
    case 'EAI_FAIL': return -3004;
    default: return code;
  }
}

function sorted(list, order) {
  if (order === 'verbatim') return list;
  const first = order === 'ipv4first' ? 4 : 6;
  return [...list.filter((a) => a.family === first), ...list.filter((a) => a.family !== first)];
}

module.exports = {
  ADDRCONFIG, ALL, V4MAPPED, find, getDefaultResultOrder, lookupErrno, readOptions, setDefaultResultOrder,
};
