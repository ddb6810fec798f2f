'use strict';

// Transform: a Duplex whose reading side is what _transform makes of its
// writing side. One chunk is under way at a time; while the reading side is
// full, the callback of that chunk's write waits for _read.

const Duplex = require('./duplex.js');
const { getHighWaterMark } = require('./state.js');

module.exports = Transform;
Object.setPrototypeOf(Transform.prototype, Duplex.prototype);
Object.setPrototypeOf(Transform, Duplex);

const kCallback = Symbol('kCallback');
const kWritten = Symbol('kWritten');
const kLength = Symbol('kLength');
const kDone = Symbol('kDone');

function Transform(options) {
  if (!(this instanceof Transform)) return new Transform(options);
  // A mark of zero for reading asks for no buffering on that side, which is
  // done on the writing side too.
  const mark = options ? getHighWaterMark(this, options, 'readableHighWaterMark', true) : null;
  if (mark === 0) {
    options = Object.assign({}, options, {
      highWaterMark: null,
      readableHighWaterMark: mark,
      writableHighWaterMark: options.writableHighWaterMark || 0,
    });
  }
  Duplex.call(this, options);
  // _read is called when there is something to do about it, not before.
  this._readableState.sync = false;
  this[kCallback] = null;
  if (options) {
    if (typeof options.transform === 'function') this._transform = options.transform;
    if (typeof options.flush === 'function') this._flush = options.flush;
  }
  this.on('prefinish', prefinish);
}

function final(cb) {
  if (typeof this._flush !== 'function' || this.destroyed) {
    this.push(null);
    if (cb) cb();
    return;
  }
  this._flush((error, data) => {
    if (error) {
      if (cb) cb(error);
      else this.destroy(error);
      return;
    }
    if (data !== undefined && data !== null) this.push(data);
    this.push(null);
    if (cb) cb();
  });
}

// A subclass with a _final of its own still flushes.
function prefinish() {
  if (this._final !== final) final.call(this);
}

Transform.prototype._final = final;

Transform.prototype._transform = function() {
  const { codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');
  throw new ERR_METHOD_NOT_IMPLEMENTED('_transform()');
};

Transform.prototype._write = function(chunk, encoding, callback) {
  this[kLength] = this._readableState.length;
  this[kWritten] = callback;
  this._transform(chunk, encoding, this[kDone] || doneOf(this));
};

// One function a stream: a chunk is under way at a time.
function doneOf(stream) {
  const done = (error, value) => { transformed(stream, error, value); };
  stream[kDone] = done;
  return done;
}

function transformed(stream, error, value) {
  const callback = stream[kWritten];
  if (error) {
    callback(error);
    return;
  }
  if (value !== undefined && value !== null) stream.push(value);
  const r = stream._readableState;
  // Whoever has pushed the end waits for it to be seen.
  if (r.ended) process.nextTick(callback);
  else if (stream._writableState.ended || stream[kLength] === r.length || r.length < r.highWaterMark) callback();
  else stream[kCallback] = callback;
}

Transform.prototype._read = function() {
  const callback = this[kCallback];
  if (callback) {
    this[kCallback] = null;
    callback();
  }
};
