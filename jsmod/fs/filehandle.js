'use strict';

// FileHandle: an open file as fs.promises gives it.

const EventEmitter = require('events');
const { isView, toUnixTimestamp, validateBufferArray, validateInteger } = require('./utils.js');
const { makeStats } = require('./stats.js');
const { promise } = require('./operations.js');
const readwrite = require('./readwrite.js');
const fs = require('./fs.js');
const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { parseFileMode, validateBuffer, validateEncoding } = require('internal/validators');

const kFd = Symbol('kFd');
const kRefs = Symbol('kRefs');
const kClosing = Symbol('kClosePromise');
const kRef = Symbol('kRef');
const kUnref = Symbol('kUnref');
const kFinish = Symbol('kFinish');

class FileHandle extends EventEmitter {
  constructor(fd) {
    super();
    this[kFd] = fd;
    this[kRefs] = 1;
    this[kClosing] = null;
    // The native halves of other modules find the file here.
    binding.fileOf(fd, this);
  }

  get fd() {
    return this[kFd];
  }

  getAsyncId() {
    return this[kFd];
  }

  appendFile(data, options) {
    return counted(this, 'writeFile', () => require('./promises.js').writeFile(this, data, options));
  }

  chmod(mode) {
    return call(this, 'fchmod', () => [parseFileMode(mode, 'mode')]);
  }

  chown(uid, gid) {
    return call(this, 'fchown', () => {
      validateInteger(uid, 'uid', -1, 2 ** 32 - 1);
      validateInteger(gid, 'gid', -1, 2 ** 32 - 1);
      return [uid, gid];
    });
  }

  datasync() {
    return call(this, 'fdatasync', () => []);
  }

  sync() {
    return call(this, 'fsync', () => []);
  }

  async read(buffer, offset, length, position) {
    return counted(this, 'read', () => read(this, buffer, offset, length, position));
  }

  async readv(buffers, position) {
    return counted(this, 'readv', async () => {
      validateBufferArray(buffers);
      const whole = Buffer.alloc(readwrite.total(buffers));
      const at = typeof position === 'number' ? position : -1;
      const bytesRead = await promise(binding.read, [this[kFd], whole, 0, whole.length, at]);
      readwrite.scatter(buffers, whole, bytesRead);
      return { __proto__: null, bytesRead, buffers };
    });
  }

  readFile(options) {
    return counted(this, 'readFile', () => require('./promises.js').readFile(this, options));
  }

  readLines(options = undefined) {
    const { readLines } = require('./lines.js');
    return readLines(this.createReadStream(options));
  }

  stat(options) {
    const bigint = Boolean(options && options.bigint);
    return call(this, 'fstat', () => [bigint]).then((memory) => makeStats(memory, bigint));
  }

  truncate(length = 0) {
    return call(this, 'ftruncate', () => {
      validateInteger(length, 'len');
      return [Math.max(0, length)];
    });
  }

  utimes(atime, mtime) {
    return call(this, 'futimes', () => [
      toUnixTimestamp(atime, 'atime'), toUnixTimestamp(mtime, 'mtime'),
    ]);
  }

  async write(buffer, offset, length, position) {
    return counted(this, 'write', () => write(this, buffer, offset, length, position));
  }

  async writev(buffers, position) {
    return counted(this, 'writev', async () => {
      validateBufferArray(buffers);
      if (buffers.length === 0) return { __proto__: null, bytesWritten: 0, buffers };
      const at = typeof position === 'number' ? position : -1;
      const bytesWritten = await promise(binding.write, [this[kFd], ...readwrite.gather(buffers), at]);
      return { __proto__: null, bytesWritten, buffers };
    });
  }

  writeFile(data, options) {
    return counted(this, 'writeFile', () => require('./promises.js').writeFile(this, data, options));
  }

  createReadStream(options = undefined) {
    const { ReadStream } = require('./streams.js');
    return new ReadStream(undefined, { ...options, fd: this });
  }

  createWriteStream(options = undefined) {
    const { WriteStream } = require('./streams.js');
    return new WriteStream(undefined, { ...options, fd: this });
  }

