'use strict';

// The queue of a byte stream: pieces of memory, as they came.

const { bare } = require('./common.js');

class ByteQueue {
  constructor() {
    this.clear();
  }

  clear() {
    this.pieces = [];
    this.size = 0;
  }

  keep(buffer, byteOffset, byteLength) {
    this.pieces.push({ buffer, byteOffset, byteLength });
    this.size += byteLength;
  }

  keepCopy(buffer, byteOffset, byteLength) {
    this.keep(buffer.slice(byteOffset, byteOffset + byteLength), 0, byteLength);
  }

  shift() {
    const { buffer, byteOffset, byteLength } = this.pieces.shift();
    this.size -= byteLength;
    return new Uint8Array(buffer, byteOffset, byteLength);
  }

  // fill gives a PullInto what it has room for, and tells whether its reader can be
  // answered.
  fill(pullInto) {
    const before = pullInto.bytesFilled;
    const done = pullInto.fillFrom(this.pieces, this.size);
    this.size -= pullInto.bytesFilled - before;
    return done;
  }
}

bare(ByteQueue);

module.exports = { ByteQueue };
