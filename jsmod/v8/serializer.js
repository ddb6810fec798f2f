'use strict';

// Serializer writes values in V8's format.

const { Buffer } = require('buffer');
const types = require('internal/util/types');
const { deepest, errorLetters, regExpFlags, version, viewClasses, viewLetters } = require('./format.js');

const own = (object, key) => Object.prototype.hasOwnProperty.call(object, key);

class Serializer {
  #bytes = Buffer.allocUnsafe(64);
  #length = 0;
  #ids = new Map();
  #transferred = new Map();
  #viewsAreHosts = false;
  #depth = 0;

  writeHeader() {
    this.#byte(0xff);
    this.#byte(version);
  }

  writeValue(value) {
    this.#value(value);
    return true;
  }

  releaseBuffer() {
    const out = this.#bytes.subarray(0, this.#length);
    this.#bytes = Buffer.allocUnsafe(64);
    this.#length = 0;
    return out;
  }

  transferArrayBuffer(id, arrayBuffer) {
    this.#transferred.set(arrayBuffer, id >>> 0);
  }

  writeUint32(value) {
    this.#varint(value >>> 0);
  }

  writeUint64(high, low) {
    let n = (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
    for (; n > 0x7fn; n >>= 7n) this.#byte(Number(n & 0x7fn) | 0x80);
    this.#byte(Number(n));
  }

  writeDouble(value) {
    const at = this.#room(8);
    this.#bytes.writeDoubleLE(Number(value), at);
  }

  writeRawBytes(source) {
    if (!ArrayBuffer.isView(source) && !types.isAnyArrayBuffer(source)) {
      const error = new TypeError('source must be a TypedArray or a DataView');
      error.code = 'ERR_INVALID_ARG_TYPE';
      throw error;
    }
    const bytes = ArrayBuffer.isView(source)
      ? Buffer.from(source.buffer, source.byteOffset, source.byteLength)
      : Buffer.from(source);
    const at = this.#room(bytes.length);
    bytes.copy(this.#bytes, at);
  }

  _setTreatArrayBufferViewsAsHostObjects(on) {
    this.#viewsAreHosts = !!on;
  }

  _getDataCloneError(message) {
    return new Error(message);
  }

  // #room makes room for n bytes, perhaps in a new #bytes, and returns where they go.
  #room(n) {
    const at = this.#length;
    this.#length += n;
    if (this.#length > this.#bytes.length) {
      const grown = Buffer.allocUnsafe(Math.max(2 * this.#bytes.length, this.#length));
      this.#bytes.copy(grown, 0, 0, at);
      this.#bytes = grown;
    }
    return at;
  }

  #byte(value) {
    const at = this.#room(1);
    this.#bytes[at] = value;
  }

  #tag(letter) {
    this.#byte(letter.charCodeAt(0));
  }

  #varint(n) {
    for (; n > 0x7f; n = Math.floor(n / 128)) this.#byte((n % 128) | 0x80);
    this.#byte(n);
  }

