'use strict';

// read, write and their vectored kin, on descriptors.

const {
  getValidatedFd, isView, kEmptyObject, makeCallback, positionOf, validateBufferArray, validateInteger,
  validateOffsetLengthRead, validateOffsetLengthWrite,
} = require('./utils.js');
const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } } = require('internal/errors');
const {
  kValidateObjectAllowNullable, validateBuffer, validateEncoding, validateObject,
} = require('internal/validators');
const { customPromisifyArgs } = require('internal/util');
const { nextTick } = require('internal/task_queue');


// readArguments fills in what a read leaves out and checks it. length 0 means
// that there is nothing to do.
function readArguments(buffer, offset, length, position) {
  validateBuffer(buffer);
  if (offset === undefined || offset === null) offset = 0;
  else validateInteger(offset, 'offset', 0);
  length |= 0;
  if (length === 0) return { buffer, offset, length, position: -1 };
  if (buffer.byteLength === 0) {
    throw new ERR_INVALID_ARG_VALUE('buffer', buffer, 'is empty and cannot be written');
  }
  validateOffsetLengthRead(offset, length, buffer.byteLength);
  return { buffer, offset, length, position: positionOf(position, length) };
}

function fromOptions(buffer, options) {
  if (options !== undefined) validateObject(options, 'options', kValidateObjectAllowNullable);
  const { offset = 0, length = buffer && buffer.byteLength - offset, position = null } = options || kEmptyObject;
  return { offset, length, position };
}

function read(fd, buffer, offsetOrOptions, length, position, callback) {
  fd = getValidatedFd(fd);
  let offset = offsetOrOptions;
  if (arguments.length <= 4) {
    let options;
    if (arguments.length === 4) {
      options = offsetOrOptions;
      callback = length;
    } else if (arguments.length === 3) {
      callback = offsetOrOptions;
      if (!isView(buffer)) {
        options = buffer;
        ({ buffer = Buffer.alloc(16384) } = options || kEmptyObject);
      }
    } else {
      callback = buffer;
      buffer = Buffer.alloc(16384);
    }
    ({ offset, length, position } = fromOptions(buffer, options));
  }
  validateBuffer(buffer);
  makeCallback(callback);
  const r = readArguments(buffer, offset, length, position);
  if (r.length === 0) {
    nextTick(callback, null, 0, buffer);
    return;
  }
  binding.read(fd, buffer, r.offset, r.length, r.position, (err, count) => {
    callback(err, count || 0, buffer);
  });
}

function readSync(fd, buffer, offsetOrOptions, length, position) {
  fd = getValidatedFd(fd);
  validateBuffer(buffer);
  let offset = offsetOrOptions;
  if (arguments.length <= 3 || (offsetOrOptions !== null && typeof offsetOrOptions === 'object')) {
    ({ offset, length, position } = fromOptions(buffer, offsetOrOptions));
  }
  const r = readArguments(buffer, offset, length, position);
  if (r.length === 0) return 0;
  return binding.read(fd, buffer, r.offset, r.length, r.position);
}

// writeArguments is for bytes; the callback has been taken away.
function writeArguments(buffer, offset, length, position) {
  if (offset !== null && typeof offset === 'object') {
    ({ offset = 0, length = buffer.byteLength - offset, position = null } = offset);
  }
  if (offset === null || offset === undefined || typeof offset === 'function') offset = 0;
  else validateInteger(offset, 'offset', 0);
  if (typeof length !== 'number') length = buffer.byteLength - offset;
  if (typeof position !== 'number' && typeof position !== 'bigint') position = null;
  validateOffsetLengthWrite(offset, length, buffer.byteLength);
  return [buffer, offset, length, position === null || position < 0 ? -1 : Number(position)];
}

function stringArguments(text, position, encoding) {
  validateEncoding(text, encoding);
  const buffer = Buffer.from(text, encoding || 'utf8');
  return [buffer, 0, buffer.length, typeof position === 'number' && position >= 0 ? position : -1];
}

function validateText(value) {
  if (typeof value !== 'string') {
    throw new ERR_INVALID_ARG_TYPE('buffer', ['string', 'Buffer', 'TypedArray', 'DataView'], value);
  }
}

