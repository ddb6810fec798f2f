'use strict';

// Queue with sizes, section 8.1 of the Streams standard. What was taken stays in
// the array until half of it is empty, so that taking costs the same for queues
// of all lengths.

const { bare } = require('./common.js');

class Queue {
  constructor() {
    this.clear();
  }

  clear() {
    this.items = [];
    this.head = 0;
    this.size = 0;
  }

  get length() {
    return this.items.length - this.head;
  }

  push(value, size) {
    const counted = +size;
    if (Number.isNaN(counted) || counted < 0 || counted === Infinity) {
      const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors');
      throw new ERR_INVALID_ARG_VALUE.RangeError('size', counted);
    }
    this.items.push({ value, size: counted });
    this.size += counted;
  }

  peek() {
    return this.items[this.head].value;
  }

  shift() {
    const { value, size } = this.items[this.head];
    this.items[this.head++] = undefined;
    // Sums of fractions may end a little below zero.
    this.size = Math.max(0, this.size - size);
    if (this.head * 2 >= this.items.length) {
      this.items = this.items.slice(this.head);
      this.head = 0;
    }
    return value;
  }
}

bare(Queue);

module.exports = { Queue };
