'use strict';

// What the Streams standard does with ArrayBuffers (section 8.3).

// transfer takes the memory from an ArrayBuffer and returns a new one over it.
// Where Buffers of others live there (the pool), it is copied instead.
function transfer(buffer) {
  if (binding.isDetached(buffer)) {
    const { codes: { ERR_OPERATION_FAILED } } = require('internal/errors');
    throw new ERR_OPERATION_FAILED.TypeError('The ArrayBuffer could not be transferred');
  }
  if (binding.isPool(buffer)) return buffer.slice(0);
  const made = binding.shareBuffer(buffer);
  binding.detachBuffer(buffer);
  return made;
}

function isDetached(buffer) {
  return binding.isDetached(buffer);
}

module.exports = { isDetached, transfer };
