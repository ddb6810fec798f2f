'use strict';

// What the files of crypto share: bytes in, encodings out.

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');

const kHandle = Symbol('kHandle');
// kKeyObject leads from a CryptoKey to the KeyObject behind it.
const kKeyObject = Symbol('kKeyObject');

const byteSources = ['string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'];

const isCryptoKey = (value) => typeof value === 'object' && value !== null && value[kKeyObject] !== undefined;

// bytes are what the native side takes: UTF-8 text crosses as it is.
function bytes(value, encoding) {
  if (typeof value !== 'string') return value;
  if (isUtf8(encoding)) return value;
  return Buffer.from(value, encoding);
}

function isUtf8(encoding) {
  return encoding === undefined || encoding === null || encoding === 'utf8' ||
    encoding === 'utf-8' || encoding === 'buffer' || !Buffer.isEncoding(encoding);
}

// getArrayBufferOrView checks an argument that may be text or any bytes.
function getArrayBufferOrView(value, name, encoding) {
  if (isAnyArrayBuffer(value)) return value;
  if (typeof value === 'string') return bytes(value, encoding);
  if (isArrayBufferView(value)) return value;
  throw new ERR_INVALID_ARG_TYPE(name, byteSources, value);
}

// encode gives a Buffer the form that a script asked for. What is no encoding
// means bytes, as it always has in digest().
function encode(buffer, encoding) {
  if (typeof buffer === 'string') return buffer;
  if (encoding === undefined || encoding === null || encoding === 'buffer') return buffer;
  return Buffer.isEncoding(encoding) ? buffer.toString(encoding) : buffer;
}

// nativeEncoding names the encodings that the native side makes itself.
function nativeEncoding(encoding) {
  return encoding === 'hex' || encoding === 'base64' || encoding === 'base64url' ?
    encoding : undefined;
}

function bigIntToBuffer(value, name) {
  if (value < 0n) {
    const { codes: { ERR_OUT_OF_RANGE } } = require('internal/errors');
    throw new ERR_OUT_OF_RANGE(name, '>= 0', value);
  }
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
}

function bufferToBigInt(buffer) {
  return buffer.length === 0 ? 0n : BigInt(`0x${buffer.toString('hex')}`);
}

module.exports = {
  bigIntToBuffer, bufferToBigInt, byteSources, bytes, encode, getArrayBufferOrView, isCryptoKey, kHandle, kKeyObject,
  nativeEncoding,
};
