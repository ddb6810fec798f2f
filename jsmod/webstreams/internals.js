'use strict';

// What the other modules of the runtime need of web streams.

const { isA, kState } = require('./common.js');
const { Readable } = require('./readable.js');
const { Writable } = require('./writable.js');

const isReadableStream = (value) => isA(value, Readable);
const isWritableStream = (value) => isA(value, Writable);

// isDisturbed tells whether anybody has read or canceled a ReadableStream.
function isDisturbed(stream) {
  return stream[kState].disturbed;
}

// whenOver settles with the end of a ReadableStream or a WritableStream.
function whenOver(stream) {
  return stream[kState].whenOver();
}

// fail breaks it, as its controller would.
function fail(stream, reason) {
  const { controller } = stream[kState];
  if (isWritableStream(stream)) controller.errorIfNeeded(reason);
  else controller.error(reason);
}

module.exports = {
  fail, isDisturbed, whenOver, isReadableStream, isWritableStream,
  createReadableBytes: (algorithms) => require('./readablestream.js').createReadableBytes(algorithms),
  fromReadable: (readable, options) => require('./to_web.js').fromReadable(readable, options),
  fromWritable: (writable) => require('./to_web.js').fromWritable(writable),
  pairFromDuplex: (duplex) => require('./to_web.js').pairFromDuplex(duplex),
  toDuplex: (pair, options) => require('./from_web.js').toDuplex(pair, options),
  toReadable: (stream, options) => require('./from_web.js').toReadable(stream, options),
  toWritable: (stream, options) => require('./from_web.js').toWritable(stream, options),
};
