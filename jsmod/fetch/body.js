'use strict';

// Bodies, section 2.2.4 and 5.2 of the Fetch standard: what requests and responses
// are made of, and what is read from them.

const { Buffer } = require('buffer');
const { isDisturbed, isReadableStream, createReadableBytes } = require('internal/webstreams');
const { isArrayBuffer } = require('internal/util/types');
const { failure, usvString } = require('./webidl.js');

function nothing() {}

// Body has a source where it can be sent a second time, and a length where that is
// known. Its stream is made when somebody wants it.
class Body {
  constructor({ source = null, length = null, stream, open }) {
    this.source = source;
    this.length = length;
    this.opened = stream;
    this.open = open;
  }

  get stream() {
    if (this.opened === undefined) this.opened = this.open();
    return this.opened;
  }

  get unusable() {
    return this.opened !== undefined && (this.opened.locked || isDisturbed(this.opened));
  }

  get used() {
    return this.opened !== undefined && isDisturbed(this.opened);
  }

  // cancel tells a source that nobody else reads that it is not wanted any more.
  cancel(reason) {
    if (this.opened !== undefined && !this.opened.locked) this.opened.cancel(reason).catch(nothing);
  }

  // again is the same body from its start.
  again() {
    return new Body({ source: this.source, length: this.length, open: this.open });
  }

  // clone leaves one half of the bytes here.
  clone() {
    const [mine, other] = this.stream.tee();
    this.opened = mine;
    return new Body({ source: this.source, length: this.length, stream: other, open: this.open });
  }

  async readAll() {
    const reader = this.stream.getReader();
    const chunks = [];
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return Buffer.concat(chunks);
      if (!(value instanceof Uint8Array)) throw new TypeError('Received non-Uint8Array chunk');
      chunks.push(value);
    }
  }
}

// endStream closes a byte stream, and answers a reader that waits with memory.
function endStream(controller) {
  controller.close();
  if (controller.byobRequest !== null) controller.byobRequest.respond(0);
}

function streamOfBytes(bytes) {
  return createReadableBytes({
    start() {},
    async pull(controller) {
      if (bytes.length > 0) controller.enqueue(new Uint8Array(bytes));
      endStream(controller);
    },
    async cancel() {},
  });
}

// streamOf reads an iterable; text becomes bytes.
function streamOf(iterable) {
  let iterator;
  return createReadableBytes({
    start() {
      iterator = (iterable[Symbol.asyncIterator] || iterable[Symbol.iterator]).call(iterable);
    },
    async pull(controller) {
      for (;;) {
        const { value, done } = await iterator.next();
        if (done) {
          endStream(controller);
          return;
        }
        const bytes = typeof value === 'string' ? Buffer.from(value) : value;
        if (bytes.length === 0) continue;
        controller.enqueue(new Uint8Array(bytes));
        return;
      }
    },
    async cancel(reason) {
      if (typeof iterator.return === 'function') await iterator.return(reason);
    },
  });
}

// streamOfPieces is a multipart message: bytes, and Blobs that are read in turn.
function streamOfPieces(list) {
  let at = 0;
  let reader;
  return createReadableBytes({
    start() {},
    async pull(controller) {
      for (;;) {
        if (reader === undefined && at === list.length) {
          endStream(controller);
          return;
        }
        if (reader === undefined && list[at] instanceof Uint8Array) {
          controller.enqueue(new Uint8Array(list[at++]));
          return;
        }
        if (reader === undefined) reader = list[at++].stream().getReader();
        const { value, done } = await reader.read();
        if (!done) {
          controller.enqueue(new Uint8Array(value));
          return;
        }
        reader = undefined;
      }
    },
    async cancel(reason) {
      if (reader !== undefined) await reader.cancel(reason);
    },
  });
}

function isBlob(value) {
  return value instanceof require('buffer').Blob;
}

function isForm(value) {
  return typeof value === 'object' && value[Symbol.toStringTag] === 'FormData' &&
    typeof value.append === 'function' && typeof value[Symbol.iterator] === 'function';
}

