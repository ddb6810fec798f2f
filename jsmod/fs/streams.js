'use strict';

// ReadStream and WriteStream: a file as a stream.

const fs = require('./fs.js');
const {
  getOptions, getValidatedFd, getValidatedPath, kEmptyObject, toPathIfFileURL, validateFunction, validateInteger,
} = require('./utils.js');
const { codes: { ERR_INVALID_ARG_TYPE, ERR_METHOD_NOT_IMPLEMENTED, ERR_OUT_OF_RANGE } } = require('internal/errors');
const { validateBoolean } = require('internal/validators');
const { Readable, Writable, finished } = require('stream');
const internals = require('internal/stream/fast');
const { nextTick } = require('internal/task_queue');

const { read } = require('./readwrite.js');

const kFs = Symbol('kFs');
const kHandle = Symbol('kHandle');
const kBusy = Symbol('kIsPerformingIO');
const kIdle = Symbol('kIoDone');

// prepare copies the options and finds the file: a path, a descriptor or a
// FileHandle, and the functions that work on it.
function prepare(stream, path, given, methods) {
  const options = copied(getOptions(given, kEmptyObject));
  if (options.highWaterMark === undefined) options.highWaterMark = methods === reading ? 64 * 1024 : undefined;
  options.autoDestroy = options.autoClose === undefined ? true : options.autoClose;
  stream[kFs] = options.fs || fs;
  if (options.fs) {
    for (const name of methods) {
      const method = options.fs[name];
      if (method !== undefined || name !== 'writev') validateFunction(method, `options.fs.${name}`);
    }
  }
  if (options.fd === undefined || options.fd === null) {
    stream.fd = null;
    stream.path = toPathIfFileURL(path);
    getValidatedPath(stream.path);
  } else {
    stream.fd = getValidatedFd(descriptor(stream, options));
  }
  return options;
}

// copied takes what options inherit, too.
function copied(options) {
  const copy = {};
  for (const name in options) copy[name] = options[name];
  return copy;
}

const reading = ['open', 'read', 'close'];
const writing = ['open', 'write', 'writev', 'close'];

// descriptor takes the number out of a FileHandle and ties the stream to it.
function descriptor(stream, options) {
  const { fd } = options;
  if (typeof fd === 'number') return fd;
  const { FileHandle, kRef } = require('./filehandle.js');
  if (typeof fd !== 'object' || !(fd instanceof FileHandle)) {
    throw new ERR_INVALID_ARG_TYPE('options.fd', ['number', 'FileHandle'], fd);
  }
  if (options.fs) throw new ERR_METHOD_NOT_IMPLEMENTED('FileHandle with fs');
  stream[kHandle] = fd;
  stream[kFs] = require('./filehandle.js').functions(fd);
  fd[kRef]();
  fd.on('close', stream.close.bind(stream));
  return fd.fd;
}

function start(stream, options) {
  stream.start = options.start;
  stream.pos = undefined;
  stream[kBusy] = false;
  if (stream.start !== undefined) {
    validateInteger(stream.start, 'start', 0);
    stream.pos = stream.start;
  }
}

// construct opens the file before anything is read or written.
function construct(callback) {
  if (typeof this.fd === 'number') {
    callback();
    return;
  }
  if (this.open !== opensItself) {
    openedByScript(this, callback);
    return;
  }
  this[kFs].open(this.path, this.flags, this.mode, (err, fd) => {
    if (err) {
      callback(err);
      return;
    }
    this.fd = fd;
    if (this[kFs] === fs) binding.fileOf(fd, this);
    callback();
    this.emit('open', this.fd);
    this.emit('ready');
  });
}

// opensItself stands for the method open of old, which libraries such as
// graceful-fs replace by one of their own.
function opensItself() {}

// openedByScript calls such a method, which tells by an event how it went.
function openedByScript(stream, callback) {
  const { emit } = stream;
  stream.emit = function(name, ...args) {
    if (name === 'open') {
      this.emit = emit;
      callback();
    } else if (name === 'error') {
      this.emit = emit;
      callback(args[0]);
      return undefined;
    }
    return Reflect.apply(emit, this, [name, ...args]);
  };
  stream.open();
}

