'use strict';

// Http2ServerResponse: an answer as a program written for http gives it.

const { Stream } = require('stream');
const {
  codes: {
    ERR_HTTP2_HEADERS_SENT, ERR_HTTP2_INFO_STATUS_NOT_ALLOWED, ERR_HTTP2_INVALID_HEADER_VALUE,
    ERR_HTTP2_INVALID_STREAM, ERR_HTTP2_PSEUDOHEADER_NOT_ALLOWED, ERR_HTTP2_STATUS_INVALID, ERR_INVALID_ARG_VALUE,
    ERR_INVALID_HTTP_TOKEN, ERR_STREAM_WRITE_AFTER_END,
  },
} = require('internal/errors');
const { nextTick } = require('internal/task_queue');
const { validateFunction, validateObject, validateString } = require('internal/validators');
const { kRequest } = require('./compat_request.js');
const constants = require('./constants.js');
const { isToken } = require('./headers.js');
const { compatSocket } = require('./proxy_socket.js');
const { kProxySocket, kState } = require('./shared.js');

const kBeginSend = Symbol('begin-send');
const kHeaders = Symbol('headers');
const kResponse = Symbol('response');
const kSetHeader = Symbol('kSetHeader');
const kStream = Symbol('stream');
const kTrailers = Symbol('trailers');

const forbidden = new Set([':status', ':method', ':path', ':authority', ':scheme']);

let warnedOfMessage = false;

function warnOfMessage() {
  if (warnedOfMessage) return;
  warnedOfMessage = true;
  process.emitWarning('Status message is not supported by HTTP/2 (RFC7540 8.1.2.4)', 'UnsupportedWarning');
}

let warnedOfConnection = false;

function warnOfConnection() {
  if (warnedOfConnection) return;
  warnedOfConnection = true;
  process.emitWarning('The provided connection header is not valid, the value will be dropped from the header and ' +
    'will never be in use.', 'UnsupportedWarning');
}

function isAllowed(name, value) {
  return name !== 'connection' || value === 'trailers';
}

function check(name, value) {
  if (name === '' || typeof name !== 'string' || name.includes(' ')) {
    throw new ERR_INVALID_HTTP_TOKEN('Header name', name);
  }
  if (forbidden.has(name)) throw new ERR_HTTP2_PSEUDOHEADER_NOT_ALLOWED();
  if (value === undefined || value === null) throw new ERR_HTTP2_INVALID_HEADER_VALUE(value, name);
  if (!isAllowed(name, value)) warnOfConnection();
}

function plain(name) {
  validateString(name, 'name');
  return name.trim().toLowerCase();
}

class Http2ServerResponse extends Stream {
  constructor(stream, options) {
    super(options);
    this[kState] = {
      closed: false, ending: false, destroyed: false, headRequest: false, sendDate: true,
      statusCode: constants.HTTP_STATUS_OK,
    };
    this[kHeaders] = { __proto__: null };
    this[kTrailers] = { __proto__: null };
    this[kStream] = stream;
    stream[kProxySocket] = null;
    stream[kResponse] = this;
    this.writable = true;
    this.req = stream[kRequest];
    stream.on('drain', onDrain);
    stream.on('aborted', onAborted);
    stream.on('close', onClose);
    stream.on('wantTrailers', onWantTrailers);
    stream.on('timeout', onTimeout);
  }

  // Programs that ask whether the fields are out look at this one.
  get _header() { return this.headersSent; }
  get writableEnded() { return this[kState].ending; }
  get finished() { return this[kState].ending; }

  get socket() {
    // Once closed, there is none.
    if (this[kState].closed) return undefined;
    const stream = this[kStream];
    return (stream[kProxySocket] ||= compatSocket(stream));
  }

  get connection() { return this.socket; }
  get stream() { return this[kStream]; }
  get headersSent() { return this[kStream].headersSent; }
  get sendDate() { return this[kState].sendDate; }
  set sendDate(send) { this[kState].sendDate = Boolean(send); }
  get statusCode() { return this[kState].statusCode; }

