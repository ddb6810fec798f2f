'use strict';

const {
  codes: { ERR_BROTLI_INVALID_PARAM, ERR_INVALID_ARG_TYPE, ERR_ZLIB_INITIALIZATION_FAILED },
} = require('internal/errors');
const { checkRangesOrGetDefault, validateUint32 } = require('internal/validators');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const { nextTick } = require('internal/task_queue');
const { ZlibBase, assert, processCallback } = require('./base.js');
const { atOnce, later } = require('./convenience.js');
const constants = require('./constants.js');

const {
  BROTLI_DECODE, BROTLI_ENCODE, BROTLI_OPERATION_FINISH, BROTLI_OPERATION_FLUSH, BROTLI_OPERATION_PROCESS,
  DEFLATE, DEFLATERAW, GUNZIP, GZIP, INFLATE, INFLATERAW, UNZIP,
  Z_DEFAULT_COMPRESSION, Z_DEFAULT_MEMLEVEL, Z_DEFAULT_STRATEGY, Z_DEFAULT_WINDOWBITS, Z_FINISH, Z_FIXED, Z_FULL_FLUSH,
  Z_MAX_LEVEL, Z_MAX_MEMLEVEL, Z_MAX_WINDOWBITS, Z_MIN_LEVEL, Z_MIN_MEMLEVEL, Z_MIN_WINDOWBITS, Z_NO_FLUSH, Z_SYNC_FLUSH,
} = constants;

const zlibFlushes = { flush: Z_NO_FLUSH, finishFlush: Z_FINISH, fullFlush: Z_FULL_FLUSH };
const brotliFlushes = {
  flush: BROTLI_OPERATION_PROCESS, finishFlush: BROTLI_OPERATION_FINISH, fullFlush: BROTLI_OPERATION_FLUSH,
};

function checkedDictionary(dictionary) {
  if (dictionary === undefined || isArrayBufferView(dictionary)) return dictionary;
  if (isAnyArrayBuffer(dictionary)) return Buffer.from(dictionary);
  throw new ERR_INVALID_ARG_TYPE('options.dictionary', ['Buffer', 'TypedArray', 'DataView', 'ArrayBuffer'], dictionary);
}

function checkedWindow(windowBits, mode) {
  // An inflater may take the window from the stream.
  const takes = mode === INFLATE || mode === GUNZIP || mode === UNZIP;
  if (takes && (windowBits === undefined || windowBits === null || windowBits === 0)) return 0;
  // zlib cannot pack gzip with the smallest window.
  return checkRangesOrGetDefault(windowBits, 'options.windowBits',
    Z_MIN_WINDOWBITS + (mode === GZIP ? 1 : 0), Z_MAX_WINDOWBITS, Z_DEFAULT_WINDOWBITS);
}

function Zlib(opts, mode) {
  let windowBits = Z_DEFAULT_WINDOWBITS;
  let level = Z_DEFAULT_COMPRESSION;
  let memLevel = Z_DEFAULT_MEMLEVEL;
  let strategy = Z_DEFAULT_STRATEGY;
  let dictionary;
  if (opts) {
    windowBits = checkedWindow(opts.windowBits, mode);
    level = checkRangesOrGetDefault(opts.level, 'options.level', Z_MIN_LEVEL, Z_MAX_LEVEL, level);
    memLevel = checkRangesOrGetDefault(opts.memLevel, 'options.memLevel', Z_MIN_MEMLEVEL, Z_MAX_MEMLEVEL, memLevel);
    strategy = checkRangesOrGetDefault(opts.strategy, 'options.strategy', Z_DEFAULT_STRATEGY, Z_FIXED, strategy);
    dictionary = checkedDictionary(opts.dictionary);
  }
  this._writeState = new Uint32Array(2);
  const handle = binding.zlib(mode, windowBits, level, memLevel, strategy, this._writeState, processCallback, dictionary);
  Reflect.apply(ZlibBase, this, [opts, mode, handle, zlibFlushes]);
  this._level = level;
  this._strategy = strategy;
}
Object.setPrototypeOf(Zlib.prototype, ZlibBase.prototype);
Object.setPrototypeOf(Zlib, ZlibBase);

// params changes level and strategy once what was written before is out.
Zlib.prototype.params = function params(level, strategy, callback) {
  level = checkRangesOrGetDefault(level, 'level', Z_MIN_LEVEL, Z_MAX_LEVEL, this._level);
  strategy = checkRangesOrGetDefault(strategy, 'strategy', Z_DEFAULT_STRATEGY, Z_FIXED, this._strategy);
  if (this._level === level && this._strategy === strategy) {
    nextTick(callback);
    return;
  }
  this.flush(Z_SYNC_FLUSH, () => {
    assert(this._handle);
    this._handle.params(level, strategy);
    if (this.destroyed) return;
    this._level = level;
    this._strategy = strategy;
    if (callback) callback();
  });
};

const lastParam = Math.max(...Object.keys(constants).map((key) => (
  key.startsWith('BROTLI_PARAM_') ? constants[key] : 0)));

