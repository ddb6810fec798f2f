'use strict';

// The module stream: the class Stream, with everything else on it.

const { Stream } = require('./legacy.js');
const utils = require('./utils.js');
const state = require('./state.js');

module.exports = Stream;

Stream.isDestroyed = utils.isDestroyed;
Stream.isDisturbed = utils.isDisturbed;
Stream.isErrored = utils.isErrored;
Stream.isReadable = utils.isReadable;
Stream.isWritable = utils.isWritable;
Stream.Readable = require('./readable.js');
Stream.Writable = require('./writable.js');
Stream.Duplex = require('./duplex.js');
Stream.Transform = require('./transform.js');
Stream.PassThrough = require('./passthrough.js');

// What is called seldom is loaded when it is.
Stream.duplexPair = function duplexPair(options) {
  return require('./duplexpair.js')(options);
};
Stream.pipeline = function pipeline(...streams) {
  return require('./pipeline.js').pipeline(...streams);
};
Stream.addAbortSignal = function addAbortSignal(signal, stream) {
  return require('./add_abort_signal.js').addAbortSignal(signal, stream);
};
Stream.finished = require('./eos.js').eos;
Stream.destroy = require('./destroy.js').destroyer;
Stream.compose = function compose(...streams) {
  return require('./compose.js')(...streams);
};
Stream.setDefaultHighWaterMark = state.setDefaultHighWaterMark;
Stream.getDefaultHighWaterMark = state.getDefaultHighWaterMark;

Object.defineProperty(Stream, 'promises', {
  configurable: true,
  enumerable: true,
  get() { return require('stream/promises'); },
});

// util.promisify of these two gives the functions of stream/promises.
const promisify = Symbol.for('nodejs.util.promisify.custom');
for (const name of ['pipeline', 'finished']) {
  Object.defineProperty(Stream[name], promisify, {
    enumerable: true,
    get() { return require('stream/promises')[name]; },
  });
}

Stream.Stream = Stream;
Stream._isArrayBufferView = function isArrayBufferView(value) {
  return ArrayBuffer.isView(value);
};
Stream._isUint8Array = function isUint8Array(value) {
  return value instanceof Uint8Array;
};
Stream._uint8ArrayToBuffer = function _uint8ArrayToBuffer(chunk) {
  const { Buffer } = require('buffer');
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
};
