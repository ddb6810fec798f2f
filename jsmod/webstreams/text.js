'use strict';

// TextEncoderStream and TextDecoderStream, sections 7.5 and 7.6 of the Encoding
// standard.

const { codes: { ERR_INVALID_THIS } } = require('internal/errors');
const { bare, finish, kState } = require('./common.js');
const { TransformStream } = require('./transformstream.js');

class Encoding {
  constructor() {
    const { TextEncoder } = require('internal/encoding');
    this.encoder = new TextEncoder();
    // The first half of a pair whose second half has not come yet.
    this.high = '';
    this.transform = new TransformStream({
      transform: (chunk, controller) => this.encode(`${chunk}`, controller),
      flush: (controller) => {
        if (this.high !== '') controller.enqueue(this.encoder.encode('\ufffd'));
      },
    });
  }

  encode(chunk, controller) {
    // The encoder itself puts U+FFFD in the place of halves that stay alone.
    let text = chunk === '' ? '' : this.high + chunk;
    if (text === '') return;
    this.high = '';
    const last = text.charCodeAt(text.length - 1);
    if (last >= 0xd800 && last <= 0xdbff) {
      this.high = text[text.length - 1];
      text = text.slice(0, -1);
    }
    if (text !== '') controller.enqueue(this.encoder.encode(text));
  }
}

class Decoding {
  constructor(encoding, options) {
    const { TextDecoder } = require('internal/encoding');
    this.decoder = new TextDecoder(encoding, options);
    this.transform = new TransformStream({
      transform: (chunk, controller) => this.decode(controller, chunk, { stream: true }),
      flush: (controller) => {
        this.decode(controller);
        controller.terminate();
      },
    });
  }

  decode(controller, ...args) {
    const text = this.decoder.decode(...args);
    if (text !== '') controller.enqueue(text);
  }
}

function inner(value, Inner, name) {
  const state = value === null || value === undefined ? undefined : value[kState];
  if (!(state instanceof Inner)) throw new ERR_INVALID_THIS(name);
  return state;
}

const encodingOf = (value) => inner(value, Encoding, 'TextEncoderStream');
const decodingOf = (value) => inner(value, Decoding, 'TextDecoderStream');

class TextEncoderStream {
  constructor() {
    this[kState] = new Encoding();
  }

  get encoding() {
    return encodingOf(this).encoder.encoding;
  }

  get readable() {
    return encodingOf(this).transform.readable;
  }

  get writable() {
    return encodingOf(this).transform.writable;
  }
}

class TextDecoderStream {
  constructor(encoding = 'utf-8', options = {}) {
    this[kState] = new Decoding(encoding, options);
  }

  get encoding() {
    return decodingOf(this).decoder.encoding;
  }

  get fatal() {
    return decodingOf(this).decoder.fatal;
  }

  get ignoreBOM() {
    return decodingOf(this).decoder.ignoreBOM;
  }

  get readable() {
    return decodingOf(this).transform.readable;
  }

  get writable() {
    return decodingOf(this).transform.writable;
  }
}

finish(TextEncoderStream, ['encoding', 'readable', 'writable'], (stream) => {
  const { encoder, transform: { readable, writable } } = encodingOf(stream);
  return { encoding: encoder.encoding, readable, writable };
});
finish(TextDecoderStream, ['encoding', 'fatal', 'ignoreBOM', 'readable', 'writable'], (stream) => {
  const { decoder: { encoding, fatal, ignoreBOM }, transform: { readable, writable } } = decodingOf(stream);
  return { encoding, fatal, ignoreBOM, readable, writable };
});
// Node 20 gives these two no tag.
delete TextEncoderStream.prototype[Symbol.toStringTag];
delete TextDecoderStream.prototype[Symbol.toStringTag];

bare(Encoding, Decoding);

module.exports = { TextDecoderStream, TextEncoderStream };