// destroy waits for a call that is under way: its descriptor may not become
// another file's meanwhile.
function destroy(err, callback) {
  if (this[kBusy]) this.once(kIdle, (failed) => shut(this, err || failed, callback));
  else shut(this, err, callback);
}

function shut(stream, err, callback) {
  if (typeof stream.fd !== 'number') {
    callback(err);
    return;
  }
  stream[kFs].close(stream.fd, (failed) => callback(failed || err));
  stream.fd = null;
}

function idle(stream, err) {
  stream[kBusy] = false;
  if (!stream.destroyed) return false;
  stream.emit(kIdle, err);
  return true;
}

function ReadStream(path, given) {
  if (!(this instanceof ReadStream)) return new ReadStream(path, given);
  const options = prepare(this, path, given, reading);
  this.flags = options.flags === undefined || options.flags === null ? 'r' : options.flags;
  this.mode = options.mode === undefined || options.mode === null ? 0o666 : options.mode;
  start(this, options);
  this.end = options.end === undefined || options.end === null ? Infinity : options.end;
  this.bytesRead = 0;
  if (this.end !== Infinity) {
    validateInteger(this.end, 'end', 0);
    if (this.start !== undefined && this.start > this.end) {
      throw new ERR_OUT_OF_RANGE('start', `<= "end" (here: ${this.end})`, this.start);
    }
  }
  Reflect.apply(Readable, this, [options]);
  if (options.encoding) this.setEncoding(options.encoding);
}
Object.setPrototypeOf(ReadStream.prototype, Readable.prototype);
Object.setPrototypeOf(ReadStream, Readable);

ReadStream.prototype._construct = construct;
ReadStream.prototype._destroy = destroy;

ReadStream.prototype.open = opensItself;

ReadStream.prototype._read = function _read(size) {
  const left = this.pos !== undefined ? this.end - this.pos + 1 : this.end - this.bytesRead + 1;
  const n = Math.min(left, size);
  if (n <= 0) {
    this.push(null);
    return;
  }
  if (passOn(this, left)) return;
  this[kBusy] = true;
  const position = this.pos === undefined ? -1 : this.pos;
  // A library may have put a function of its own into fs.
  if (this[kFs] === fs && fs.read === read) {
    binding.readChunk(this.fd, n, position, (err, chunk) => arrived(this, err, chunk));
    return;
  }
  const memory = Buffer.allocUnsafeSlow(n);
  this[kFs].read(this.fd, memory, 0, n, this.pos, (err, count, buffer) => {
    arrived(this, err, count > 0 ? buffer.subarray(0, count) : null);
  });
};

// passOn lets a destination that can do so send the rest of the file by itself,
// as one read that takes long.
function passOn(stream, length) {
  const dest = stream._readableState.pipes[0];
  if (dest === undefined || dest[internals.kPipeFile] === undefined || stream[kFs] !== fs || fs.read !== read) {
    return false;
  }
  // Of a descriptor that the script gave, only it knows where it stands.
  if (stream.pos === undefined && stream.path === undefined) return false;
  const before = stream.bytesRead;
  const position = stream.pos === undefined ? before : stream.pos;
  const native = dest[internals.kPipeFile](stream, position, Math.min(length, Number.MAX_SAFE_INTEGER), (ended, moved) => {
    setBytesRead(stream, { value: before + moved, writable: true });
    stream.pos = position + moved;
    if (idle(stream, null)) return;
    if (ended) stream.push(null);
    else stream._read(stream.readableHighWaterMark);
  });
  if (native === undefined) return false;
  stream[kBusy] = true;
  setBytesRead(stream, { get: () => before + native.moved() });
  return true;
}

function setBytesRead(stream, how) {
  Object.defineProperty(stream, 'bytesRead', { configurable: true, enumerable: true, ...how });
}

function arrived(stream, err, chunk) {
  if (idle(stream, err)) return;
  if (err) {
    internals.errorOrDestroy(stream, err);
    return;
  }
  if (chunk !== null) {
    if (stream.pos !== undefined) stream.pos += chunk.length;
    stream.bytesRead += chunk.length;
  }
  stream.push(chunk);
}

