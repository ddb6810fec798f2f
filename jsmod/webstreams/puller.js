'use strict';

// What both controllers of readable streams have in common: a source that is pulled
// while somebody wants what it has, one pull at a time.

const { after, bare, begin } = require('./common.js');

class Puller {
  // algorithms has start, pull and cancel; pull and cancel return promises. queue
  // has size and clear.
  constructor(stream, algorithms, highWaterMark, queue) {
    this.stream = stream;
    this.algorithms = algorithms;
    this.highWaterMark = highWaterMark;
    this.queue = queue;
    this.started = false;
    this.closeRequested = false;
    this.pulling = false;
    this.pullAgain = false;
    this.shell = undefined;
    stream.controller = this;
  }

  // start is called when the shell is there, which the source is given.
  start() {
    begin(() => this.algorithms.start(this.shell), () => {
      this.started = true;
      this.pullIfNeeded();
    }, (reason) => this.error(reason));
  }

  desiredSize() {
    switch (this.stream.state) {
      case 'errored': return null;
      case 'closed': return 0;
      default: return this.highWaterMark - this.queue.size;
    }
  }

  canCloseOrEnqueue() {
    return !this.closeRequested && this.stream.state === 'readable';
  }

  shouldPull() {
    if (!this.canCloseOrEnqueue() || !this.started) return false;
    const { reader } = this.stream;
    return (reader !== undefined && reader.requests.length > 0) || this.desiredSize() > 0;
  }

  pullIfNeeded() {
    if (!this.shouldPull()) return;
    if (this.pulling) {
      this.pullAgain = true;
      return;
    }
    this.pulling = true;
    after(this.algorithms.pull(this.shell), () => {
      this.pulling = false;
      if (!this.pullAgain) return;
      this.pullAgain = false;
      this.pullIfNeeded();
    }, (reason) => this.error(reason));
  }

  closeNow() {
    this.algorithms = undefined;
    this.stream.close();
  }

  error(reason) {
    if (this.stream.state !== 'readable') return;
    this.queue.clear();
    this.algorithms = undefined;
    this.stream.error(reason);
  }

  cancel(reason) {
    this.queue.clear();
    const result = this.algorithms.cancel(reason);
    this.algorithms = undefined;
    return result;
  }
}

bare(Puller);

module.exports = { Puller };
