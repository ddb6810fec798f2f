'use strict';

// IncomingMessage: what was received. Header fields are taken apart when somebody
// looks.

const { Readable, finished } = require('stream');
const { nextTick } = require('internal/task_queue');

const kIncomingMessage = Symbol('IncomingMessage');
const kHeaders = Symbol('kHeaders');
const kHeadersDistinct = Symbol('kHeadersDistinct');
const kHeadersCount = Symbol('kHeadersCount');
const kTrailers = Symbol('kTrailers');
const kTrailersDistinct = Symbol('kTrailersDistinct');
const kTrailersCount = Symbol('kTrailersCount');

function readStart(socket) {
  if (socket && !socket._paused && socket.readable) socket.resume();
}

function readStop(socket) {
  if (socket) socket.pause();
}

function IncomingMessage(socket) {
  Readable.call(this, socket ? { highWaterMark: socket.readableHighWaterMark } : undefined);
  // Nothing is read ahead before somebody asks: see _read.
  this._readableState.readingMore = true;

  this.socket = socket;
  this.httpVersionMajor = null;
  this.httpVersionMinor = null;
  this.httpVersion = null;
  this.complete = false;
  this[kHeaders] = null;
  this[kHeadersCount] = 0;
  this.rawHeaders = [];
  this[kTrailers] = null;
  this[kTrailersCount] = 0;
  this.rawTrailers = [];
  this.joinDuplicateHeaders = false;
  this.aborted = false;

  this.upgrade = null;

  // Of requests.
  this.url = '';
  this.method = null;

  // Of responses.
  this.statusCode = null;
  this.statusMessage = null;
  this.client = socket;

  this._consuming = false;
  // Set when nobody can read the message any more.
  this._dumped = false;
}
Object.setPrototypeOf(IncomingMessage.prototype, Readable.prototype);
Object.setPrototypeOf(IncomingMessage, Readable);

Object.defineProperty(IncomingMessage.prototype, 'connection', {
  get() { return this.socket; },
  set(socket) { this.socket = socket; },
});

// lists makes a property for all fields, one string each, and another with a list
// for each.
function lists(name, raw, { kept, keptDistinct, count }) {
  Object.defineProperty(IncomingMessage.prototype, name, {
    get() {
      if (!this[kept]) {
        this[kept] = {};
        addAll(this, this[raw], this[count], this[kept]);
      }
      return this[kept];
    },
    set(value) { this[kept] = value; },
  });
  Object.defineProperty(IncomingMessage.prototype, `${name}Distinct`, {
    get() {
      if (!this[keptDistinct]) {
        this[keptDistinct] = { __proto__: null };
        addAllDistinct(this, this[raw], this[count], this[keptDistinct]);
      }
      return this[keptDistinct];
    },
    set(value) { this[keptDistinct] = value; },
  });
}

lists('headers', 'rawHeaders', { kept: kHeaders, keptDistinct: kHeadersDistinct, count: kHeadersCount });
lists('trailers', 'rawTrailers', { kept: kTrailers, keptDistinct: kTrailersDistinct, count: kTrailersCount });

// A class or a script may have put a method of its own in the place of ours.
function addAll(message, raw, n, target) {
  if (message._addHeaderLine === _addHeaderLine) {
    binding.addLines(raw, n, target, message.joinDuplicateHeaders);
    return;
  }
  for (let i = 0; i < n; i += 2) message._addHeaderLine(raw[i], raw[i + 1], target);
}

function addAllDistinct(message, raw, n, target) {
  if (message._addHeaderLineDistinct === _addHeaderLineDistinct) {
    binding.addDistinct(raw, n, target);
    return;
  }
  for (let i = 0; i < n; i += 2) message._addHeaderLineDistinct(raw[i], raw[i + 1], target);
}

function _addHeaderLine(field, value, dest) {
  binding.addLine(field, value, dest, this.joinDuplicateHeaders);
}

function _addHeaderLineDistinct(field, value, dest) {
  binding.addDistinct([field, value], 2, dest);
}

IncomingMessage.prototype._addHeaderLine = _addHeaderLine;
IncomingMessage.prototype._addHeaderLineDistinct = _addHeaderLineDistinct;

IncomingMessage.prototype._addHeaderLines = function _addHeaderLines(headers, n) {
  if (!headers || headers.length === 0) return;
  let shown;
  if (this.complete) {
    this.rawTrailers = headers;
    this[kTrailersCount] = n;
    shown = this[kTrailers];
  } else {
    this.rawHeaders = headers;
    this[kHeadersCount] = n;
    shown = this[kHeaders];
  }
  if (shown) addAll(this, headers, n, shown);
};

IncomingMessage.prototype.setTimeout = function setTimeout(msecs, callback) {
  if (callback) this.on('timeout', callback);
  this.socket.setTimeout(msecs);
  return this;
};

// The parser pushes; here is only said that more is wanted.
IncomingMessage.prototype._read = function _read(n) {
  if (!this._consuming) {
    this._readableState.readingMore = false;
    this._consuming = true;
  }
  if (this.socket.readable) readStart(this.socket);
};

IncomingMessage.prototype._destroy = function _destroy(error, cb) {
  if (!this.readableEnded || !this.complete) {
    this.aborted = true;
    this.emit('aborted');
  }
  const { socket } = this;
  if (!socket || socket.destroyed || !this.aborted) {
    nextTick(destroyed, this, error, cb);
    return;
  }
  socket.destroy(error);
  const forget = finished(socket, (e) => {
    forget();
    const cut = e !== undefined && e !== null && e.code === 'ERR_STREAM_PREMATURE_CLOSE';
    nextTick(destroyed, this, (cut ? null : e) || error, cb);
  });
};

// An error that nobody listens for is none: programs are older than it.
function destroyed(message, error, cb) {
  if (message.listenerCount('error') === 0) cb();
  else cb(error);
}

IncomingMessage.prototype._dump = function _dump() {
  if (this._dumped) return;
  this._dumped = true;
  // What is buffered is no longer anybody's.
  this.removeAllListeners('data');
  this.resume();
};

module.exports = { IncomingMessage, readStart, readStop };
Object.defineProperty(module.exports, 'kIncomingMessage', { value: kIncomingMessage });