function write(fd, buffer, offsetOrOptions, length, position, callback) {
  fd = getValidatedFd(fd);
  let given;
  if (isView(buffer)) {
    callback = makeCallback(callback || position || length || offsetOrOptions);
    given = writeArguments(buffer, offsetOrOptions, length, position);
  } else {
    validateText(buffer);
    let at = offsetOrOptions;
    let encoding = length;
    if (typeof position === 'function') {
      callback = position;
    } else if (typeof length === 'function') {
      callback = length;
      encoding = 'utf8';
    } else if (typeof at === 'function') {
      callback = at;
      at = null;
      encoding = 'utf8';
    } else {
      callback = position;
    }
    makeCallback(callback);
    given = stringArguments(buffer, at, encoding);
  }
  binding.write(fd, ...given, (err, written) => callback(err, written || 0, buffer));
}

function writeSync(fd, buffer, offsetOrOptions, length, position) {
  fd = getValidatedFd(fd);
  if (isView(buffer)) return binding.write(fd, ...writeArguments(buffer, offsetOrOptions, length, position));
  validateText(buffer);
  return binding.write(fd, ...stringArguments(buffer, offsetOrOptions, length));
}

// gather makes one buffer of many; scatter is its reverse.
function gather(buffers) {
  const whole = Buffer.concat(buffers.map((b) => Buffer.from(b.buffer, b.byteOffset, b.byteLength)));
  return [whole, 0, whole.length];
}

function scatter(buffers, whole, count) {
  let at = 0;
  for (let i = 0; i < buffers.length && at < count; i++) {
    const b = buffers[i];
    const n = Math.min(b.byteLength, count - at);
    Buffer.from(b.buffer, b.byteOffset, b.byteLength).set(whole.subarray(at, at + n));
    at += n;
  }
}

function vectored(position, callback) {
  callback = makeCallback(callback || position);
  if (typeof position !== 'number') position = null;
  return { at: position === null ? -1 : position, callback };
}

function total(buffers) {
  let n = 0;
  for (let i = 0; i < buffers.length; i++) n += buffers[i].byteLength;
  return n;
}

function readv(fd, buffers, position, callback) {
  fd = getValidatedFd(fd);
  validateBufferArray(buffers);
  const v = vectored(position, callback);
  const whole = Buffer.alloc(total(buffers));
  binding.read(fd, whole, 0, whole.length, v.at, (err, count) => {
    if (!err) scatter(buffers, whole, count);
    v.callback(err, count || 0, buffers);
  });
}

function readvSync(fd, buffers, position) {
  fd = getValidatedFd(fd);
  validateBufferArray(buffers);
  const whole = Buffer.alloc(total(buffers));
  const count = binding.read(fd, whole, 0, whole.length, typeof position === 'number' ? position : -1);
  scatter(buffers, whole, count);
  return count;
}

function writev(fd, buffers, position, callback) {
  fd = getValidatedFd(fd);
  validateBufferArray(buffers);
  const v = vectored(position, callback);
  if (buffers.length === 0) {
    nextTick(v.callback, null, 0, buffers);
    return;
  }
  binding.write(fd, ...gather(buffers), v.at, (err, written) => v.callback(err, written || 0, buffers));
}

function writevSync(fd, buffers, position) {
  fd = getValidatedFd(fd);
  validateBufferArray(buffers);
  if (buffers.length === 0) return 0;
  return binding.write(fd, ...gather(buffers), typeof position === 'number' ? position : -1);
}

function promisifiedNames(fn, names) {
  Object.defineProperty(fn, customPromisifyArgs, { value: names, enumerable: false });
}

promisifiedNames(read, ['bytesRead', 'buffer']);
promisifiedNames(write, ['bytesWritten', 'buffer']);
promisifiedNames(readv, ['bytesRead', 'buffers']);
promisifiedNames(writev, ['bytesWritten', 'buffers']);

module.exports = {
  fromOptions, gather, read, readArguments, readSync, readv, readvSync, scatter, stringArguments, total, write,
  writeArguments, writeSync, writev, writevSync,
};
