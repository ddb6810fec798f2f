'use strict';

// Blob and File over memory.

const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_THIS, ERR_MISSING_ARGS } } =
  require('internal/errors');
const { Buffer } = require('buffer');

const customInspect = Symbol.for('nodejs.util.inspect.custom');
const kBytes = Symbol('kHandle');
const kType = Symbol('kType');
const kFile = Symbol('kFile');

// How many bytes stream() hands out at once.
const streamChunk = 65536;

function define(object, key, value) {
  Object.defineProperty(object, key, { value, writable: true });
}

function check(value, Class, key) {
  if (typeof value !== 'object' || value === null || value[key] === undefined) {
    throw new ERR_INVALID_THIS(Class);
  }
  return value[key];
}

// normalType is a MIME type in lower case, or nothing when it has characters
// that none can have.
function normalType(type) {
  const text = `${type}`;
  return /[^\x20-\x7e]/.test(text) ? '' : text.toLowerCase();
}

function bytesOf(source, endings) {
  if (typeof source === 'object' && source !== null) {
    if (source[kBytes] !== undefined) {
      return source[kBytes];
    }
    if (ArrayBuffer.isView(source)) {
      return Buffer.from(new Uint8Array(source.buffer, source.byteOffset, source.byteLength));
    }
    if (Object.prototype.toString.call(source) === '[object ArrayBuffer]') {
      return Buffer.from(new Uint8Array(source));
    }
  }
  let text = `${source}`;
  if (endings === 'native') {
    text = text.replace(/\r\n|[\r\n]/g, process.platform === 'win32' ? '\r\n' : '\n');
  }
  return Buffer.from(text);
}

class Blob {
  constructor(sources = [], options = {}) {
    if (sources === null || typeof sources !== 'object' || typeof sources[Symbol.iterator] !== 'function') {
      throw new ERR_INVALID_ARG_TYPE('sources', 'a sequence', sources);
    }
    if (typeof options !== 'object' && typeof options !== 'function') {
      throw new ERR_INVALID_ARG_TYPE('options', 'a dictionary', options);
    }
    const endings = options?.endings === undefined ? 'transparent' : `${options.endings}`;
    if (endings !== 'transparent' && endings !== 'native') {
      throw new ERR_INVALID_ARG_VALUE('options.endings', options.endings);
    }
    const parts = [];
    for (const source of sources) {
      parts.push(bytesOf(source, endings));
    }
    define(this, kBytes, Buffer.concat(parts));
    define(this, kType, options?.type === undefined ? '' : normalType(options.type));
  }

  get type() {
    check(this, 'Blob', kBytes);
    return this[kType];
  }

  get size() {
    return check(this, 'Blob', kBytes).length;
  }

  slice(start = 0, end = undefined, contentType = '') {
    const bytes = check(this, 'Blob', kBytes);
    const made = new Blob();
    made[kBytes] = bytes.subarray(start, end);
    made[kType] = normalType(contentType);
    return made;
  }

  async arrayBuffer() {
    return new Uint8Array(check(this, 'Blob', kBytes)).buffer;
  }

  async text() {
    const { TextDecoder } = require('internal/encoding');
    return new TextDecoder().decode(check(this, 'Blob', kBytes));
  }

  async bytes() {
    return new Uint8Array(check(this, 'Blob', kBytes));
  }

  // A stream of copies: what a Blob holds cannot be changed.
  stream() {
    const bytes = check(this, 'Blob', kBytes);
    let at = 0;
    return require('internal/webstreams').createReadableBytes({
      start() {},
      async pull(controller) {
        if (at < bytes.length) {
          controller.enqueue(new Uint8Array(bytes.subarray(at, at + streamChunk)));
          at += streamChunk;
          return;
        }
        controller.close();
        if (controller.byobRequest !== null) controller.byobRequest.respond(0);
      },
      async cancel() {},
    });
  }

  [customInspect](depth, opts) {
    return show(this, depth, opts, { size: this.size, type: this.type });
  }
}

class File extends Blob {
  constructor(fileBits, fileName, options = {}) {
    if (arguments.length < 2) {
      throw new ERR_MISSING_ARGS('fileBits', 'fileName');
    }
    super(fileBits, options);
    const lastModified = options?.lastModified === undefined ? Date.now() : Math.trunc(+options.lastModified) || 0;
    define(this, kFile, { name: `${fileName}`, lastModified });
  }

  get name() {
    return check(this, 'File', kFile).name;
  }

  get lastModified() {
    return check(this, 'File', kFile).lastModified;
  }

  [customInspect](depth, opts) {
    return show(this, depth, opts,
                { size: this.size, type: this.type, name: this.name, lastModified: this.lastModified });
  }
}

function show(object, depth, opts, fields) {
  if (typeof depth === 'number' && depth < 0) {
    return object;
  }
  const { inspect } = require('internal/util/inspect');
  const options = Object.assign({}, opts, { depth: opts.depth === null ? null : opts.depth - 1 });
  return `${object.constructor.name} ${inspect(fields, options)}`;
}

for (const [Class, names] of [[Blob, ['type', 'size', 'slice', 'arrayBuffer', 'text', 'stream']],
                              [File, ['name', 'lastModified']]]) {
  for (const name of names) {
    Object.defineProperty(Class.prototype, name, { enumerable: true });
  }
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
}

// cloneBlob is structuredClone's: a plain Blob or File over the same bytes, which
// nobody can change. Undefined for what only says that it is one.
function cloneBlob(value) {
  if (value[kBytes] === undefined) {
    return undefined;
  }
  const file = value[kFile];
  const made = Object.create(file === undefined ? Blob.prototype : File.prototype);
  define(made, kBytes, value[kBytes]);
  define(made, kType, value[kType]);
  if (file !== undefined) {
    define(made, kFile, file);
  }
  return made;
}

// blobOver is a Blob over bytes that nobody else has, with a type as it is given.
function blobOver(bytes, type) {
  const made = Object.create(Blob.prototype);
  define(made, kBytes, bytes);
  define(made, kType, type);
  return made;
}

// Object URLs: what they stand for, until they are revoked.
const stored = new Map();
const storedPrefix = 'blob:nodedata:';

function createObjectURL(obj) {
  if (typeof obj !== 'object' || obj === null || obj[kBytes] === undefined) {
    throw new ERR_INVALID_ARG_TYPE('obj', 'Blob', obj);
  }
  const url = storedPrefix + require('crypto').randomUUID();
  stored.set(url, obj);
  return url;
}

function revokeObjectURL(url) {
  stored.delete(bare(url));
}

function resolveObjectURL(url) {
  const blob = stored.get(bare(`${url}`));
  return blob === undefined ? undefined : blob.slice(0, blob.size, blob.type);
}

// Neither a query nor a fragment belongs to the name of what is stored.
function bare(url) {
  const at = url.search(/[?#]/);
  return at === -1 ? url : url.slice(0, at);
}

module.exports = { Blob, File, blobOver, cloneBlob, createObjectURL, resolveObjectURL, revokeObjectURL };
