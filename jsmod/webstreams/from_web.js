'use strict';

// Readable.fromWeb, Writable.fromWeb and Duplex.fromWeb: one of Node's streams
// over web streams.

const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_STREAM_PREMATURE_CLOSE },
} = require('internal/errors');
const { nextTick } = require('internal/task_queue');
const { validateBoolean, validateObject } = require('internal/validators');
const { Buffer } = require('buffer');
const stream = require('stream');
const { isA, nothing } = require('./common.js');
const { Readable: ReadableInner } = require('./readable.js');
const { Writable: WritableInner } = require('./writable.js');

function needReadable(value, name) {
  if (!isA(value, ReadableInner)) throw new ERR_INVALID_ARG_TYPE(name, 'ReadableStream', value);
}

function needWritable(value, name) {
  if (!isA(value, WritableInner)) throw new ERR_INVALID_ARG_TYPE(name, 'WritableStream', value);
}

function checkEncoding(encoding) {
  if (encoding !== undefined && !Buffer.isEncoding(encoding)) {
    throw new ERR_INVALID_ARG_VALUE(encoding, 'options.encoding');
  }
}

// report calls a stream's callback from a promise, where what it throws would
// be taken for the promise's own failure.
function report(promise, callback, failed) {
  const done = (error) => {
    try {
      callback(error);
    } catch (thrown) {
      failed(thrown);
    }
  };
  promise.then(() => done(), done);
}

function throwLater(error) {
  nextTick(() => { throw error; });
}

// ReaderHalf fills a Readable or a Duplex from a reader.
class ReaderHalf {
  constructor(readableStream) {
    this.reader = readableStream.getReader();
    this.closed = false;
  }

  attach(target) {
    this.reader.closed.then(() => { this.closed = true; }, (error) => {
      this.closed = true;
      stream.destroy(target, error);
    });
  }

  read(target) {
    this.reader.read().then(({ done, value }) => target.push(done ? null : value),
                            (error) => stream.destroy(target, error));
  }

  async end(reason) {
    if (!this.closed) await this.reader.cancel(reason);
  }
}

// WriterHalf takes what is written to a Writable or a Duplex.
class WriterHalf {
  constructor(writableStream, asText) {
    this.writer = writableStream.getWriter();
    this.asText = asText;
    this.closed = false;
  }

  attach(target) {
    this.writer.closed.then(() => {
      this.closed = true;
      if (!target.writableEnded) stream.destroy(target, new ERR_STREAM_PREMATURE_CLOSE());
    }, (error) => {
      this.closed = true;
      stream.destroy(target, error);
    });
  }

  bytesOf(chunk, encoding) {
    if (typeof chunk !== 'string' || this.asText) return chunk;
    // A copy outside the pool, which the other side may hand on.
    return new Uint8Array(Buffer.from(chunk, encoding));
  }

  write(target, chunks, callback) {
    const written = this.writer.ready.then(() => Promise.all(chunks.map((chunk) => this.writer.write(chunk))));
    report(written, callback, (error) => nextTick(() => stream.destroy(target, error)));
  }

  final(target, callback) {
    if (this.closed) {
      callback();
      return;
    }
    report(this.writer.close(), callback, (error) => nextTick(() => stream.destroy(target, error)));
  }

  // methods are a Writable's; target() is not there yet when they are made.
  methods(target) {
    return {
      write: (chunk, encoding, callback) => this.write(target(), [this.bytesOf(chunk, encoding)], callback),
      writev: (chunks, callback) => {
        this.write(target(), chunks.map(({ chunk, encoding }) => this.bytesOf(chunk, encoding)), callback);
      },
      final: (callback) => this.final(target(), callback),
    };
  }
}

function toReadable(readableStream, options = {}) {
  needReadable(readableStream, 'readableStream');
  validateObject(options, 'options');
  const { encoding, highWaterMark, objectMode = false, signal } = options;
  checkEncoding(encoding);
  validateBoolean(objectMode, 'options.objectMode');
  const half = new ReaderHalf(readableStream);
  const readable = new stream.Readable({
    objectMode, highWaterMark, encoding, signal,
    read: () => half.read(readable),
    destroy(error, callback) {
      // A cancellation that fails is no news to one who gives up.
      report(half.end(error).catch(nothing), () => callback(error), throwLater);
    },
  });
  half.attach(readable);
  return readable;
}

function toWritable(writableStream, options = {}) {
  needWritable(writableStream, 'writableStream');
  validateObject(options, 'options');
  const { highWaterMark, decodeStrings = true, objectMode = false, signal } = options;
  validateBoolean(objectMode, 'options.objectMode');
  validateBoolean(decodeStrings, 'options.decodeStrings');
  const half = new WriterHalf(writableStream, objectMode || !decodeStrings);
  const writable = new stream.Writable({
    highWaterMark, objectMode, decodeStrings, signal,
    ...half.methods(() => writable),
    destroy(error, callback) {
      if (half.closed) {
        callback(error);
        return;
      }
      const over = error === null || error === undefined ? half.writer.close() : half.writer.abort(error);
      report(over.catch(nothing), () => callback(error), throwLater);
    },
  });
  half.attach(writable);
  return writable;
}

function toDuplex(pair = {}, options = {}) {
  validateObject(pair, 'pair');
  needReadable(pair.readable, 'pair.readable');
  needWritable(pair.writable, 'pair.writable');
  validateObject(options, 'options');
  const { allowHalfOpen = false, decodeStrings = true, encoding, highWaterMark, objectMode = false, signal } = options;
  validateBoolean(objectMode, 'options.objectMode');
  checkEncoding(encoding);
  const out = new WriterHalf(pair.writable, objectMode || !decodeStrings);
  const half = new ReaderHalf(pair.readable);
  const duplex = new stream.Duplex({
    allowHalfOpen, highWaterMark, objectMode, encoding, decodeStrings, signal,
    ...out.methods(() => duplex),
    read: () => half.read(duplex),
    destroy(error, callback) {
      const aborted = out.closed ? undefined : out.writer.abort(error);
      const over = Promise.all([aborted, half.end(error)]);
      report(over.catch(nothing), () => callback(error), throwLater);
    },
  });
  out.attach(duplex);
  half.attach(duplex);
  return duplex;
}

module.exports = { toDuplex, toReadable, toWritable };
