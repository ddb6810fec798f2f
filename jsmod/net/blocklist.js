'use strict';

const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } } = require('internal/errors');
const { validateInt32, validateString } = require('internal/validators');
const { SocketAddress } = require('./socket_address.js');

const kRules = Symbol('kRules');

// BlockList is a set of addresses, ranges and subnets.
class BlockList {
  constructor() {
    this[kRules] = [];
  }

  addAddress(address, family = 'ipv4') {
    const a = parse(address, family, 'address');
    this[kRules].unshift({
      text: `Address: ${name(a)} ${a.text}`,
      family: a.bytes.length,
      matches: (bytes) => compare(bytes, a.bytes) === 0,
    });
  }

  addRange(start, end, family = 'ipv4') {
    const a = parse(start, family, 'start');
    const b = parse(end, family, 'end');
    if (compare(a.bytes, b.bytes) > 0) {
      throw new ERR_INVALID_ARG_VALUE('start', a.address, 'must come before end');
    }
    this[kRules].unshift({
      text: `Range: ${name(a)} ${a.text}-${b.text}`,
      family: a.bytes.length,
      matches: (bytes) => compare(bytes, a.bytes) >= 0 && compare(bytes, b.bytes) <= 0,
    });
  }

  addSubnet(network, prefix, family = 'ipv4') {
    const a = parse(network, family, 'network');
    validateInt32(prefix, 'prefix', 0, a.bytes.length * 8);
    this[kRules].unshift({
      text: `Subnet: ${name(a)} ${a.text}/${prefix}`,
      family: a.bytes.length,
      matches: (bytes) => samePrefix(bytes, a.bytes, prefix),
    });
  }

  check(address, family = 'ipv4') {
    let bytes;
    if (SocketAddress.isSocketAddress(address)) {
      bytes = binding.parseAddress(address.address)[1];
    } else {
      validateString(address, 'address');
      validateString(family, 'family');
      const parsed = binding.parseAddress(address);
      if (parsed === undefined || parsed[1].length !== size(family)) return false;
      bytes = parsed[1];
    }
    const mapped = v4Mapped(bytes);
    return this[kRules].some((rule) =>
      (rule.family === bytes.length && rule.matches(bytes)) ||
      (mapped !== undefined && rule.family === 4 && rule.matches(mapped)));
  }

  get rules() {
    return this[kRules].map((rule) => rule.text);
  }

  [Symbol.for('nodejs.util.inspect.custom')](depth, options) {
    if (depth < 0) return this;
    const opts = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `BlockList ${require('util').inspect({ rules: this.rules }, opts)}`;
  }
}

// size is how many bytes an address of the family has; none has zero.
function size(family) {
  family = family.toLowerCase();
  if (family === 'ipv4') return 4;
  return family === 'ipv6' ? 16 : 0;
}

// parse takes an address as text with its family, or a SocketAddress.
function parse(address, family, argument) {
  if (!SocketAddress.isSocketAddress(address)) {
    if (typeof address !== 'string') throw new ERR_INVALID_ARG_TYPE(argument, 'string', address);
    validateString(family, 'family');
    address = new SocketAddress({ address, family });
  }
  const [text, bytes] = binding.parseAddress(address.address);
  return { address, text, bytes };
}

function name(a) {
  return a.bytes.length === 4 ? 'IPv4' : 'IPv6';
}

function compare(a, b) {
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i]) return a[i] - b[i];
  }
  return 0;
}

function samePrefix(a, b, bits) {
  for (let i = 0; bits > 0; i++, bits -= 8) {
    const mask = bits >= 8 ? 0xff : 0xff << (8 - bits);
    if ((a[i] & mask) !== (b[i] & mask)) return false;
  }
  return true;
}

// v4Mapped is the IPv4 address inside ::ffff:a.b.c.d.
function v4Mapped(bytes) {
  if (bytes.length !== 16 || bytes[10] !== 0xff || bytes[11] !== 0xff) return undefined;
  for (let i = 0; i < 10; i++) {
    if (bytes[i] !== 0) return undefined;
  }
  return bytes.slice(12);
}

module.exports = { BlockList };
