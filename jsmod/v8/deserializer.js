'use strict';

// Deserializer reads what Serializer writes. Lengths are held against what is there.

const { Buffer } = require('buffer');
const { deepest, errorLetters, regExpFlags, version, viewClasses, viewLetters } = require('./format.js');

const errorClasses = Object.fromEntries(Object.entries(errorLetters).map(([name, letter]) => [letter, globalThis[name]]));

function damaged(why = '') {
  return new Error(`Unable to deserialize cloned data${why}.`);
}

class Deserializer {
  #bytes;
  #at = 0;
  #version = 0;
  #objects = [];
  #transferred = new Map();
  #depth = 0;

  constructor(buffer) {
    if (!ArrayBuffer.isView(buffer)) {
      const error = new TypeError('buffer must be a TypedArray or a DataView');
      error.code = 'ERR_INVALID_ARG_TYPE';
      throw error;
    }
    this.buffer = buffer;
    this.#bytes = Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  }

  readHeader() {
    if (this.#bytes[0] !== 0xff || !(this.#bytes[1] <= version)) throw damaged(' due to invalid or unsupported version');
    this.#version = this.#bytes[1];
    this.#at = 2;
    return true;
  }

  readValue() {
    return this.#value();
  }

  getWireFormatVersion() {
    return this.#version;
  }

  transferArrayBuffer(id, arrayBuffer) {
    this.#transferred.set(id >>> 0, arrayBuffer);
  }

  readUint32() {
    return this.#varint();
  }

  readUint64() {
    let n = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.#byte();
      if (shift < 64n) n |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    return [Number(BigInt.asUintN(32, n >> 32n)), Number(BigInt.asUintN(32, n))];
  }

  readDouble() {
    return this.#bytes.readDoubleLE(this.#skip(8));
  }

  _readRawBytes(length) {
    return this.#skip(length);
  }

  readRawBytes(length) {
    const at = this.#skip(length);
    return Buffer.from(this.#bytes.buffer, this.#bytes.byteOffset + at, length);
  }

  // #skip goes past n bytes, which must be there, and returns where they begin.
  #skip(n) {
    const at = this.#at;
    if (!(n >= 0 && n <= this.#bytes.length - at)) throw damaged();
    this.#at += n;
    return at;
  }

  #byte() {
    return this.#bytes[this.#skip(1)];
  }

  #tag() {
    let byte;
    do byte = this.#byte(); while (byte === 0);
    return String.fromCharCode(byte);
  }

  #varint() {
    let n = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.#byte();
      if (factor < 2 ** 35) n += (byte & 0x7f) * factor;
      if (byte < 0x80) return n % 2 ** 32;
    }
  }

  #value() {
    if (++this.#depth > deepest) throw damaged();
    const value = this.#tagged(this.#tag());
    this.#depth--;
    // A view follows its buffer.
    if (value instanceof ArrayBuffer && this.#bytes[this.#at] === 0x56) {
      this.#at++;
      return this.#view(value);
    }
    return value;
  }

  #tagged(tag) {
    switch (tag) {
      case '_': return undefined;
      case '0': return null;
      case 'T': return true;
      case 'F': return false;
      case 'I': { const n = this.#varint(); return n % 2 === 0 ? n / 2 : -(n + 1) / 2; }
      case 'U': return this.#varint();
      case 'N': return this.readDouble();
      case 'Z': return this.#bigint();
      case '"': case 'c': case 'S': return this.#text(tag);
      case '^': return this.#known(this.#varint());
      case 'o': return this.#pairs(this.#keep({}), '{');
      case 'A': return this.#dense();
      case 'a': return this.#sparse();
      case 'D': return this.#keep(new Date(this.readDouble()));
      case 'y': return this.#keep(Object(true));
      case 'x': return this.#keep(Object(false));
      case 'n': return this.#keep(Object(this.readDouble()));
      case 'z': return this.#keep(Object(this.#bigint()));
      case 's': return this.#keep(Object(this.#text(this.#tag())));
      case 'R': return this.#regExp();
      case ';': return this.#map();
      case '\'': return this.#set();
      case 'B': return this.#buffer();
      case 't': return this.#moved();
      case 'r': return this.#error();
      case '\\': return this.#host();
    }
    throw damaged();
  }