ReadStream.prototype.close = function close(callback) {
  if (typeof callback === 'function') finished(this, callback);
  this.destroy();
};

function WriteStream(path, given) {
  if (!(this instanceof WriteStream)) return new WriteStream(path, given);
  const options = prepare(this, path, given, writing);
  options.decodeStrings = true;
  this.flags = options.flags === undefined || options.flags === null ? 'w' : options.flags;
  this.mode = options.mode === undefined || options.mode === null ? 0o666 : options.mode;
  this.flush = options.flush;
  if (this.flush === undefined || this.flush === null) this.flush = false;
  else validateBoolean(this.flush, 'options.flush');
  if (!this[kFs].writev) this._writev = null;
  start(this, options);
  this.bytesWritten = 0;
  Reflect.apply(Writable, this, [options]);
  if (options.encoding) this.setDefaultEncoding(options.encoding);
}
Object.setPrototypeOf(WriteStream.prototype, Writable.prototype);
Object.setPrototypeOf(WriteStream, Writable);

WriteStream.prototype._construct = construct;
WriteStream.prototype._destroy = function _destroy(err, callback) {
  if (!this.flush || typeof this.fd !== 'number' || err) {
    destroy.call(this, err, callback);
    return;
  }
  this[kFs].fsync(this.fd, (failed) => destroy.call(this, failed, callback));
};

WriteStream.prototype.open = opensItself;

WriteStream.prototype._write = function _write(data, encoding, callback) {
  this[kBusy] = true;
  writeAll(this, data, (err) => {
    idle(this, err);
    callback(err);
  });
};

// writeAll goes on until nothing is left, and tries again where the other end
// is not ready.
function writeAll(stream, data, callback, tries = 0) {
  stream[kFs].write(stream.fd, data, 0, data.length, stream.pos, (err, written, buffer) => {
    if (err && err.code === 'EAGAIN') {
      err = null;
      written = 0;
    }
    if (err || stream.destroyed) {
      callback(err);
      return;
    }
    stream.bytesWritten += written;
    if (stream.pos !== undefined) stream.pos += written;
    tries = written > 0 ? 0 : tries + 1;
    if (written === buffer.length) callback();
    else if (tries > 5) callback(new Error('writev failed'));
    else writeAll(stream, buffer.subarray(written), callback, tries);
  });
}

WriteStream.prototype._writev = function _writev(list, callback) {
  const chunks = new Array(list.length);
  let size = 0;
  for (let i = 0; i < list.length; i++) {
    chunks[i] = list[i].chunk;
    size += chunks[i].length;
  }
  this[kBusy] = true;
  this[kFs].writev(this.fd, chunks, this.pos === undefined ? null : this.pos, (err, written) => {
    if (!err) {
      this.bytesWritten += written;
      if (this.pos !== undefined) this.pos += written;
      if (written < size) {
        writeAll(this, Buffer.concat(chunks).subarray(written), (failed) => {
          idle(this, failed);
          callback(failed);
        });
        return;
      }
    }
    idle(this, err);
    callback(err);
  });
};

WriteStream.prototype.close = function close(callback) {
  if (callback) {
    if (this.closed) {
      nextTick(callback);
      return;
    }
    this.on('close', callback);
  }
  // A stream that does not close itself at its end does it this once.
  if (!this.autoClose) this.on('finish', this.destroy);
  this.end();
};

WriteStream.prototype.destroySoon = WriteStream.prototype.end;

function stateProperty(Stream, stateName) {
  Object.defineProperty(Stream.prototype, 'autoClose', {
    get() {
      return this[stateName].autoDestroy;
    },
    set(value) {
      this[stateName].autoDestroy = value;
    },
  });
  Object.defineProperty(Stream.prototype, 'pending', {
    get() {
      return this.fd === null;
    },
    configurable: true,
  });
}

stateProperty(ReadStream, '_readableState');
stateProperty(WriteStream, '_writableState');

function createReadStream(path, options) {
  return new ReadStream(path, options);
}

function createWriteStream(path, options) {
  return new WriteStream(path, options);
}

module.exports = { ReadStream, WriteStream, createReadStream, createWriteStream };
