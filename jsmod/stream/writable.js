'use strict';

// Writable. What a stream does for every chunk is native, as for a Readable.

const EE = require('events');
const { Buffer } = require('buffer');
const { Stream } = require('./legacy.js');
const { WritableState } = require('./states.js');
const { construct } = require('./destroy.js');
const { defineProperties, native } = require('./native.js');

module.exports = Writable;
Object.setPrototypeOf(Writable.prototype, Stream.prototype);
Object.setPrototypeOf(Writable, Stream);

function Writable(options) {
  const isDuplex = !isWritable(this) && this instanceof require('./duplex.js');
  if (!isDuplex && !isWritable(this)) return new Writable(options);
  native.initWritable(this, options, isDuplex);
  if (options && options.captureRejections) EE.init.call(this, options);
  if (typeof this._construct === 'function') construct(this, () => { native.afterConstruct(this); });
}

function isWritable(object) {
  return Function.prototype[Symbol.hasInstance].call(Writable, object);
}

Writable.WritableState = WritableState;

// A Duplex inherits from Readable and is a Writable all the same.
Object.defineProperty(Writable, Symbol.hasInstance, {
  value(object) {
    if (Function.prototype[Symbol.hasInstance].call(this, object)) return true;
    if (this !== Writable) return false;
    return !!object && object._writableState instanceof WritableState;
  },
});

Object.assign(Writable.prototype, native.writable);
Writable.prototype.destroy = native.readable.destroy;
Writable.prototype._undestroy = native.readable._undestroy;
Writable.prototype._destroy = function(error, cb) { cb(error); };

Writable.prototype.pipe = function() {
  const { codes: { ERR_STREAM_CANNOT_PIPE } } = require('internal/errors');
  native.errorOrDestroy(this, new ERR_STREAM_CANNOT_PIPE());
};

Writable.prototype.setDefaultEncoding = function setDefaultEncoding(encoding) {
  if (typeof encoding === 'string') encoding = encoding.toLowerCase();
  if (!Buffer.isEncoding(encoding)) {
    const { codes: { ERR_UNKNOWN_ENCODING } } = require('internal/errors');
    throw new ERR_UNKNOWN_ENCODING(encoding);
  }
  this._writableState.defaultEncoding = encoding;
  return this;
};

Writable.prototype._write = function(chunk, encoding, cb) {
  if (this._writev) {
    this._writev([{ chunk, encoding }], cb);
    return;
  }
  const { codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');
  throw new ERR_METHOD_NOT_IMPLEMENTED('_write()');
};

Writable.prototype._writev = null;

Writable.prototype[EE.captureRejectionSymbol] = function(error) {
  this.destroy(error);
};

Writable.prototype[Symbol.asyncDispose] = async function() {
  let error;
  if (!this.destroyed) {
    if (!this.writableFinished) {
      const { AbortError } = require('internal/errors');
      error = new AbortError();
    }
    this.destroy(error);
  }
  await new Promise((resolve, reject) => {
    require('./eos.js').eos(this, (e) => (e && e.name !== 'AbortError' ? reject(e) : resolve()));
  });
};

Writable.fromWeb = function(writableStream, options) {
  return require('internal/webstreams').toWritable(writableStream, options);
};
Writable.toWeb = function(streamWritable) {
  return require('internal/webstreams').fromWritable(streamWritable);
};

defineProperties(Writable.prototype, native.properties.writable);
