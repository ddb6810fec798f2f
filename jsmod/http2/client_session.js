'use strict';

// ClientHttp2Session: a session with a server, and the requests made on it.

const { addAbortListener } = require('events');
const {
  AbortError,
  codes: {
    ERR_HTTP2_CONNECT_AUTHORITY, ERR_HTTP2_CONNECT_PATH, ERR_HTTP2_CONNECT_SCHEME, ERR_HTTP2_GOAWAY_SESSION,
    ERR_HTTP2_INVALID_SESSION, ERR_HTTP2_OUT_OF_STREAMS, ERR_HTTP2_STREAM_SELF_DEPENDENCY, ERR_INVALID_HTTP_TOKEN,
  },
} = require('internal/errors');
const { inContext } = require('internal/task_queue');
const { validateAbortSignal, validateBoolean } = require('internal/validators');
const constants = require('./constants.js');
const { ClientHttp2Stream } = require('./client_stream.js');
const {
  anyPseudo, assertIsObject, authorityOf, copyFields, fieldList, isBodyless, isToken, sensitiveNames,
} = require('./headers.js');
const { NghttpError } = require('./nghttp_error.js');
const { Http2Session, debug } = require('./session.js');
const {
  kAuthority, kHandle, kInit, kOrigin, kPending, kProtocol, kSentHeaders, kSession, kState, kUpdateTimer,
} = require('./shared.js');
const { checkPriority } = require('./stream.js');

// What the engine's request returns where it makes none.
const kNoStreamID = -509;
const kInvalidArgument = -501;

class ClientHttp2Session extends Http2Session {
  constructor(options, socket) {
    super(constants.NGHTTP2_SESSION_CLIENT, options, socket);
    this[kPending] = null;
  }

  request(headersParam, options) {
    debug?.('Http2Session client: initiating request');
    if (this.destroyed) throw new ERR_HTTP2_INVALID_SESSION();
    if (this.closed) throw new ERR_HTTP2_GOAWAY_SESSION();
    this[kUpdateTimer]();
    if (headersParam !== null && headersParam !== undefined) checkNames(this, headersParam);
    assertIsObject(headersParam, 'headers');
    assertIsObject(options, 'options');
    const headers = copyFields(headersParam);
    options = { ...options };
    complete(this, headers);
    checkPriority(options);
    if (options.endStream === undefined) options.endStream = isBodyless(headers[':method']);
    else validateBoolean(options.endStream, 'options.endStream');
    if (options.signal) validateAbortSignal(options.signal, 'options.signal');
    const list = fieldList(headers);
    const sensitive = sensitiveNames(headers);

    const stream = new ClientHttp2Stream(this);
    stream[kSentHeaders] = headers;
    stream[kOrigin] = `${headers[':scheme']}://${authorityOf(headers)}`;
    if (options.endStream) stream.end();
    if (options.waitForTrailers) stream[kState].hasTrailers = true;
    if (options.signal) endBySignal(stream, options.signal);
    const begin = () => submit(stream, list, options, sensitive);
    if (!this.connecting) begin();
    else whenConnected(this, inContext(begin));
    return stream;
  }
}

function checkNames(session, headers) {
  for (const name of Object.keys(headers)) {
    if (name[0] === ':') anyPseudo(name);
    else if (name && !isToken(name)) session.destroy(new ERR_INVALID_HTTP_TOKEN('Header name', name));
  }
}

// complete gives a request the pseudo fields that it lacks.
function complete(session, headers) {
  if (headers[':method'] === undefined) headers[':method'] = 'GET';
  if (headers[':method'] !== 'CONNECT' || headers[':protocol'] !== undefined) {
    if (authorityOf(headers) === undefined) headers[':authority'] = session[kAuthority];
    if (headers[':scheme'] === undefined) headers[':scheme'] = session[kProtocol].slice(0, -1);
    if (headers[':path'] === undefined) headers[':path'] = '/';
    return;
  }
  if (headers[':authority'] === undefined) throw new ERR_HTTP2_CONNECT_AUTHORITY();
  if (headers[':scheme'] !== undefined) throw new ERR_HTTP2_CONNECT_SCHEME();
  if (headers[':path'] !== undefined) throw new ERR_HTTP2_CONNECT_PATH();
}

function endBySignal(stream, signal) {
  const abort = () => { stream.destroy(new AbortError(undefined, { cause: signal.reason })); };
  if (signal.aborted) {
    abort();
    return;
  }
  const listener = addAbortListener(signal, abort);
  stream.once('close', listener[Symbol.dispose]);
}

// Requests that were made too early begin together.
function whenConnected(session, begin) {
  if (session[kPending] !== null) {
    session[kPending].push(begin);
    return;
  }
  session[kPending] = [begin];
  session.once('connect', () => {
    const pending = session[kPending];
    session[kPending] = null;
    for (const one of pending) one();
  });
}

function submit(stream, list, options, sensitive) {
  const session = stream[kSession];
  // Destroyed together with its session, maybe.
  if (session === undefined || session.destroyed || stream.destroyed) return;
  if (session.closed) {
    stream.destroy(new ERR_HTTP2_GOAWAY_SESSION());
    return;
  }
  const state = stream[kState];
  const last = Boolean(options.endStream) && !options.waitForTrailers;
  const id = session[kHandle].request(list, last, options, sensitive);
  if (id >= 0) {
    state.headersSent = true;
    if (last) state.endSent = true;
    stream[kInit](id);
  } else if (id === kNoStreamID) {
    stream.destroy(new ERR_HTTP2_OUT_OF_STREAMS());
  } else if (id === kInvalidArgument) {
    stream.destroy(new ERR_HTTP2_STREAM_SELF_DEPENDENCY());
  } else {
    session.destroy(new NghttpError(id));
  }
}

module.exports = { ClientHttp2Session };