  #refuse(text) {
    throw this._getDataCloneError(`${text} could not be cloned.`);
  }

  #value(value) {
    switch (typeof value) {
      case 'undefined': this.#tag('_'); return;
      case 'boolean': this.#tag(value ? 'T' : 'F'); return;
      case 'number': this.#number(value); return;
      case 'bigint': this.#tag('Z'); this.#bigint(value); return;
      case 'string': this.#string(value); return;
      case 'symbol': case 'function': this.#refuse(String(value)); return;
    }
    if (value === null) {
      this.#tag('0');
      return;
    }
    if (++this.#depth > deepest) throw new RangeError('Maximum call stack size exceeded');
    this.#object(value);
    this.#depth--;
  }

  #number(value) {
    if (Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31 && !Object.is(value, -0)) {
      this.#tag('I');
      this.#varint(value >= 0 ? 2 * value : -2 * value - 1);
      return;
    }
    this.#tag('N');
    this.writeDouble(value);
  }

  // #bigint writes a sign and whole words of 64 bits.
  #bigint(value) {
    const digits = [];
    for (let n = value < 0n ? -value : value; n > 0n; n >>= 64n) digits.push(BigInt.asUintN(64, n));
    this.#varint(16 * digits.length + (value < 0n ? 1 : 0));
    for (const digit of digits) {
      const at = this.#room(8);
      this.#bytes.writeBigUInt64LE(digit, at);
    }
  }

  #string(text) {
    if (!/[^\0-\xff]/.test(text)) {
      this.#tag('"');
      this.#varint(text.length);
      const at = this.#room(text.length);
      this.#bytes.latin1Write(text, at);
      return;
    }
    const size = 2 * text.length;
    let head = 1;
    for (let n = size; n > 0x7f; n = Math.floor(n / 128)) head++;
    // V8 reads such strings in place: they begin at even offsets.
    if ((this.#length + 1 + head) % 2 === 1) this.#byte(0);
    this.#tag('c');
    this.#varint(size);
    const at = this.#room(size);
    this.#bytes.ucs2Write(text, at);
  }

  #object(object) {
    if (this.#ids.has(object)) {
      this.#tag('^');
      this.#varint(this.#ids.get(object));
      return;
    }
    if (ArrayBuffer.isView(object)) {
      this.#view(object);
      return;
    }
    this.#ids.set(object, this.#ids.size);
    if (types.isProxy(object)) this.#refuse('#<Object>');
    if (Array.isArray(object)) this.#array(object);
    else if (types.isDate(object)) {
      this.#tag('D');
      this.writeDouble(Date.prototype.getTime.call(object));
    } else if (types.isBoxedPrimitive(object)) this.#boxed(object);
    else if (types.isRegExp(object)) this.#regExp(object);
    else if (types.isMap(object)) this.#map(object);
    else if (types.isSet(object)) this.#set(object);
    else if (types.isArrayBuffer(object)) this.#buffer(object);
    else if (types.isNativeError(object)) this.#error(object);
    else this.#plain(object);
  }

  #plain(object) {
    if (types.isGeneratorObject(object)) this.#refuse('[object Generator]');
    if (types.isPromise(object) || types.isWeakMap(object) || types.isWeakSet(object)) {
      this.#refuse(`#<${Object.prototype.toString.call(object).slice(8, -1)}>`);
    }
    this.#tag('o');
    this.#pairs(object, Object.keys(object), '{');
  }

  // #pairs writes keys with their values, then the tag that ends them and how many
  // there were. A getter may have deleted some.
  #pairs(object, keys, end) {
    let count = 0;
    for (const key of keys) {
      if (!own(object, key)) continue;
      this.#key(key);
      this.#value(object[key]);
      count++;
    }
    this.#tag(end);
    this.#varint(count);
  }

  #key(key) {
    if (/^(?:0|[1-9]\d{0,9})$/.test(key) && Number(key) < 2 ** 32 - 1) this.#number(Number(key));
    else this.#string(key);
  }

  #array(array) {
    const { length } = array;
    const keys = Object.keys(array);
    const isIndex = (key) => /^(?:0|[1-9]\d*)$/.test(key) && Number(key) < length;
    const names = keys.filter((key) => !isIndex(key));
    const dense = keys.length - names.length === length;
    this.#tag(dense ? 'A' : 'a');
    this.#varint(length);
    if (dense) for (let i = 0; i < length; i++) this.#value(array[i]);
    this.#pairs(array, dense ? names : keys, dense ? '$' : '@');
    this.#varint(length);
  }

  #boxed(object) {
    const value = object.valueOf();
    switch (typeof value) {
      case 'boolean': this.#tag(value ? 'y' : 'x'); return;
      case 'number': this.#tag('n'); this.writeDouble(value); return;
      case 'bigint': this.#tag('z'); this.#bigint(value); return;
      case 'string': this.#tag('s'); this.#string(value); return;
    }
    this.#refuse('#<Symbol>');
  }

  #regExp(object) {
    this.#tag('R');
    this.#string(object.source);
    this.#varint([...object.flags].reduce((bits, flag) => bits | (1 << regExpFlags.indexOf(flag)), 0));
  }

  #map(map) {
    const entries = [...Map.prototype.entries.call(map)];
    this.#tag(';');
    for (const [key, value] of entries) {
      this.#value(key);
      this.#value(value);
    }
    this.#tag(':');
    this.#varint(2 * entries.length);
  }

  #set(set) {
    const values = [...Set.prototype.values.call(set)];
    this.#tag('\'');
    for (const value of values) this.#value(value);
    this.#tag(',');
    this.#varint(values.length);
  }

  #buffer(buffer) {
    if (this.#transferred.has(buffer)) {
      this.#tag('t');
      this.#varint(this.#transferred.get(buffer));
      return;
    }
    this.#tag('B');
    this.#varint(buffer.byteLength);
    this.writeRawBytes(buffer);
  }

  #view(view) {
    if (this.#viewsAreHosts && typeof this._writeHostObject === 'function') {
      this.#ids.set(view, this.#ids.size);
      this.#tag('\\');
      this._writeHostObject(view);
      return;
    }
    if (!this.#ids.has(view.buffer)) this.#value(view.buffer);
    this.#ids.set(view, this.#ids.size);
    this.#tag('V');
    this.#tag(viewLetters[viewClasses.findIndex((Class) => Class !== Buffer && view instanceof Class)]);
    this.#varint(view.byteOffset);
    this.#varint(view.byteLength);
    this.#varint(0);
  }

  #error(error) {
    this.#tag('r');
    const letter = errorLetters[`${error.name}`];
    if (letter !== undefined) this.#tag(letter);
    if (own(error, 'message')) {
      this.#tag('m');
      this.#string(`${error.message}`);
    }
    if (own(error, 'cause')) {
      this.#tag('c');
      this.#value(error.cause);
    }
    if (typeof error.stack === 'string') {
      this.#tag('s');
      this.#string(error.stack);
    }
    this.#tag('.');
  }
}

class DefaultSerializer extends Serializer {
  constructor() {
    super();
    this._setTreatArrayBufferViewsAsHostObjects(true);
  }

  _writeHostObject(view) {
    const kind = view.constructor === Buffer
      ? viewClasses.indexOf(Buffer)
      : viewClasses.findIndex((Class) => Class !== Buffer && view instanceof Class);
    this.writeUint32(kind);
    this.writeUint32(view.byteLength);
    this.writeRawBytes(view);
  }
}

function serialize(value) {
  const serializer = new DefaultSerializer();
  serializer.writeHeader();
  serializer.writeValue(value);
  return serializer.releaseBuffer();
}

module.exports = { DefaultSerializer, Serializer, serialize };