  // The file closes when the last call and the last stream on it are done.
  close = () => {
    if (this[kFd] === -1) return Promise.resolve();
    if (this[kClosing]) return this[kClosing];
    if (--this[kRefs] === 0) {
      this[kClosing] = shut(this);
    } else {
      this[kClosing] = new Promise((resolve) => {
        this[kFinish] = resolve;
      });
    }
    this.emit('close');
    return this[kClosing];
  };

  [kRef]() {
    this[kRefs]++;
  }

  [kUnref]() {
    if (--this[kRefs] === 0 && this[kFinish]) this[kFinish](shut(this));
  }
}

if (Symbol.asyncDispose) {
  Object.defineProperty(FileHandle.prototype, Symbol.asyncDispose, {
    async value() {
      return this.close();
    },
    configurable: true, enumerable: false, writable: true,
  });
}

function shut(handle) {
  const fd = handle[kFd];
  handle[kFd] = -1;
  return promise(binding.close, [fd]);
}

function closedError(name) {
  const err = new Error('file closed');
  err.code = 'EBADF';
  err.syscall = name;
  return err;
}

// counted keeps the file open for the length of a call.
async function counted(handle, name, fn) {
  if (handle[kFd] === -1) throw closedError(name);
  handle[kRef]();
  try {
    return await fn();
  } finally {
    handle[kUnref]();
  }
}

function call(handle, native, check) {
  return counted(handle, native, () => promise(binding[native], [handle[kFd], ...check()]));
}

async function read(handle, buffer, offset, length, position) {
  if (!isView(buffer)) {
    const options = buffer || {};
    ({ buffer = Buffer.alloc(16384), offset = 0, length, position = null } = options);
  } else if (offset !== null && typeof offset === 'object') {
    ({ offset = 0, length, position = null } = offset);
  }
  validateBuffer(buffer);
  if (offset === undefined || offset === null) offset = 0;
  else validateInteger(offset, 'offset', 0);
  if (length === undefined || length === null) length = buffer.byteLength - offset;
  const r = readwrite.readArguments(buffer, offset, length, position);
  if (r.length === 0) return { __proto__: null, bytesRead: 0, buffer };
  const bytesRead = await promise(binding.read, [handle[kFd], r.buffer, r.offset, r.length, r.position]);
  return { __proto__: null, bytesRead, buffer };
}

async function write(handle, buffer, offset, length, position) {
  if (buffer && buffer.byteLength === 0) return { __proto__: null, bytesWritten: 0, buffer };
  let given;
  if (isView(buffer)) {
    given = readwrite.writeArguments(buffer, offset, length, position);
  } else {
    if (typeof buffer !== 'string') {
      throw new ERR_INVALID_ARG_TYPE('buffer', ['string', 'Buffer', 'TypedArray', 'DataView'], buffer);
    }
    validateEncoding(buffer, length);
    given = readwrite.stringArguments(buffer, offset, length);
  }
  const bytesWritten = await promise(binding.write, [handle[kFd], ...given]);
  return { __proto__: null, bytesWritten, buffer };
}

// functions are what a stream on a handle calls in the place of fs: the
// handle's own methods, which scripts replace. close lets go of the handle and
// closes it.
function functions(handle) {
  const settled = (result, name, value, callback) => {
    result.then((r) => callback(null, r[name], value), (err) => callback(err, 0, value));
  };
  return {
    open: fs.open,
    read: (fd, buffer, offset, length, position, callback) => {
      settled(handle.read(buffer, offset, length, position), 'bytesRead', buffer, callback);
    },
    write: (fd, buffer, offset, length, position, callback) => {
      settled(handle.write(buffer, offset, length, position), 'bytesWritten', buffer, callback);
    },
    writev: (fd, buffers, position, callback) => {
      settled(handle.writev(buffers, position), 'bytesWritten', buffers, callback);
    },
    fsync: (fd, callback) => {
      handle.sync().then(() => callback(null), callback);
    },
    close(fd, callback) {
      handle[kUnref]();
      handle.close().then(() => callback(), callback);
    },
  };
}

module.exports = { FileHandle, functions, kRef, kUnref };
