'use strict';

// OutgoingMessage: what is being sent. It is a stream of the oldest kind. Until it
// has the socket to itself, what is written waits in outputData.

const { getDefaultHighWaterMark, Stream } = require('stream');
const EventEmitter = require('events');
const {
  codes: { ERR_HTTP_HEADERS_SENT, ERR_METHOD_NOT_IMPLEMENTED, ERR_STREAM_CANNOT_PIPE },
} = require('internal/errors');
const { kNeedDrain, kOutHeaders, showFields } = require('./shared.js');
const headers = require('./outgoing_headers.js');
const body = require('./outgoing_body.js');

const { kUniqueHeaders, parseUniqueHeadersOption, validateHeaderName, validateHeaderValue } = headers;
const { kCorked, kRejectNonStandardBodyWrites } = body;
const { kErrored, kHighWaterMark, outputData: kOutputData } = binding.symbols;

function OutgoingMessage(options) {
  binding.initOutgoing(this);
  this[kHighWaterMark] = options?.highWaterMark ?? getDefaultHighWaterMark();
  if (options?.rejectNonStandardBodyWrites) this[kRejectNonStandardBodyWrites] = true;
}
Object.setPrototypeOf(OutgoingMessage.prototype, Stream.prototype);
Object.setPrototypeOf(OutgoingMessage, Stream);

function getter(name, get, more) {
  Object.defineProperty(OutgoingMessage.prototype, name, { get, ...more });
}

getter('errored', function() { return this[kErrored]; });
getter('closed', function() { return this._closed; });
getter('writableFinished', function() {
  return this.finished && this.outputSize === 0 && (!this.socket || this.socket.writableLength === 0);
});
getter('writableObjectMode', () => false);
getter('writableLength', function() {
  return this.outputSize + (this.socket ? this.socket.writableLength : 0);
});
getter('writableHighWaterMark', function() {
  return this.socket ? this.socket.writableHighWaterMark : this[kHighWaterMark];
});
getter('writableCorked', function() {
  return (this.socket ? this.socket.writableCorked : 0) + this[kCorked];
});
getter('writableEnded', function() { return this.finished; });
getter('writableNeedDrain', function() {
  return !this.destroyed && !this.finished && this[kNeedDrain];
});
getter('headersSent', function() { return Boolean(this._header); }, { configurable: true, enumerable: true });
getter('connection', function() { return this.socket; }, { set(socket) { this.socket = socket; } });

OutgoingMessage.prototype.cork = function cork() {
  if (this.socket) this.socket.cork();
  else this[kCorked]++;
};

OutgoingMessage.prototype.uncork = function uncork() {
  if (this.socket) this.socket.uncork();
  else if (this[kCorked]) this[kCorked]--;
};

// withSocket calls fn with the message's socket, now or when it has one.
function withSocket(message, fn) {
  if (message.socket) fn(message.socket);
  else message.once('socket', fn);
}

OutgoingMessage.prototype.setTimeout = function setTimeout(msecs, callback) {
  if (callback) this.on('timeout', callback);
  withSocket(this, (socket) => { socket.setTimeout(msecs); });
  return this;
};

OutgoingMessage.prototype.destroy = function destroy(error) {
  if (this.destroyed) return this;
  this.destroyed = true;
  this[kErrored] = error;
  withSocket(this, (socket) => { socket.destroy(error); });
  return this;
};

OutgoingMessage.prototype._implicitHeader = function _implicitHeader() {
  throw new ERR_METHOD_NOT_IMPLEMENTED('_implicitHeader()');
};

// Kept for programs of old: the fields by the names they were set with.
OutgoingMessage.prototype._renderHeaders = function _renderHeaders() {
  if (this._header) throw new ERR_HTTP_HEADERS_SENT('render');
  const shown = {};
  const set = this[kOutHeaders];
  if (set !== null) for (const key of Object.keys(set)) shown[set[key][0]] = set[key][1];
  return shown;
};

OutgoingMessage.prototype.pipe = function pipe() {
  this.emit('error', new ERR_STREAM_CANNOT_PIPE());
};

OutgoingMessage.prototype[EventEmitter.captureRejectionSymbol] = function(error, event) {
  this.destroy(error);
};

Object.assign(OutgoingMessage.prototype, headers.methods, body.methods(kHighWaterMark));
headers.addOldNames(OutgoingMessage.prototype);
binding.showOutgoing(OutgoingMessage.prototype);

showFields(OutgoingMessage, binding.fields.outgoing);

// What waits for the socket, which seldom is anything.
Object.defineProperty(OutgoingMessage.prototype, 'outputData', {
  configurable: true,
  get() { return this[kOutputData] ||= []; },
  set(value) { this[kOutputData] = value; },
});

module.exports = {
  kHighWaterMark,
  kUniqueHeaders,
  parseUniqueHeadersOption,
  validateHeaderName,
  validateHeaderValue,
  OutgoingMessage,
};