  #keep(object) {
    this.#objects.push(object);
    return object;
  }

  #known(id) {
    if (id >= this.#objects.length) throw damaged();
    const object = this.#objects[id];
    if (object === undefined) throw damaged();
    return object;
  }

  #text(tag) {
    const length = this.#varint();
    const at = this.#skip(length);
    if (tag === '"') return this.#bytes.latin1Slice(at, at + length);
    if (tag === 'S') return this.#bytes.utf8Slice(at, at + length);
    if (tag !== 'c' || length % 2 === 1) throw damaged();
    return this.#bytes.ucs2Slice(at, at + length);
  }

  #bigint() {
    const field = this.#varint();
    const length = (field >>> 1);
    if (length % 8 !== 0) throw damaged();
    const at = this.#skip(length);
    let n = 0n;
    for (let i = length - 8; i >= 0; i -= 8) n = (n << 64n) | this.#bytes.readBigUInt64LE(at + i);
    return field % 2 === 1 ? -n : n;
  }

  // #pairs reads properties up to their end, whose count must be theirs.
  #pairs(object, end) {
    let count = 0;
    for (; ; count++) {
      if (this.#next(end)) break;
      const key = this.#value();
      if (typeof key !== 'string' && typeof key !== 'number') throw damaged();
      this.#define(object, key, this.#value());
    }
    if (this.#varint() !== count) throw damaged();
    return object;
  }

  #define(object, key, value) {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  }

  // #next takes the tag if it comes next.
  #next(tag) {
    const { length } = this.#bytes;
    let at = this.#at;
    while (at < length && this.#bytes[at] === 0) at++;
    if (at >= length) throw damaged();
    if (this.#bytes[at] !== tag.charCodeAt(0)) return false;
    this.#at = at + 1;
    return true;
  }

  #dense() {
    const length = this.#varint();
    if (length > this.#bytes.length - this.#at) throw damaged();
    const array = this.#keep([]);
    array.length = length;
    for (let i = 0; i < length; i++) {
      if (!this.#next('-')) array[i] = this.#value();
    }
    this.#pairs(array, '$');
    if (this.#varint() !== length) throw damaged();
    return array;
  }

  #sparse() {
    const length = this.#varint();
    const array = this.#keep([]);
    array.length = length;
    this.#pairs(array, '@');
    if (this.#varint() !== length) throw damaged();
    return array;
  }

  #regExp() {
    const id = this.#objects.push(undefined) - 1;
    const source = this.#text(this.#tag());
    const bits = this.#varint();
    if (bits >= 1 << regExpFlags.length) throw damaged();
    this.#objects[id] = new RegExp(source, [...regExpFlags].filter((_, i) => bits & (1 << i)).join(''));
    return this.#objects[id];
  }

  #map() {
    const map = this.#keep(new Map());
    let count = 0;
    for (; !this.#next(':'); count += 2) {
      const key = this.#value();
      map.set(key, this.#value());
    }
    if (this.#varint() !== count) throw damaged();
    return map;
  }

  #set() {
    const set = this.#keep(new Set());
    let count = 0;
    for (; !this.#next(','); count++) set.add(this.#value());
    if (this.#varint() !== count) throw damaged();
    return set;
  }

  #buffer() {
    const length = this.#varint();
    const bytes = this.readRawBytes(length);
    return this.#keep(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + length));
  }

  #moved() {
    const buffer = this.#transferred.get(this.#varint());
    if (buffer === undefined) throw damaged();
    return this.#keep(buffer);
  }

  #view(buffer) {
    const kind = viewLetters.indexOf(String.fromCharCode(this.#byte()));
    const offset = this.#varint();
    const length = this.#varint();
    if (this.#version >= 14) this.#varint();
    const Class = viewClasses[kind];
    const size = Class === undefined ? 0 : Class.BYTES_PER_ELEMENT || 1;
    if (size === 0 || offset + length > buffer.byteLength || offset % size !== 0 || length % size !== 0) throw damaged();
    return this.#keep(new Class(buffer, offset, length / size));
  }

  #error() {
    const id = this.#objects.push(undefined) - 1;
    let Class = Error;
    const found = {};
    for (;;) {
      const tag = this.#tag();
      if (tag === '.') break;
      if (tag === 'm') found.message = this.#text(this.#tag());
      else if (tag === 's') found.stack = this.#text(this.#tag());
      else if (tag === 'c') found.cause = this.#value();
      else if (errorClasses[tag] !== undefined) Class = errorClasses[tag];
      else throw damaged();
    }
    const error = new Class();
    for (const key of Object.keys(found)) {
      Object.defineProperty(error, key, { value: found[key], writable: true, enumerable: false, configurable: true });
    }
    if (!('stack' in found)) Object.defineProperty(error, 'stack', { value: undefined, writable: true, configurable: true });
    this.#objects[id] = error;
    return error;
  }

  #host() {
    const id = this.#objects.push(undefined) - 1;
    if (typeof this._readHostObject !== 'function') throw damaged();
    this.#objects[id] = this._readHostObject();
    return this.#objects[id];
  }
}

class DefaultDeserializer extends Deserializer {
  _readHostObject() {
    const Class = viewClasses[this.readUint32()];
    const length = this.readUint32();
    const bytes = this.readRawBytes(length);
    if (Class === Buffer) return Buffer.from(bytes);
    const size = Class === undefined ? 0 : Class.BYTES_PER_ELEMENT || 1;
    if (size === 0 || length % size !== 0) throw damaged();
    const copy = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + length);
    return new Class(copy, 0, length / size);
  }
}

function deserialize(buffer) {
  const deserializer = new DefaultDeserializer(buffer);
  deserializer.readHeader();
  return deserializer.readValue();
}

module.exports = { DefaultDeserializer, Deserializer, deserialize };