function brotliParams(opts) {
  const list = new Uint32Array(lastParam + 1).fill(-1);
  if (!opts || !opts.params) return list;
  for (const name of Object.keys(opts.params)) {
    const key = +name;
    if (Number.isNaN(key) || key < 0 || key > lastParam || (list[key] | 0) !== -1) {
      throw new ERR_BROTLI_INVALID_PARAM(name);
    }
    const value = opts.params[name];
    if (typeof value !== 'number' && typeof value !== 'boolean') {
      throw new ERR_INVALID_ARG_TYPE('options.params[key]', 'number', value);
    }
    list[key] = value;
  }
  return list;
}

function Brotli(opts, mode) {
  const params = brotliParams(opts);
  this._writeState = new Uint32Array(2);
  const handle = binding.brotli(mode, params, this._writeState, processCallback);
  if (handle === undefined) throw new ERR_ZLIB_INITIALIZATION_FAILED();
  Reflect.apply(ZlibBase, this, [opts, mode, handle, brotliFlushes]);
}
Object.setPrototypeOf(Brotli.prototype, Zlib.prototype);
Object.setPrototypeOf(Brotli, Zlib);

// streamClass makes a class that may be called without new, as zlib's always could.
function streamClass(name, Base, mode, adapt) {
  const { [name]: Class } = {
    [name]: function(opts) {
      if (adapt) opts = adapt(opts);
      if (!(this instanceof Class)) return new Class(opts);
      Reflect.apply(Base, this, [opts, mode]);
    },
  };
  Object.setPrototypeOf(Class.prototype, Base.prototype);
  Object.setPrototypeOf(Class, Base);
  return Class;
}

// zlib no longer packs raw data with the smallest window, but users of old ask for it.
const widened = (opts) => (opts && opts.windowBits === 8 ? { ...opts, windowBits: 9 } : opts);

const Deflate = streamClass('Deflate', Zlib, DEFLATE);
const Inflate = streamClass('Inflate', Zlib, INFLATE);
const Gzip = streamClass('Gzip', Zlib, GZIP);
const Gunzip = streamClass('Gunzip', Zlib, GUNZIP);
const DeflateRaw = streamClass('DeflateRaw', Zlib, DEFLATERAW, widened);
const InflateRaw = streamClass('InflateRaw', Zlib, INFLATERAW);
const Unzip = streamClass('Unzip', Zlib, UNZIP);
const BrotliCompress = streamClass('BrotliCompress', Brotli, BROTLI_ENCODE);
const BrotliDecompress = streamClass('BrotliDecompress', Brotli, BROTLI_DECODE);

function crc32(data, value = 0) {
  if (typeof data !== 'string' && !isArrayBufferView(data)) {
    throw new ERR_INVALID_ARG_TYPE('data', ['Buffer', 'TypedArray', 'DataView', 'string'], data);
  }
  validateUint32(value, 'value');
  return binding.crc32(data, value);
}

function factory(Class) {
  return {
    configurable: true,
    enumerable: true,
    value: function(opts) {
      return new Class(opts);
    },
  };
}

module.exports = {
  crc32,
  Deflate,
  Inflate,
  Gzip,
  Gunzip,
  DeflateRaw,
  InflateRaw,
  Unzip,
  BrotliCompress,
  BrotliDecompress,
  deflate: later(Deflate),
  deflateSync: atOnce(Deflate),
  gzip: later(Gzip),
  gzipSync: atOnce(Gzip),
  deflateRaw: later(DeflateRaw),
  deflateRawSync: atOnce(DeflateRaw),
  unzip: later(Unzip),
  unzipSync: atOnce(Unzip),
  inflate: later(Inflate),
  inflateSync: atOnce(Inflate),
  gunzip: later(Gunzip),
  gunzipSync: atOnce(Gunzip),
  inflateRaw: later(InflateRaw),
  inflateRawSync: atOnce(InflateRaw),
  brotliCompress: later(BrotliCompress),
  brotliCompressSync: atOnce(BrotliCompress),
  brotliDecompress: later(BrotliDecompress),
  brotliDecompressSync: atOnce(BrotliDecompress),
};

for (const Class of [
  Deflate, Inflate, DeflateRaw, InflateRaw, Gzip, Gunzip, Unzip, BrotliCompress, BrotliDecompress,
]) {
  Object.defineProperty(module.exports, `create${Class.name}`, factory(Class));
}

// codes has numbers by name and names by number.
const codes = {};
for (const name of [
  'Z_OK', 'Z_STREAM_END', 'Z_NEED_DICT', 'Z_ERRNO', 'Z_STREAM_ERROR', 'Z_DATA_ERROR', 'Z_MEM_ERROR', 'Z_BUF_ERROR',
  'Z_VERSION_ERROR',
]) {
  codes[name] = constants[name];
}
for (const name of Object.keys(codes)) codes[codes[name]] = name;

Object.defineProperties(module.exports, {
  constants: { enumerable: true, value: constants },
  codes: { enumerable: true, value: Object.freeze(codes) },
});

for (const name of Object.keys(constants)) {
  Object.defineProperty(constants, name, { configurable: false, writable: false });
  // What came with brotli is in constants alone.
  if (!name.startsWith('BROTLI')) Object.defineProperty(module.exports, name, { value: constants[name] });
}
