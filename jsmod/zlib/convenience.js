'use strict';

// The functions that take all of the input and give all of the output.

const { codes: { ERR_BUFFER_TOO_LARGE } } = require('internal/errors');
const { validateFunction } = require('internal/validators');
const { processChunkSync, toBytes } = require('./base.js');

function collect(engine, buffer, callback) {
  validateFunction(callback, 'callback');
  // Whatever else it is the stream judges.
  if (ArrayBuffer.isView(buffer) || buffer instanceof ArrayBuffer) buffer = toBytes(buffer);
  engine.buffers = null;
  engine.nread = 0;
  engine.cb = callback;
  engine.on('data', onData);
  engine.once('error', onFailure);
  engine.once('end', onEnd);
  engine.end(buffer);
}

// onData stops what unpacks to more than is allowed, as soon as it does.
function onData(chunk) {
  if (!this.buffers) this.buffers = [chunk];
  else this.buffers.push(chunk);
  this.nread += chunk.length;
  if (this.nread > this._maxOutputLength) {
    this.close();
    this.removeAllListeners('end');
    this.cb(new ERR_BUFFER_TOO_LARGE(this._maxOutputLength));
  }
}

function onFailure(err) {
  this.removeAllListeners('end');
  this.cb(err);
}

function onEnd() {
  let buffer;
  if (this.nread === 0) buffer = Buffer.alloc(0);
  else buffer = this.buffers.length === 1 ? this.buffers[0] : Buffer.concat(this.buffers, this.nread);
  this.close();
  this.cb(null, this._info ? { buffer, engine: this } : buffer);
}

function later(Class) {
  return function asyncBufferWrapper(buffer, opts, callback) {
    if (typeof opts === 'function') {
      callback = opts;
      opts = {};
    }
    return collect(new Class(opts), buffer, callback);
  };
}

function atOnce(Class) {
  return function syncBufferWrapper(buffer, opts) {
    const engine = new Class(opts);
    buffer = processChunkSync(engine, toBytes(buffer), engine._finishFlushFlag);
    return engine._info ? { buffer, engine } : buffer;
  };
}

module.exports = { atOnce, later };
