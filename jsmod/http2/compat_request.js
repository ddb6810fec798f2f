'use strict';

// Http2ServerRequest: what a request looks like to a program written for http.

const { Readable } = require('stream');
const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors');
const { nextTick } = require('internal/task_queue');
const { validateString } = require('internal/validators');
const { authorityOf } = require('./headers.js');
const { compatSocket } = require('./proxy_socket.js');
const { kProxySocket, kState } = require('./shared.js');

const kAborted = Symbol('aborted');
const kHeaders = Symbol('headers');
const kRawHeaders = Symbol('rawHeaders');
const kRawTrailers = Symbol('rawTrailers');
const kRequest = Symbol('request');
const kStream = Symbol('stream');
const kTrailers = Symbol('trailers');

class Http2ServerRequest extends Readable {
  constructor(stream, headers, options, rawHeaders) {
    super({ autoDestroy: false, ...options });
    this[kState] = { closed: false, didRead: false };
    this[kHeaders] = headers;
    this[kRawHeaders] = rawHeaders;
    this[kTrailers] = {};
    this[kRawTrailers] = [];
    this[kStream] = stream;
    this[kAborted] = false;
    stream[kProxySocket] = null;
    stream[kRequest] = this;
    stream.on('trailers', onTrailers);
    stream.on('end', onEnd);
    stream.on('error', onError);
    stream.on('aborted', onAborted);
    stream.on('close', onClose);
    stream.on('timeout', onTimeout);
    this.on('pause', onPause);
    this.on('resume', onResume);
  }

  get aborted() { return this[kAborted]; }
  get complete() { return this[kAborted] || this.readableEnded || this[kState].closed || this[kStream].destroyed; }
  get stream() { return this[kStream]; }
  get headers() { return this[kHeaders]; }
  get rawHeaders() { return this[kRawHeaders]; }
  get trailers() { return this[kTrailers]; }
  get rawTrailers() { return this[kRawTrailers]; }
  get httpVersionMajor() { return 2; }
  get httpVersionMinor() { return 0; }
  get httpVersion() { return '2.0'; }

  get socket() {
    const stream = this[kStream];
    return (stream[kProxySocket] ||= compatSocket(stream));
  }

  get connection() { return this.socket; }

  _read() {
    const state = this[kState];
    if (state.didRead) {
      nextTick(resume, this[kStream]);
    } else {
      state.didRead = true;
      this[kStream].on('data', onData);
    }
  }

  get method() { return this[kHeaders][':method']; }

  set method(method) {
    validateString(method, 'method');
    if (method.trim() === '') throw new ERR_INVALID_ARG_VALUE('method', method);
    this[kHeaders][':method'] = method;
  }

  get authority() { return authorityOf(this[kHeaders]); }
  get scheme() { return this[kHeaders][':scheme']; }
  get url() { return this[kHeaders][':path']; }
  set url(url) { this[kHeaders][':path'] = url; }

  setTimeout(msecs, callback) {
    if (!this[kState].closed) this[kStream].setTimeout(msecs, callback);
    return this;
  }
}

function resume(stream) {
  stream.resume();
}

function onTrailers(trailers, flags, rawTrailers) {
  const request = this[kRequest];
  if (request === undefined) return;
  Object.assign(request[kTrailers], trailers);
  request[kRawTrailers].push(...rawTrailers);
}

function onData(chunk) {
  const request = this[kRequest];
  if (request !== undefined && !request.push(chunk)) this.pause();
}

function onEnd() {
  const request = this[kRequest];
  if (request !== undefined) request.push(null);
}

// Errors of the stream are not those of its request and response.
function onError() {}

function onAborted() {
  const request = this[kRequest];
  if (request === undefined || request[kState].closed) return;
  request[kAborted] = true;
  request.emit('aborted');
}

function onClose() {
  const request = this[kRequest];
  if (request === undefined) return;
  const state = request[kState];
  state.closed = true;
  request.push(null);
  // Who has not looked at the request hears of its end all the same.
  if (!state.didRead && !request._readableState.resumeScheduled) request.resume();
  this[kProxySocket] = null;
  this[kRequest] = undefined;
  request.emit('close');
}

function onTimeout() {
  const request = this[kRequest];
  if (request !== undefined) request.emit('timeout');
}

function onPause() {
  this[kStream].pause();
}

function onResume() {
  this[kStream].resume();
}

module.exports = { Http2ServerRequest, kRequest };