  set statusCode(code) {
    code |= 0;
    if (code >= 100 && code < 200) throw new ERR_HTTP2_INFO_STATUS_NOT_ALLOWED();
    if (code < 100 || code > 599) throw new ERR_HTTP2_STATUS_INVALID(code);
    this[kState].statusCode = code;
  }

  get writableCorked() { return this[kStream].writableCorked; }
  get writableHighWaterMark() { return this[kStream].writableHighWaterMark; }
  get writableFinished() { return this[kStream].writableFinished; }
  get writableLength() { return this[kStream].writableLength; }

  setTrailer(name, value) {
    name = plain(name);
    check(name, value);
    this[kTrailers][name] = value;
  }

  addTrailers(headers) {
    for (const name of Object.keys(headers)) this.setTrailer(name, headers[name]);
  }

  getHeader(name) {
    return this[kHeaders][plain(name)];
  }

  getHeaderNames() {
    return Object.keys(this[kHeaders]);
  }

  getHeaders() {
    return { __proto__: null, ...this[kHeaders] };
  }

  hasHeader(name) {
    return Object.hasOwn(this[kHeaders], plain(name));
  }

  removeHeader(name) {
    validateString(name, 'name');
    if (this[kStream].headersSent) throw new ERR_HTTP2_HEADERS_SENT();
    name = plain(name);
    // The date is sent unless it is taken off.
    if (name === 'date') this[kState].sendDate = false;
    else delete this[kHeaders][name];
  }

  setHeader(name, value) {
    validateString(name, 'name');
    if (this[kStream].headersSent) throw new ERR_HTTP2_HEADERS_SENT();
    this[kSetHeader](name, value);
  }

  [kSetHeader](name, value) {
    name = plain(name);
    check(name, value);
    if (!isAllowed(name, value)) return;
    if (!isToken(name)) this.destroy(new ERR_INVALID_HTTP_TOKEN('Header name', name));
    this[kHeaders][name] = value;
  }

  appendHeader(name, value) {
    validateString(name, 'name');
    if (this[kStream].headersSent) throw new ERR_HTTP2_HEADERS_SENT();
    name = plain(name);
    check(name, value);
    if (!isAllowed(name, value)) return;
    if (!isToken(name)) this.destroy(new ERR_INVALID_HTTP_TOKEN('Header name', name));
    const before = this[kHeaders][name];
    if (before === undefined || before === null) this[kHeaders][name] = value;
    else this[kHeaders][name] = [].concat(before, value);
  }

  get statusMessage() {
    warnOfMessage();
    return '';
  }

  set statusMessage(message) {
    warnOfMessage();
  }

  flushHeaders() {
    const state = this[kState];
    if (!state.closed && !this[kStream].headersSent) this.writeHead(state.statusCode);
  }

  writeHead(statusCode, statusMessage, headers) {
    const state = this[kState];
    if (state.closed || this[kStream].destroyed || this[kStream].closed) return this;
    if (this[kStream].headersSent) throw new ERR_HTTP2_HEADERS_SENT();
    if (typeof statusMessage === 'string') warnOfMessage();
    if (headers === undefined && typeof statusMessage === 'object') headers = statusMessage;
    if (Array.isArray(headers)) setList(this, headers);
    else if (headers !== null && typeof headers === 'object') {
      for (const name of Object.keys(headers)) this[kSetHeader](name, headers[name]);
    }
    state.statusCode = statusCode;
    this[kBeginSend]();
    return this;
  }

  [kBeginSend]() {
    const state = this[kState];
    const headers = this[kHeaders];
    headers[':status'] = state.statusCode;
    this[kStream].respond(headers, { endStream: state.ending, waitForTrailers: true, sendDate: state.sendDate });
  }

  cork() {
    this[kStream].cork();
  }

  uncork() {
    this[kStream].uncork();
  }

