'use strict';

// The body of a reply: decoded, and made a byte stream.

const { Buffer } = require('buffer');
const stream = require('stream');
const { createReadableBytes } = require('internal/webstreams');
const { Body, endStream } = require('./body.js');

const maxCodings = 5;

// How much is read before somebody asks for it. A small body is taken whole, so
// that its connection is free although nobody looks at it.
const readAhead = 65536;

function decoderOf(coding) {
  const zlib = require('zlib');
  const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH } = zlib.constants;
  // What a careless server has cut short is taken as far as it goes.
  const flush = { flush: Z_SYNC_FLUSH, finishFlush: Z_SYNC_FLUSH };
  const brotli = { flush: BROTLI_OPERATION_FLUSH, finishFlush: BROTLI_OPERATION_FLUSH };
  switch (coding) {
    case 'gzip':
    case 'x-gzip': return zlib.createGunzip(flush);
    case 'deflate': return inflater(flush);
    case 'br': return zlib.createBrotliDecompress(brotli);
    default: return undefined;
  }
}

// inflater finds out whether there is zlib's header, which some servers leave out.
function inflater(options) {
  const zlib = require('zlib');
  let inner;
  return new stream.Transform({
    // A little that is read can become a thousand times as much: it must not all wait here.
    read(size) {
      if (inner !== undefined) inner.resume();
      stream.Transform.prototype._read.call(this, size);
    },
    transform(chunk, encoding, callback) {
      if (inner === undefined && chunk.length > 0) {
        inner = (chunk[0] & 0x0f) === 8 ? zlib.createInflate(options) : zlib.createInflateRaw(options);
        inner.on('data', (bytes) => {
          if (!this.push(bytes)) inner.pause();
        });
        inner.on('error', (error) => this.destroy(error));
        inner.on('end', () => this.push(null));
      }
      if (inner === undefined) callback();
      else inner.write(chunk, encoding, callback);
    },
    final(callback) {
      if (inner === undefined) {
        callback();
        return;
      }
      inner.end();
      inner.once('end', () => callback());
    },
  });
}

// decodersOf lists the decoders of Content-Encoding, none where one is unknown.
function decodersOf(value) {
  const codings = value === null || value === '' ? [] : value.toLowerCase().split(',');
  if (codings.length > maxCodings) {
    throw new Error(`too many content-encodings in response: ${codings.length}, maximum allowed is ${maxCodings}`);
  }
  const decoders = codings.reverse().map((coding) => decoderOf(coding.trim()));
  return decoders.includes(undefined) ? [] : decoders;
}

// Incoming hands out what a readable has.
class Incoming {
  constructor(source, cancel) {
    this.source = source;
    this.cancel = cancel;
    this.controller = undefined;
    this.chunks = [];
    this.size = 0;
    this.ended = false;
    this.failed = false;
    this.abandoned = false;
    this.wake = undefined;
    source.on('data', (chunk) => this.take(chunk));
    source.on('end', () => this.finish());
  }

  body() {
    return new Body({
      stream: createReadableBytes({
        start: (controller) => { this.controller = controller; },
        pull: () => this.pull(),
        cancel: async (reason) => this.cancel(reason),
      }),
    });
  }

  take(chunk) {
    this.size += chunk.length;
    if (this.abandoned) {
      if (this.size >= readAhead) this.cancel();
      return;
    }
    this.chunks.push(chunk);
    if (this.wake !== undefined) this.wake();
    if (this.size >= readAhead) this.source.pause();
  }

  // abandon reads on for the sake of the connection, as long as there is not much.
  abandon() {
    this.abandoned = true;
    this.chunks = [];
    if (this.size >= readAhead) this.cancel();
  }

  finish() {
    this.ended = true;
    if (this.wake !== undefined) this.wake();
  }

  // fail makes whoever reads hear of an error.
  fail(error) {
    this.chunks = [];
    this.failed = true;
    this.controller.error(error);
    if (this.wake !== undefined) this.wake();
  }

  async pull() {
    if (this.size === 0 && !this.ended && !this.failed) {
      await new Promise((resolve) => { this.wake = resolve; });
      this.wake = undefined;
    }
    if (this.failed) return;
    if (this.chunks.length > 0) {
      // A copy: views of one read lie in the same memory, and the stream takes it.
      const bytes = new Uint8Array(Buffer.concat(this.chunks));
      this.chunks = [];
      this.size = 0;
      this.controller.enqueue(bytes);
      this.source.resume();
    } else {
      endStream(this.controller);
    }
  }
}

// receive returns what reads a reply; broken(error) is told of a decoder's error,
// and cancel(reason) of a reader that wants no more.
function receive(res, coding, broken, cancel) {
  const decoders = decodersOf(coding);
  if (decoders.length === 0) return new Incoming(res, cancel);
  const decoded = stream.pipeline(res, ...decoders, (error) => {
    if (error) broken(error);
  });
  return new Incoming(decoded, cancel);
}

module.exports = { receive };
