'use strict';

// Addresses as texts and the forms of arguments of connect and listen.

const kNormalized = Symbol('normalizedArgs');

function isIP(input) {
  return binding.isIP(typeof input === 'string' ? input : `${input}`);
}

function isIPv4(input) {
  return isIP(input) === 4;
}

function isIPv6(input) {
  return isIP(input) === 6;
}

// toNumber is a number that is not negative, or false.
function toNumber(value) {
  const n = Number(value);
  return n >= 0 ? n : false;
}

// isPipeName: a text that is no number names a unix socket or a pipe.
function isPipeName(value) {
  return typeof value === 'string' && toNumber(value) === false;
}

// normalizeArgs brings ([port][, host][, cb]), (path[, cb]) and (options[, cb])
// to [options, cb], with cb null when there is none.
function normalizeArgs(args) {
  let options = {};
  let cb = null;
  if (args.length > 0) {
    const first = args[0];
    if (typeof first === 'object' && first !== null) {
      options = first;
    } else if (isPipeName(first)) {
      options.path = first;
    } else {
      options.port = first;
      if (args.length > 1 && typeof args[1] === 'string') options.host = args[1];
    }
    const last = args[args.length - 1];
    if (typeof last === 'function') cb = last;
  }
  const result = [options, cb];
  result[kNormalized] = true;
  return result;
}

module.exports = { isIP, isIPv4, isIPv6, isPipeName, kNormalized, normalizeArgs, toNumber };
