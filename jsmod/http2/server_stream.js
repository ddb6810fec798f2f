'use strict';

// ServerHttp2Stream: a request that came, and the answer to it. Answers out of
// files are in server_file.js.

const {
  codes: {
    ERR_HTTP2_HEADERS_AFTER_RESPOND, ERR_HTTP2_HEADERS_SENT, ERR_HTTP2_INVALID_INFO_STATUS, ERR_HTTP2_INVALID_STREAM,
    ERR_HTTP2_NESTED_PUSH, ERR_HTTP2_OUT_OF_STREAMS, ERR_HTTP2_PUSH_DISABLED, ERR_HTTP2_STATUS_101,
    ERR_HTTP2_STATUS_INVALID, ERR_INVALID_ARG_VALUE,
  },
} = require('internal/errors');
const { nextTick } = require('internal/task_queue');
const { validateFunction } = require('internal/validators');
const constants = require('./constants.js');
const {
  assertIsObject, authorityOf, copyFields, fieldList, kSensitiveHeaders, responsePseudo, sensitiveNames,
} = require('./headers.js');
const { NghttpError } = require('./nghttp_error.js');
const {
  kHandle, kID, kInit, kProceed, kRequestHeaders, kSentHeaders, kSentInfoHeaders, kSession, kState, kUpdateTimer,
} = require('./shared.js');
const { Http2Stream, handleOf, kEnd } = require('./stream.js');

const { HTTP_STATUS_NO_CONTENT, HTTP_STATUS_NOT_MODIFIED, HTTP_STATUS_OK, HTTP_STATUS_RESET_CONTENT } = constants;

// What pushPromise returns where there is no number left, or no stream any more.
const kNoStreamID = -509;
const kStreamClosed = -510;

class ServerHttp2Stream extends Http2Stream {
  constructor(session, id, headers) {
    super(session);
    this[kRequestHeaders] = headers;
    this[kInit](id);
  }

  // True if the remote peer accepts push streams.
  get pushAllowed() {
    const session = this[kSession];
    return !this.destroyed && !this.closed && !session.closed && !session.destroyed &&
      session.remoteSettings.enablePush;
  }

  [kProceed]() {
    this.respond();
  }

  pushStream(headers, options, callback) {
    if (!this.pushAllowed) throw new ERR_HTTP2_PUSH_DISABLED();
    if (this[kID] % 2 === 0) throw new ERR_HTTP2_NESTED_PUSH();
    const session = this[kSession];
    this[kUpdateTimer]();
    if (typeof options === 'function') {
      callback = options;
      options = undefined;
    }
    validateFunction(callback, 'callback');
    assertIsObject(options, 'options');
    assertIsObject(headers, 'headers');
    headers = copyFields(headers);
    const request = this[kRequestHeaders];
    if (headers[':method'] === undefined) headers[':method'] = 'GET';
    if (authorityOf(headers) === undefined) headers[':authority'] = authorityOf(request);
    if (headers[':scheme'] === undefined) headers[':scheme'] = request[':scheme'];
    if (headers[':path'] === undefined) headers[':path'] = '/';
    const id = session[kHandle].pushPromise(this[kID], fieldList(headers));
    if (id < 0) {
      nextTick(callback, pushError(id));
      return;
    }
    const stream = new ServerHttp2Stream(session, id, headers);
    stream[kSentHeaders] = headers;
    stream.push(null);
    if (headers[':method'] === 'HEAD') {
      stream[kState].head = true;
      stream.end();
    } else if (options !== undefined && options.endStream) {
      stream.end();
    }
    nextTick(callback, null, stream, headers, 0);
  }

  respond(headers, options) {
    assertUnanswered(this);
    assertIsObject(options, 'options');
    const { endStream, waitForTrailers } = options || {};
    this[kUpdateTimer]();
    headers = responseFields(headers, options);
    const last = Boolean(endStream) || isBodyless(headers[':status']) || this.headRequest;
    if (waitForTrailers) this[kState].hasTrailers = true;
    sendResponse(this, headers, { last, waitForTrailers });
    if (last) this.end();
  }

  respondWithFD(fd, headers, options) {
    require('./server_file.js').respondWithFD(this, fd, headers, options);
  }

  respondWithFile(path, headers, options) {
    require('./server_file.js').respondWithFile(this, path, headers, options);
  }

  additionalHeaders(headers) {
    if (this.destroyed || this.closed) throw new ERR_HTTP2_INVALID_STREAM();
    if (this.headersSent) throw new ERR_HTTP2_HEADERS_AFTER_RESPOND();
    assertIsObject(headers, 'headers');
    headers = copyFields(headers);
    if (headers[':status'] !== undefined) {
      const status = headers[':status'] |= 0;
      if (status === constants.HTTP_STATUS_SWITCHING_PROTOCOLS) throw new ERR_HTTP2_STATUS_101();
      if (status < 100 || status >= 200) throw new ERR_HTTP2_INVALID_INFO_STATUS(status);
    }
    this[kUpdateTimer]();
    const list = fieldList(headers, responsePseudo);
    (this[kSentInfoHeaders] ||= []).push(headers);
    const result = handleOf(this).info(this[kID], list);
    if (result < 0) this.destroy(new NghttpError(result));
  }
}

function pushError(number) {
  if (number === kNoStreamID) return new ERR_HTTP2_OUT_OF_STREAMS();
  if (number === kStreamClosed) return new ERR_HTTP2_INVALID_STREAM();
  return new NghttpError(number);
}

function assertUnanswered(stream) {
  if (stream.destroyed || stream.closed) throw new ERR_HTTP2_INVALID_STREAM();
  if (stream.headersSent) throw new ERR_HTTP2_HEADERS_SENT();
}

function isBodyless(status) {
  return status === HTTP_STATUS_NO_CONTENT || status === HTTP_STATUS_RESET_CONTENT ||
    status === HTTP_STATUS_NOT_MODIFIED;
}

let second = 0;
let date = '';

function utcDate() {
  const now = Date.now();
  if (now - now % 1000 !== second) {
    second = now - now % 1000;
    date = new Date(now).toUTCString();
  }
  return date;
}

// responseFields completes and checks the fields of an answer.
function responseFields(given, options) {
  assertIsObject(given, 'headers');
  const headers = copyFields(given);
  const status = headers[':status'] = headers[':status'] | 0 || HTTP_STATUS_OK;
  if ((options === undefined || options.sendDate == null || options.sendDate) && headers.date == null) {
    headers.date = utcDate();
  }
  // Stricter than HTTP/1, where any number of three digits goes.
  if (status < 200 || status > 599) throw new ERR_HTTP2_STATUS_INVALID(headers[':status']);
  const sensitive = headers[kSensitiveHeaders];
  if (sensitive !== undefined && !Array.isArray(sensitive)) {
    throw new ERR_INVALID_ARG_VALUE('headers[http2.neverIndex]', sensitive);
  }
  return headers;
}

// sendResponse sends the fields of an answer; last says that there is no body.
function sendResponse(stream, headers, { last, waitForTrailers }) {
  const list = fieldList(headers, responsePseudo);
  const state = stream[kState];
  stream[kSentHeaders] = headers;
  state.headersSent = true;
  if (last) state.endSent = true;
  const handle = handleOf(stream);
  const result = handle.respond(stream[kID], list, last, Boolean(waitForTrailers) && !last, sensitiveNames(headers));
  if (result < 0) stream.destroy(new NghttpError(result));
  else if (state.endWanted) stream[kEnd]();
}

module.exports = { ServerHttp2Stream, assertUnanswered, isBodyless, responseFields, sendResponse };
