'use strict';

// What a Readable and a Writable know of themselves, as classes. The fields are
// native: see native.js.

const { helpers, native } = require('./native.js');

function ReadableState(options, stream, isDuplex) {
  return native.newReadableState(options, Boolean(isDuplex));
}

ReadableState.prototype.setDefaultEncoding = native.setReadableEncoding;

Object.defineProperty(ReadableState.prototype, 'pipesCount', {
  get() { return this.pipes.length; },
});

function WritableState(options, stream, isDuplex) {
  return native.newWritableState(options, Boolean(isDuplex));
}

WritableState.prototype.getBuffer = native.getBuffer;

native.setup({
  ...helpers, readableState: ReadableState.prototype, writableState: WritableState.prototype,
});

module.exports = { ReadableState, WritableState };
