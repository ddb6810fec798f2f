'use strict';

// Readable.toWeb, Writable.toWeb and Duplex.toWeb: a web stream over one of
// Node's.

const { AbortError, codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const stream = require('stream');
const { Deferred } = require('./common.js');
const { ReadableStream } = require('./readablestream.js');
const { ByteLengthQueuingStrategy, CountQueuingStrategy } = require('./strategies.js');
const { WritableStream } = require('./writablestream.js');

// whenOver calls fn with what ended the stream. Some old streams have a second
// 'error' to tell, which is of no interest.
function whenOver(source, fn) {
  const cleanup = stream.finished(source, (error) => {
    cleanup();
    source.on('error', () => {});
    const early = error !== undefined && error !== null && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
    fn(early ? new AbortError(undefined, { cause: error }) : error);
  });
}

function closedWritable() {
  const writable = new WritableStream();
  writable.close();
  return writable;
}

function canceledReadable() {
  const readable = new ReadableStream();
  readable.cancel();
  return readable;
}

// Sink writes into a Writable, or into anything with write, end and 'drain'.
class Sink {
  constructor(target) {
    this.target = target;
    this.controller = undefined;
    this.draining = undefined;
    this.closing = undefined;
  }

  start(controller) {
    this.controller = controller;
    this.target.on('drain', () => {
      if (this.draining !== undefined) this.draining.resolve();
    });
    whenOver(this.target, (error) => this.over(error));
  }

  over(error) {
    const { closing, controller, draining } = this;
    this.closing = undefined;
    if (error !== undefined && error !== null) {
      if (draining !== undefined) draining.reject(error);
      if (closing !== undefined) closing.reject(error);
      controller.error(error);
    } else if (closing !== undefined) {
      closing.resolve();
    } else {
      controller.error(new AbortError());
    }
  }

  async write(chunk) {
    if (!this.target.writableNeedDrain && this.target.write(chunk)) return;
    this.draining = new Deferred();
    try {
      await this.draining.promise;
    } finally {
      this.draining = undefined;
    }
  }

  abort(reason) {
    stream.destroy(this.target, reason);
  }

  close() {
    if (this.closing !== undefined || this.target.writableEnded) return undefined;
    this.closing = new Deferred();
    // The end may come while end() runs.
    const { promise } = this.closing;
    this.target.end();
    return promise;
  }
}

function fromWritable(writable) {
  if (!writable || typeof writable.write !== 'function' || typeof writable.on !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('streamWritable', 'stream.Writable', writable);
  }
  if (stream.isDestroyed(writable) || !stream.isWritable(writable)) return closedWritable();
  const highWaterMark = writable.writableHighWaterMark;
  const strategy = writable.writableObjectMode ? new CountQueuingStrategy({ highWaterMark }) : { highWaterMark };
  return new WritableStream(new Sink(writable), strategy);
}

// Source reads a Readable.
class Source {
  constructor(readable) {
    this.readable = readable;
    this.canceled = false;
  }

  start(controller) {
    const { readable } = this;
    const plain = !readable.readableObjectMode;
    const { Buffer } = require('buffer');
    readable.pause();
    whenOver(readable, (error) => {
      if (error) controller.error(error);
      else if (!this.canceled) controller.close();
    });
    readable.on('data', (chunk) => {
      // A copy, because a Buffer may lie in the pool, which cannot be handed on.
      controller.enqueue(plain && Buffer.isBuffer(chunk) ? new Uint8Array(chunk) : chunk);
      if (controller.desiredSize <= 0) readable.pause();
    });
  }

  pull() {
    this.readable.resume();
  }

  cancel(reason) {
    this.canceled = true;
    stream.destroy(this.readable, reason);
  }
}

function fromReadable(readable, options = {}) {
  if (!readable || typeof readable._readableState !== 'object') {
    throw new ERR_INVALID_ARG_TYPE('streamReadable', 'stream.Readable', readable);
  }
  if (stream.isDestroyed(readable) || !stream.isReadable(readable)) return canceledReadable();
  const highWaterMark = readable.readableHighWaterMark;
  const Strategy = readable.readableObjectMode ? CountQueuingStrategy : ByteLengthQueuingStrategy;
  return new ReadableStream(new Source(readable), options?.strategy || new Strategy({ highWaterMark }));
}

function pairFromDuplex(duplex) {
  if (!duplex || typeof duplex._writableState !== 'object' || typeof duplex._readableState !== 'object') {
    throw new ERR_INVALID_ARG_TYPE('duplex', 'stream.Duplex', duplex);
  }
  if (stream.isDestroyed(duplex)) return { readable: canceledReadable(), writable: closedWritable() };
  const writable = stream.isWritable(duplex) ? fromWritable(duplex) : closedWritable();
  const readable = stream.isReadable(duplex) ? fromReadable(duplex) : canceledReadable();
  return { writable, readable };
}

module.exports = { fromReadable, fromWritable, pairFromDuplex };
