'use strict';

// TextEncoder and TextDecoder of the WHATWG Encoding standard.

const {
  codes: { ERR_ENCODING_INVALID_ENCODED_DATA, ERR_ENCODING_NOT_SUPPORTED, ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS },
} = require('internal/errors');

const customInspect = Symbol.for('nodejs.util.inspect.custom');
const kDecoder = Symbol('kDecoder');
const kEncoder = Symbol('kEncoder');

class TextEncoder {
  constructor() {
    Object.defineProperty(this, kEncoder, { value: true });
  }

  get encoding() {
    checkEncoder(this);
    return 'utf-8';
  }

  encode(input = '') {
    checkEncoder(this);
    return binding.encodeUtf8(`${input}`);
  }

  encodeInto(src, dest) {
    checkEncoder(this);
    require('internal/validators').validateString(src, 'src');
    if (!(dest instanceof Uint8Array)) {
      throw new ERR_INVALID_ARG_TYPE('dest', 'Uint8Array', dest);
    }
    const [read, written] = binding.encodeInto(src, dest);
    return { read, written };
  }

  [customInspect](depth, opts) {
    checkEncoder(this);
    if (typeof depth === 'number' && depth < 0) {
      return this;
    }
    return require('internal/util/inspect').inspect({ encoding: this.encoding }, opts);
  }
}

function checkEncoder(value) {
  if (typeof value !== 'object' || value === null || value[kEncoder] !== true) {
    throw new ERR_INVALID_THIS('TextEncoder');
  }
}

class TextDecoder {
  constructor(encoding = 'utf-8', options = undefined) {
    encoding = `${encoding}`;
    if (options !== undefined && options !== null && typeof options !== 'object' && typeof options !== 'function') {
      throw new ERR_INVALID_ARG_TYPE('options', 'Object', options);
    }
    const fatal = Boolean(options?.fatal);
    const ignoreBOM = Boolean(options?.ignoreBOM);
    const native = binding.newDecoder(encoding, fatal, ignoreBOM);
    if (native === undefined) {
      throw new ERR_ENCODING_NOT_SUPPORTED(encoding);
    }
    Object.defineProperty(this, kDecoder, { value: { native, name: binding.decoderName(encoding), fatal, ignoreBOM } });
  }

  decode(input = undefined, options = undefined) {
    const { native, name } = own(this);
    if (input !== undefined && !isBytes(input)) {
      // These are the words of Node's C++, which differ from the usual.
      const err = new TypeError(
        'The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.');
      err.code = 'ERR_INVALID_ARG_TYPE';
      throw err;
    }
    if (options !== undefined && options !== null && typeof options !== 'object' && typeof options !== 'function') {
      throw new ERR_INVALID_ARG_TYPE('options', 'Object', options);
    }
    const text = binding.decodeText(native, input, Boolean(options?.stream));
    if (text === undefined) {
      throw new ERR_ENCODING_INVALID_ENCODED_DATA(name, undefined);
    }
    return text;
  }

  get encoding() {
    return own(this).name;
  }

  get fatal() {
    return own(this).fatal;
  }

  get ignoreBOM() {
    return own(this).ignoreBOM;
  }

  [customInspect](depth, opts) {
    const { name, fatal, ignoreBOM } = own(this);
    if (typeof depth === 'number' && depth < 0) {
      return this;
    }
    const { inspect } = require('internal/util/inspect');
    return `TextDecoder ${inspect({ encoding: name, fatal, ignoreBOM }, opts)}`;
  }
}

function own(value) {
  if (typeof value !== 'object' || value === null || value[kDecoder] === undefined) {
    throw new ERR_INVALID_THIS('TextDecoder');
  }
  return value[kDecoder];
}

function isBytes(value) {
  return ArrayBuffer.isView(value) || Object.prototype.toString.call(value) === '[object ArrayBuffer]';
}

function webClass(constructor, names) {
  for (const name of names) {
    Object.defineProperty(constructor.prototype, name, { enumerable: true });
  }
  Object.defineProperty(constructor.prototype, Symbol.toStringTag, { value: constructor.name, configurable: true });
}

webClass(TextEncoder, ['encode', 'encodeInto', 'encoding']);
webClass(TextDecoder, ['decode', 'encoding', 'fatal', 'ignoreBOM']);

module.exports = { TextDecoder, TextEncoder };