  write(chunk, encoding, callback) {
    if (typeof encoding === 'function') {
      callback = encoding;
      encoding = 'utf8';
    }
    const state = this[kState];
    let error;
    if (state.ending) error = new ERR_STREAM_WRITE_AFTER_END();
    else if (state.closed) error = new ERR_HTTP2_INVALID_STREAM();
    else if (state.destroyed) return false;
    if (error !== undefined) {
      if (typeof callback === 'function') nextTick(callback, error);
      this.destroy(error);
      return false;
    }
    const stream = this[kStream];
    if (!stream.headersSent) this.writeHead(state.statusCode);
    return stream.write(chunk, encoding, callback);
  }

  end(chunk, encoding, callback) {
    const stream = this[kStream];
    const state = this[kState];
    if (typeof chunk === 'function') {
      callback = chunk;
      chunk = null;
    } else if (typeof encoding === 'function') {
      callback = encoding;
      encoding = 'utf8';
    }
    if ((state.closed || state.ending) && state.headRequest === stream.headRequest) {
      if (typeof callback === 'function') nextTick(callback);
      return this;
    }
    if (chunk !== null && chunk !== undefined) this.write(chunk, encoding);
    state.headRequest = stream.headRequest;
    state.ending = true;
    if (typeof callback === 'function') {
      if (stream.writableEnded) this.once('finish', callback);
      else stream.once('finish', callback);
    }
    if (!stream.headersSent) this.writeHead(state.statusCode);
    if (state.closed || stream.destroyed) onClose.call(stream);
    else stream.end();
    return this;
  }

  destroy(error) {
    const state = this[kState];
    if (state.destroyed) return;
    state.destroyed = true;
    this[kStream].destroy(error);
  }

  setTimeout(msecs, callback) {
    if (!this[kState].closed) this[kStream].setTimeout(msecs, callback);
    return this;
  }

  createPushResponse(headers, callback) {
    validateFunction(callback, 'callback');
    if (this[kState].closed) {
      nextTick(callback, new ERR_HTTP2_INVALID_STREAM());
      return;
    }
    this[kStream].pushStream(headers, {}, (error, stream) => {
      if (error) callback(error);
      else callback(null, new Http2ServerResponse(stream));
    });
  }

  writeContinue() {
    if (this[kStream].headersSent || this[kState].closed) return false;
    this[kStream].additionalHeaders({ ':status': constants.HTTP_STATUS_CONTINUE });
    return true;
  }

  writeEarlyHints(hints) {
    validateObject(hints, 'hints');
    const { link, ...others } = hints;
    const value = require('internal/http').linkValue(link);
    if (value.length === 0 || this[kStream].headersSent || this[kState].closed) return false;
    this[kStream].additionalHeaders({ ...others, ':status': constants.HTTP_STATUS_EARLY_HINTS, 'Link': value });
    return true;
  }
}

// setList takes fields as [name, value, ...] or [[name, value], ...]: they take the
// place of those that were set, and may repeat each other.
function setList(response, list) {
  const nested = Array.isArray(list[0]);
  if (!nested && list.length % 2 !== 0) throw new ERR_INVALID_ARG_VALUE('headers', list);
  const pairs = nested ? list : [];
  if (!nested) for (let i = 0; i < list.length; i += 2) pairs.push([list[i], list[i + 1]]);
  for (const [name] of pairs) delete response[kHeaders][plain(name)];
  for (const [name, value] of pairs) response.appendHeader(name, value);
}

// --- listeners of the stream ---

function onDrain() {
  const response = this[kResponse];
  if (response !== undefined) response.emit('drain');
}

// A response has no word for it; its request has.
function onAborted() {}

function onClose() {
  const response = this[kResponse];
  if (response === undefined) return;
  const state = response[kState];
  // The writable side of an answer to HEAD is over before the answer is.
  if (this.headRequest !== state.headRequest) return;
  state.closed = true;
  this[kProxySocket] = null;
  this.removeListener('wantTrailers', onWantTrailers);
  this[kResponse] = undefined;
  response.emit('finish');
  response.emit('close');
}

function onWantTrailers() {
  this.sendTrailers(this[kResponse][kTrailers]);
}

function onTimeout() {
  const response = this[kResponse];
  if (response !== undefined) response.emit('timeout');
}

module.exports = { Http2ServerResponse };
