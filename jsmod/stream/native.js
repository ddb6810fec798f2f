'use strict';

// The native half of streams, and what it asks of JavaScript because it is
// seldom.

const { Buffer } = require('buffer');

function fail(code, ...args) {
  const { codes } = require('internal/errors');
  return new codes[code](...args);
}

// A Buffer over the memory of another view; undefined for anything else. A Buffer
// of a derived class serves as it is.
function view(value) {
  if (value instanceof Buffer) return value;
  return ArrayBuffer.isView(value) ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : undefined;
}

function decoder(encoding) {
  const { StringDecoder } = require('string_decoder');
  return new StringDecoder(encoding);
}

// Puts accessors on a prototype, without being seen in loops.
function defineProperties(proto, accessors) {
  for (const name of Object.keys(accessors)) {
    Object.defineProperty(proto, name, { enumerable: false, configurable: true, ...accessors[name] });
  }
}

module.exports = {
  native: binding,
  defineProperties,
  helpers: {
    fail,
    view,
    decoder,
    bytes: (text, encoding) => Buffer.from(text, encoding),
    recode: (text, from, to) => Buffer.from(text, from).toString(to),
    isEncoding: (name) => Buffer.isEncoding(name),
    destroyLater: (stream, error, cb) => require('./destroy.js').destroyLater(stream, error, cb),
    abort: (signal, stream) => require('./add_abort_signal.js').addAbortSignal(signal, stream),
    bufferPrototype: Buffer.prototype,
    nop() {},
  },
};