function ofBytes(bytes, source) {
  return new Body({ source, length: bytes.length, open: () => streamOfBytes(bytes) });
}

function ofForm(form) {
  const { type, length, pieces } = require('./multipart.js').encode(form);
  const body = new Body({
    source: form, length: Number.isNaN(length) ? null : length, open: () => streamOfPieces(pieces),
  });
  return { body, type };
}

function ofStream(value, keepalive) {
  if (keepalive) throw new TypeError('keepalive');
  if (isReadableStream(value) && (isDisturbed(value) || value.locked)) {
    throw new TypeError('Response body object should not be disturbed or locked');
  }
  return new Body({ stream: isReadableStream(value) ? value : streamOf(value) });
}

// extract makes the body, and the type that goes with it (null where there is
// none), of what a script gives.
function extract(value, keepalive = false) {
  if (isReadableStream(value)) return { body: ofStream(value, keepalive), type: null };
  if (value instanceof require('internal/url').URLSearchParams) {
    const text = value.toString();
    return { body: ofBytes(Buffer.from(text), text), type: 'application/x-www-form-urlencoded;charset=UTF-8' };
  }
  if (isBlob(value)) {
    const body = new Body({ source: value, length: value.size, open: () => value.stream() });
    return { body, type: value.type || null };
  }
  if (isArrayBuffer(value) || ArrayBuffer.isView(value)) {
    const view = isArrayBuffer(value) ? new Uint8Array(value) :
      new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    // A copy: the script may change its own.
    const bytes = Buffer.from(view);
    return { body: ofBytes(bytes, bytes), type: null };
  }
  if (typeof value === 'object' && isForm(value)) return ofForm(value);
  if (typeof value === 'object' && typeof value[Symbol.asyncIterator] === 'function') {
    return { body: ofStream(value, keepalive), type: null };
  }
  const text = usvString(value);
  return { body: ofBytes(Buffer.from(text), text), type: 'text/plain;charset=UTF-8' };
}

function decode(bytes) {
  const { TextDecoder } = require('internal/encoding');
  return new TextDecoder().decode(bytes);
}

function toForm(bytes, type) {
  const { formOf } = require('./formdata.js');
  if (type !== undefined && type.essence === 'multipart/form-data') {
    const boundary = type.params.get('boundary');
    const entries = boundary === null ? undefined : require('./multipart.js').parse(bytes, boundary);
    if (entries === undefined) throw failure('Failed to parse body as FormData.');
    return formOf(entries);
  }
  if (type !== undefined && type.essence === 'application/x-www-form-urlencoded') {
    const { URLSearchParams } = require('internal/url');
    return formOf([...new URLSearchParams(decode(bytes))].map(([name, value]) => ({ name, value })));
  }
  throw failure('Content-Type was not one of "multipart/form-data" or "application/x-www-form-urlencoded".');
}

function toBlob(bytes, type) {
  const { Blob } = require('buffer');
  return new Blob([bytes], { type: type === undefined ? '' : String(type) });
}

const converters = {
  blob: toBlob,
  arrayBuffer: (bytes) => new Uint8Array(bytes).buffer,
  text: decode,
  json: (bytes) => JSON.parse(decode(bytes)),
  formData: toForm,
  bytes: (bytes) => new Uint8Array(bytes),
};

function abortion() {
  const { DOMException } = require('internal/domexception');
  return new DOMException('The operation was aborted.', 'AbortError');
}

// install puts the methods that read a body on a class; inner(object) has body,
// headers and aborted, and throws where the object is of another class.
function install(Class, inner) {
  for (const name of Object.keys(converters)) {
    const convert = converters[name];
    const value = {
      async [name]() {
        const { aborted, body, headers } = inner(this);
        if (body !== null && body.unusable) throw failure('Body is unusable: Body has already been read');
        if (aborted) throw abortion();
        const bytes = body === null ? Buffer.alloc(0) : await body.readAll();
        return convert(bytes, require('./mime.js').typeOf(headers));
      },
    }[name];
    Object.defineProperty(Class.prototype, name, { value, writable: true, enumerable: true, configurable: true });
  }
}

module.exports = { Body, endStream, extract, install };
