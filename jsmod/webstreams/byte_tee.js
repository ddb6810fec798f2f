'use strict';

// ReadableStream.tee of a byte stream, ReadableByteStreamTee of the Streams
// standard (section 4.9.1): each branch has bytes of its own, and where a
// branch's reader brings memory, the source fills that.

const { queueMicrotask } = require('internal/task_queue');
const { Deferred, after, bare, kState, nothing } = require('./common.js');
const { createReadableBytes } = require('./readablestream.js');
const { ReadableStreamBYOBReader, ReadableStreamDefaultReader } = require('./readers.js');

class Branch {
  constructor(tee) {
    this.canceled = false;
    this.reason = undefined;
    this.readAgain = false;
    this.stream = createReadableBytes({
      start: nothing,
      pull: async () => tee.pull(this),
      cancel: (reason) => tee.cancel(this, reason),
    });
    this.controller = this.stream[kState].controller;
  }

  // answerEmpty tells a reader with memory that nothing will come.
  answerEmpty() {
    if (this.controller.pendingPullIntos.length > 0) this.controller.respond(0);
  }
}

class ByteTee {
  constructor(stream) {
    this.stream = stream;
    this.reading = false;
    this.cancellation = new Deferred();
    this.branches = [new Branch(this), new Branch(this)];
    this.useReader(ReadableStreamDefaultReader);
  }

  useReader(Class) {
    this.Class = Class;
    const reader = new Class(this.stream)[kState];
    this.reader = reader;
    after(reader.closed.promise, nothing, (reason) => {
      if (reader !== this.reader) return;
      for (const { controller } of this.branches) controller.error(reason);
      this.settle();
    });
  }

  switchTo(Class) {
    if (this.Class === Class) return;
    this.reader.release();
    this.useReader(Class);
  }

  open() {
    return this.branches.filter((branch) => !branch.canceled);
  }

  other(branch) {
    return this.branches[branch === this.branches[0] ? 1 : 0];
  }

  settle() {
    if (this.open().length > 0) this.cancellation.resolve();
  }

  pull(branch) {
    if (this.reading) {
      branch.readAgain = true;
      return;
    }
    this.reading = true;
    const request = branch.controller.shell.byobRequest;
    if (request === null) this.pullChunk();
    else this.pullInto(request.view, branch);
  }

  pullChunk() {
    this.switchTo(ReadableStreamDefaultReader);
    this.reader.read({
      chunk: (chunk) => queueMicrotask(() => this.chunk(chunk)),
      close: () => {
        this.reading = false;
        for (const { controller } of this.open()) controller.close();
        for (const branch of this.branches) branch.answerEmpty();
        this.settle();
      },
      error: () => { this.reading = false; },
    });
  }

  chunk(chunk) {
    const open = this.open();
    const chunks = [chunk];
    if (open.length === 2) {
      chunks.push(this.copy(chunk));
      if (chunks[1] === undefined) return;
    }
    this.endRead(() => open.forEach(({ controller }, i) => controller.enqueue(chunks[i])));
  }

  // pullInto has the source fill the memory that a branch's reader brought.
  pullInto(view, branch) {
    this.switchTo(ReadableStreamBYOBReader);
    this.reader.readInto(view, 1, {
      chunk: (chunk) => queueMicrotask(() => this.filled(chunk, branch)),
      close: (chunk) => {
        this.reading = false;
        for (const { controller } of this.open()) controller.close();
        if (chunk !== undefined) {
          if (!branch.canceled) branch.controller.respondWithNewView(chunk);
          if (!this.other(branch).canceled) this.other(branch).answerEmpty();
        }
        this.settle();
      },
      error: () => { this.reading = false; },
    });
  }

  filled(chunk, branch) {
    const other = this.other(branch);
    const copy = other.canceled ? undefined : this.copy(chunk);
    if (!other.canceled && copy === undefined) return;
    this.endRead(() => {
      if (!branch.canceled) branch.controller.respondWithNewView(chunk);
      if (!other.canceled) other.controller.enqueue(copy);
    });
  }

  // endRead hands a chunk out and reads on when a branch has asked meanwhile.
  endRead(handOut) {
    for (const branch of this.branches) branch.readAgain = false;
    handOut();
    this.reading = false;
    const again = this.branches.find((branch) => branch.readAgain);
    if (again !== undefined) this.pull(again);
  }

  // copy returns undefined where there is no memory: both branches have failed
  // then.
  copy(chunk) {
    try {
      return new Uint8Array(chunk.buffer.slice(chunk.byteOffset, chunk.byteOffset + chunk.byteLength));
    } catch (error) {
      for (const { controller } of this.branches) controller.error(error);
      this.cancellation.resolve(this.stream[kState].cancel(error));
      return undefined;
    }
  }

  cancel(branch, reason) {
    branch.canceled = true;
    branch.reason = reason;
    if (this.open().length === 0) {
      this.cancellation.resolve(this.stream[kState].cancel(this.branches.map((each) => each.reason)));
    }
    return this.cancellation.promise;
  }
}

function tee(stream) {
  return new ByteTee(stream).branches.map((branch) => branch.stream);
}

bare(Branch, ByteTee);

module.exports = { tee };
