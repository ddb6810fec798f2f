'use strict';

// What other embedded scripts may know of streams.

const { native } = require('./native.js');

module.exports = {
  // pushBuffer(stream, chunk) is push for a source that knows that chunk is a
  // Buffer with at least one byte.
  pushBuffer: native.pushBuffer,
  // initSocket(stream, allowHalfOpen, highWaterMark) begins a net.Socket as a
  // stream.
  initSocket: native.initSocket,
  // A writable with a method under this key can take a whole file by itself.
  kPipeFile: Symbol('kPipeFile'),
  // errorOrDestroy(stream, error) asks autoDestroy whether an error ends it.
  errorOrDestroy: native.errorOrDestroy,
};
