'use strict';

const { Buffer } = require('buffer');
const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS, ERR_UNKNOWN_ENCODING } } = require('internal/errors');

// The state lies in a Buffer, as in Node: four bytes of an unfinished
// character, how many are missing, how many are there, the encoding.
const kNativeDecoder = binding.symbol;

function StringDecoder(encoding) {
  const canonical = binding.canonical(encoding);
  if (canonical === undefined) {
    throw new ERR_UNKNOWN_ENCODING(encoding);
  }
  this.encoding = canonical;
  const state = Buffer.alloc(7);
  state[6] = binding.number(canonical);
  this[kNativeDecoder] = state;
}

StringDecoder.prototype.write = binding.write;
StringDecoder.prototype.end = binding.end;

StringDecoder.prototype.text = function text(buf, offset) {
  this[kNativeDecoder][4] = 0;
  this[kNativeDecoder][5] = 0;
  return this.write(buf.slice(offset));
};

Object.defineProperties(StringDecoder.prototype, {
  lastChar: {
    enumerable: true,
    get() { return this[kNativeDecoder].subarray(0, 4); },
  },
  lastNeed: {
    enumerable: true,
    get() { return this[kNativeDecoder][4]; },
  },
  lastTotal: {
    enumerable: true,
    get() { return this[kNativeDecoder][4] + this[kNativeDecoder][5]; },
  },
});

// binding.write calls this with what is neither a string nor a view, or when
// this is no decoder.
binding.setup(StringDecoder.prototype, function refuse(decoder, buf) {
  if (typeof buf !== 'string' && !ArrayBuffer.isView(buf)) {
    throw new ERR_INVALID_ARG_TYPE('buf', ['Buffer', 'TypedArray', 'DataView'], buf);
  }
  throw new ERR_INVALID_THIS('StringDecoder');
});

exports.StringDecoder = StringDecoder;
