'use strict';

// Readable. What a stream does for every chunk is native: see the package
// jsmod/internal/streams, which holds its state too.

const EE = require('events');
const { Stream } = require('./legacy.js');
const { ReadableState } = require('./states.js');
const { takeFrom } = require('./readable_buffer.js');
const { construct } = require('./destroy.js');
const { native } = require('./native.js');

module.exports = Readable;
Object.setPrototypeOf(Readable.prototype, Stream.prototype);
Object.setPrototypeOf(Readable, Stream);

function Readable(options) {
  if (!(this instanceof Readable)) return new Readable(options);
  native.initReadable(this, options);
  if (options && options.captureRejections) EE.init.call(this, options);
  if (typeof this._construct === 'function') {
    construct(this, () => {
      if (this._readableState.needReadable) native.maybeReadMore(this);
    });
  }
}

Readable.ReadableState = ReadableState;

const { removedAll, ...methods } = native.readable;
Object.assign(Readable.prototype, methods);
Readable.prototype.addListener = Readable.prototype.on;
Readable.prototype.off = Readable.prototype.removeListener;

Readable.prototype.removeAllListeners = function(ev) {
  const res = EE.prototype.removeAllListeners.apply(this, arguments);
  if (ev === 'readable' || ev === undefined) removedAll.call(this);
  return res;
};

Readable.prototype._destroy = function(err, cb) { cb(err); };

Readable.prototype[EE.captureRejectionSymbol] = function(err) {
  this.destroy(err);
};

Readable.prototype[Symbol.asyncDispose] = function() {
  let error = null;
  if (!this.destroyed) {
    if (!this.readableEnded) {
      const { AbortError } = require('internal/errors');
      error = new AbortError();
    }
    this.destroy(error);
  }
  return new Promise((resolve, reject) => {
    require('./eos.js').eos(this, (err) => (err && err !== error ? reject(err) : resolve(null)));
  });
};

Readable.prototype._read = function() {
  const { codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');
  throw new ERR_METHOD_NOT_IMPLEMENTED('_read()');
};

Readable._fromList = takeFrom;

require('./pipe.js').install(Readable);
require('./readable_more.js').install(Readable);
