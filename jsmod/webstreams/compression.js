'use strict';

// CompressionStream and DecompressionStream of the Compression standard, over
// zlib's streams.

const { codes: { ERR_INVALID_ARG_VALUE, ERR_INVALID_THIS } } = require('internal/errors');
const { bare, finish, kState } = require('./common.js');

const packers = { 'deflate': 'createDeflate', 'deflate-raw': 'createDeflateRaw', 'gzip': 'createGzip' };
const unpackers = { 'deflate': 'createInflate', 'deflate-raw': 'createInflateRaw', 'gzip': 'createGunzip' };

class Coding {
  constructor(name, makers, format) {
    if (typeof format !== 'string' || !Object.hasOwn(makers, format)) {
      throw new ERR_INVALID_ARG_VALUE('format', format);
    }
    this.name = name;
    this.pair = require('./to_web.js').pairFromDuplex(require('zlib')[makers[format]]());
  }
}

function pairOf(value, name) {
  const state = value === null || value === undefined ? undefined : value[kState];
  if (!(state instanceof Coding) || state.name !== name) throw new ERR_INVALID_THIS(name);
  return state.pair;
}

class CompressionStream {
  constructor(format) {
    this[kState] = new Coding('CompressionStream', packers, format);
  }

  get readable() {
    return pairOf(this, 'CompressionStream').readable;
  }

  get writable() {
    return pairOf(this, 'CompressionStream').writable;
  }
}

class DecompressionStream {
  constructor(format) {
    this[kState] = new Coding('DecompressionStream', unpackers, format);
  }

  get readable() {
    return pairOf(this, 'DecompressionStream').readable;
  }

  get writable() {
    return pairOf(this, 'DecompressionStream').writable;
  }
}

for (const Class of [CompressionStream, DecompressionStream]) {
  finish(Class, ['readable', 'writable'], (stream) => {
    const { readable, writable } = pairOf(stream, Class.name);
    return { readable, writable };
  });
}

bare(Coding);

module.exports = { CompressionStream, DecompressionStream };
