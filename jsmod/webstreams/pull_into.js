'use strict';

// A pull-into descriptor of the Streams standard (section 4.7.3): memory that a
// reader has lent and how far it is filled. readerType says who waits for it:
// 'default', 'byob', or 'none' when that reader has gone.

const { bare } = require('./common.js');
const { transfer } = require('internal/array_buffers');

class PullInto {
  constructor(buffer, byteOffset, byteLength) {
    this.buffer = buffer;
    this.bufferByteLength = buffer.byteLength;
    this.byteOffset = byteOffset;
    this.byteLength = byteLength;
    this.bytesFilled = 0;
    this.minimumFill = 1;
    this.elementSize = 1;
    this.Class = Uint8Array;
    this.readerType = 'default';
  }

  static ofBuffer(buffer) {
    return new PullInto(buffer, 0, buffer.byteLength);
  }

  // min counts elements of the view.
  static ofView(view, min) {
    const { byteOffset, byteLength } = view;
    const Class = constructorOf(view);
    const elementSize = elementSizeOf(view);
    const made = new PullInto(transfer(view.buffer), byteOffset, byteLength);
    made.minimumFill = min * elementSize;
    made.elementSize = elementSize;
    made.Class = Class;
    made.readerType = 'byob';
    return made;
  }

  // remainder counts the bytes that make no whole element.
  remainder() {
    return this.bytesFilled % this.elementSize;
  }

  // view hands over what has been filled.
  view() {
    const { Class } = this;
    return new Class(transfer(this.buffer), this.byteOffset, this.bytesFilled / this.elementSize);
  }

  // fillFrom takes bytes from the front of a queue of views that has queued
  // bytes, and tells whether the reader can be answered.
  fillFrom(queue, queued) {
    const most = this.bytesFilled + Math.min(queued, this.byteLength - this.bytesFilled);
    const aligned = most - most % this.elementSize;
    const done = aligned >= this.minimumFill;
    let left = (done ? aligned : most) - this.bytesFilled;
    while (left > 0) {
      const head = queue[0];
      const count = Math.min(left, head.byteLength);
      const to = new Uint8Array(this.buffer, this.byteOffset + this.bytesFilled, count);
      to.set(new Uint8Array(head.buffer, head.byteOffset, count));
      if (head.byteLength === count) {
        queue.shift();
      } else {
        head.byteOffset += count;
        head.byteLength -= count;
      }
      this.bytesFilled += count;
      left -= count;
    }
    return done;
  }
}

const typedArrayTag = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get;

function elementSizeOf(view) {
  const name = typedArrayTag.call(view);
  return name === undefined ? 1 : globalThis[name].BYTES_PER_ELEMENT;
}

// As in Node, a reader gets back an object of the class that it brought. Buffer
// has a constructor that warns, so it is made otherwise.
function constructorOf(view) {
  return require('buffer').Buffer.isBuffer(view) ? FilledBuffer : view.constructor;
}

function FilledBuffer(buffer, byteOffset, length) {
  return require('buffer').Buffer.from(buffer, byteOffset, length);
}

bare(PullInto);

module.exports = { PullInto };
