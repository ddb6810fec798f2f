'use strict';

// ServerResponse.

const {
  codes: {
    ERR_HTTP_HEADERS_SENT, ERR_HTTP_INVALID_STATUS_CODE, ERR_HTTP_SOCKET_ASSIGNED, ERR_INVALID_ARG_VALUE,
    ERR_INVALID_CHAR,
  },
} = require('internal/errors');
const { chunkExpression } = require('./common.js');
const { OutgoingMessage } = require('./outgoing.js');
const { kOutHeaders, showFields } = require('./shared.js');
const STATUS_CODES = require('./status.js');

function ServerResponse(req, options) {
  OutgoingMessage.call(this, options);
  if (req.method === 'HEAD') this._hasBody = false;
  this.req = req;
  this.sendDate = true;
  if (req.httpVersionMajor < 1 || req.httpVersionMinor < 1) {
    this.useChunkedEncodingByDefault = chunkExpression.test(req.headers.te);
    this.shouldKeepAlive = false;
  }
}
Object.setPrototypeOf(ServerResponse.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ServerResponse, OutgoingMessage);

ServerResponse.prototype._finish = function _finish() {
  OutgoingMessage.prototype._finish.call(this);
};

ServerResponse.prototype.statusCode = 200;

function emitClose(res) {
  if (res._closed) return;
  res.destroyed = true;
  res._closed = true;
  res.emit('close');
}

// Another listener may have taken the response away from the socket.
function onSocketClose() {
  if (this._httpMessage) emitClose(this._httpMessage);
}

ServerResponse.prototype.writeContinue = function writeContinue(cb) {
  this._writeRaw('HTTP/1.1 100 Continue\r\n\r\n', 'ascii', cb);
  this._sent100 = true;
};

ServerResponse.prototype.writeProcessing = function writeProcessing(cb) {
  this._writeRaw('HTTP/1.1 102 Processing\r\n\r\n', 'ascii', cb);
};

ServerResponse.prototype.writeEarlyHints = function writeEarlyHints(hints, cb) {
  const lines = require('./early_hints.js').lines(hints);
  if (lines !== undefined) this._writeRaw(`HTTP/1.1 103 Early Hints\r\n${lines}\r\n`, 'ascii', cb);
};

ServerResponse.prototype._implicitHeader = function _implicitHeader() {
  this.writeHead(this.statusCode);
};

// writeHead is for what is seldom or wrong; the rest is done in Go.
function writeHead(statusCode, reason, obj) {
  if (this._header) throw new ERR_HTTP_HEADERS_SENT('write');
  const code = statusCode | 0;
  if (code < 100 || code > 999) throw new ERR_HTTP_INVALID_STATUS_CODE(statusCode);
  if (typeof reason === 'string') {
    this.statusMessage = reason;
  } else {
    if (!this.statusMessage) this.statusMessage = STATUS_CODES[code] || 'unknown';
    obj ??= reason;
  }
  this.statusCode = code;
  // Fields that were set before are joined with those given here.
  let headers = obj;
  if (this[kOutHeaders]) {
    setAll(this, obj);
    headers = this[kOutHeaders];
  }
  if (!binding.isValue(this.statusMessage)) throw new ERR_INVALID_CHAR('statusMessage');
  if (code === 204 || code === 304 || code < 200) this._hasBody = false;
  // A body may still come that was not asked for.
  if (this._expect_continue && !this._sent100) this.shouldKeepAlive = false;
  this._storeHeader(`HTTP/1.1 ${code} ${this.statusMessage}\r\n`, headers);
  return this;
}

function setAll(res, headers) {
  if (Array.isArray(headers)) {
    if (headers.length % 2 !== 0) throw new ERR_INVALID_ARG_VALUE('headers', headers);
    for (let n = 0; n < headers.length; n += 2) if (headers[n]) res.setHeader(headers[n], headers[n + 1]);
  } else if (headers) {
    for (const name of Object.keys(headers)) if (name) res.setHeader(name, headers[name]);
  }
}

binding.setup({
  ServerResponse, STATUS_CODES, writeHead,
  assigned() { throw new ERR_HTTP_SOCKET_ASSIGNED(); },
  socketClosed: onSocketClose,
});
binding.showResponse(ServerResponse.prototype);
showFields(ServerResponse, binding.fields.response);

module.exports = { ServerResponse };
