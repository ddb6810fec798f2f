'use strict';

const { codes: { ERR_INVALID_ARG_VALUE }, genericNodeError } = require('internal/errors');
const { validateObject, validatePort, validateString, validateUint32 } = require('internal/validators');

const kDetail = Symbol('kDetail');

// SocketAddress is one address that does not change.
class SocketAddress {
  // isSocketAddress tells whether a value is one.
  static isSocketAddress(value) {
    return Boolean(value) && typeof value === 'object' && value[kDetail] !== undefined;
  }

  constructor(options = {}) {
    validateObject(options, 'options');
    let { family = 'ipv4' } = options;
    const { address = family === 'ipv4' ? '127.0.0.1' : '::', port = 0, flowlabel = 0 } = options;
    if (typeof family === 'string') family = family.toLowerCase();
    if (family !== 'ipv4' && family !== 'ipv6') {
      throw new ERR_INVALID_ARG_VALUE('options.family', options.family);
    }
    validateString(address, 'options.address');
    validatePort(port, 'options.port');
    validateUint32(flowlabel, 'options.flowlabel', false);
    const parsed = binding.parseAddress(address);
    if (parsed === undefined || (parsed[1].length === 4) !== (family === 'ipv4')) {
      throw genericNodeError('Invalid socket address', { code: 'ERR_INVALID_ADDRESS' });
    }
    this[kDetail] = { address: parsed[0], port: port | 0, family, flowlabel };
  }

  get address() { return this[kDetail].address; }

  get port() { return this[kDetail].port; }

  get family() { return this[kDetail].family; }

  get flowlabel() { return this[kDetail].flowlabel; }

  [Symbol.for('nodejs.util.inspect.custom')](depth, options) {
    if (depth < 0) return this;
    const opts = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `SocketAddress ${require('util').inspect(this.toJSON(), opts)}`;
  }

  toJSON() {
    const { address, port, family, flowlabel } = this[kDetail];
    return { address, port, family, flowlabel };
  }
}

module.exports = { SocketAddress };
