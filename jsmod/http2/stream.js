'use strict';

// Http2Stream: one exchange on a session, a Duplex. How it ends is in stream_end.js.

const { Duplex } = require('stream');
const { Buffer } = require('buffer');
const {
  codes: { ERR_HTTP2_INVALID_STREAM, ERR_HTTP2_TRAILERS_ALREADY_SENT, ERR_HTTP2_TRAILERS_NOT_READY },
} = require('internal/errors');
const { nextTick } = require('internal/task_queue');
const { customInspectSymbol: kInspect } = require('internal/util');
const { validateBoolean, validateFunction, validateInteger, validateNumber } = require('internal/validators');
const { setImmediate } = require('timers');
const constants = require('./constants.js');
const { assertIsObject, copyFields, fieldList, noPseudo } = require('./headers.js');
const { kPump } = require('./pump.js');
const {
  installTimeouts, kHandle, kID, kInit, kMaybeDestroy, kProceed, kSentHeaders, kSentInfoHeaders, kSentTrailers,
  kSession, kState, kTimer, kType, kUpdateTimer,
} = require('./shared.js');
const { closeStream, destroyStream } = require('./stream_end.js');

const { NGHTTP2_DEFAULT_WEIGHT, NGHTTP2_NO_ERROR, NGHTTP2_SESSION_SERVER } = constants;

const kEnd = Symbol('kEnd');

class Http2Stream extends Duplex {
  constructor(session) {
    super({ allowHalfOpen: true, decodeStrings: false, autoDestroy: false });
    // What is written waits for the stream's number.
    this.cork();
    this[kSession] = session;
    this[kID] = undefined;
    this[kTimer] = undefined;
    this[kState] = {
      ready: false, closed: false, aborted: false, rstCode: NGHTTP2_NO_ERROR,
      // Somebody reads; bytes that came meanwhile open no window.
      didRead: false, reading: false, unconsumed: 0,
      // The callback of the write in hand, and how long that is.
      written: undefined, inHand: 0, progress: 0,
      headersSent: false, endSent: false, endWanted: false,
      resetting: false,
      hasTrailers: false, trailersReady: false, endAfterHeaders: false, head: false,
      fd: undefined,
    };
    session[kState].pendingStreams.add(this);
    this.on('pause', onPause);
  }

  [kInit](id) {
    const state = this[kState];
    state.ready = true;
    const { pendingStreams, streams } = this[kSession][kState];
    pendingStreams.delete(this);
    streams.set(id, this);
    this[kID] = id;
    this.uncork();
    this.emit('ready');
  }

  get bufferSize() { return this.writableLength; }
  get endAfterHeaders() { return this[kState].endAfterHeaders; }
  get sentHeaders() { return this[kSentHeaders]; }
  get sentTrailers() { return this[kSentTrailers]; }
  get sentInfoHeaders() { return this[kSentInfoHeaders]; }
  get pending() { return this[kID] === undefined; }
  get id() { return this[kID]; }
  get session() { return this[kSession]; }
  get headersSent() { return this[kState].headersSent; }
  get aborted() { return this[kState].aborted; }
  get headRequest() { return this[kState].head; }
  get rstCode() { return this[kState].rstCode; }
  get closed() { return this[kState].closed; }

  get state() {
    const id = this[kID];
    return this.destroyed || id === undefined ? {} : handleOf(this).streamState(id);
  }

  _onTimeout() {
    if (this.destroyed) return;
    const state = this[kState];
    const { bytes } = this[kSession][kPump];
    // A long write that makes progress is no idle stream.
    if (state.written !== undefined && bytes !== state.progress) {
      state.progress = bytes;
      this[kUpdateTimer]();
      return;
    }
    this.emit('timeout');
  }

  [kProceed]() {}

  _write(chunk, encoding, callback) {
    send(this, typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk, callback);
  }

  _writev(chunks, callback) {
    send(this, Buffer.concat(chunks.map(({ chunk, encoding }) => (
      typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk))), callback);
  }

  _final(callback) {
    if (this.pending) {
      this.once('ready', () => this._final(callback));
      return;
    }
    this[kEnd]();
    callback();
    if (this[kSession] !== undefined && this[kSession][kType] === NGHTTP2_SESSION_SERVER) {
      // Streams may be pushed still before an unread request is closed.
      setImmediate(closeUnread, this);
    }
  }

  // Ends the stream's own side, once its fields are out.
  [kEnd]() {
    const state = this[kState];
    if (state.endSent || this.destroyed) return;
    if (!this.headersSent) {
      state.endWanted = true;
      return;
    }
    state.endSent = true;
    const handle = handleOf(this);
    if (handle !== undefined) handle.end(this[kID]);
  }

  _read() {
    if (this.destroyed) {
      this.push(null);
      return;
    }
    this[kState].didRead = true;
    if (this.pending) this.once('ready', readOn);
    else readOn.call(this);
  }

  priority(options) {
    if (this.destroyed) throw new ERR_HTTP2_INVALID_STREAM();
    assertIsObject(options, 'options');
    options = { ...options };
    checkPriority(options);
    const submit = () => {
      if (this.destroyed || handleOf(this) === undefined) return;
      this[kSession][kUpdateTimer]();
      handleOf(this).priority(this[kID], options);
    };
    if (this.pending) this.once('ready', submit);
    else submit();
  }

  sendTrailers(headers) {
    const state = this[kState];
    if (this.destroyed || this.closed) throw new ERR_HTTP2_INVALID_STREAM();
    if (this[kSentTrailers]) throw new ERR_HTTP2_TRAILERS_ALREADY_SENT();
    if (!state.trailersReady) throw new ERR_HTTP2_TRAILERS_NOT_READY();
    assertIsObject(headers, 'headers');
    headers = copyFields(headers);
    const list = fieldList(headers, noPseudo);
    this[kSentTrailers] = headers;
    this[kUpdateTimer]();
    setImmediate(sendTrailers, this, list);
  }

  close(code = NGHTTP2_NO_ERROR, callback) {
    validateInteger(code, 'code', 0, 2 ** 32 - 1);
    if (callback !== undefined) validateFunction(callback, 'callback');
    if (this.closed) return;
    if (callback !== undefined) this.once('close', callback);
    closeStream(this, code);
  }

  _destroy(error, callback) {
    callback(destroyStream(this, error));
  }

  // Destroys a stream that is over on both sides.
  [kMaybeDestroy](code = NGHTTP2_NO_ERROR) {
    if (code !== NGHTTP2_NO_ERROR || (this.writableFinished && !this.readable && this.closed)) this.destroy();
  }

  [kInspect](depth, options) {
    if (typeof depth === 'number' && depth < 0) return this;
    const { inspect } = require('internal/util/inspect');
    const shown = {
      id: this[kID] || '<pending>',
      closed: this.closed,
      destroyed: this.destroyed,
      state: this.state,
      readableState: this._readableState,
      writableState: this._writableState,
    };
    return `Http2Stream ${inspect(shown, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
  }
}
installTimeouts(Http2Stream);

function handleOf(stream) {
  const session = stream[kSession];
  return session === undefined ? undefined : session[kHandle];
}

// --- writing ---

function send(stream, data, callback) {
  if (stream.pending) {
    stream.once('ready', () => send(stream, data, callback));
    return;
  }
  const handle = handleOf(stream);
  if (stream.destroyed || handle === undefined) return;
  stream[kUpdateTimer]();
  if (!stream.headersSent) stream[kProceed]();
  // No answer to HEAD, or without a body, takes bytes.
  const state = stream[kState];
  if (state.endSent) {
    nextTick(callback);
    return;
  }
  state.written = callback;
  state.inHand = data.length;
  if (handle.data(stream[kID], data, false) < 0) {
    // The stream is over on the wire, of which it will be told.
    state.written = undefined;
    nextTick(callback);
    return;
  }
  // An end that follows in this turn goes out with the last bytes.
  nextTick(joinEnd, stream);
}

function joinEnd(stream) {
  const state = stream[kState];
  if (stream.destroyed || state.closed || state.written === undefined) return;
  if (stream.writableEnded && stream.writableLength === state.inHand) stream[kEnd]();
}

function sendTrailers(stream, list) {
  if (stream.destroyed) return;
  const state = stream[kState];
  state.endSent = true;
  state.hasTrailers = false;
  handleOf(stream).trailers(stream[kID], list);
  setImmediate(closeUnread, stream);
}

// --- reading ---

function readOn() {
  const state = this[kState];
  if (this.destroyed) return;
  state.reading = true;
  if (state.unconsumed > 0) {
    const bytes = state.unconsumed;
    state.unconsumed = 0;
    const handle = handleOf(this);
    if (handle !== undefined) handle.consumed(this[kID], bytes);
  }
}

function onPause() {
  this[kState].reading = false;
}

// closeUnread ends a stream whose answer is out and whose request nobody reads.
function closeUnread(stream) {
  const state = stream[kState];
  if (!stream.destroyed && stream.writableFinished && state.headersSent && !state.hasTrailers && !state.didRead &&
      stream.readableFlowing === null) {
    stream.close();
  }
}

// checkPriority validates the options and gives them their defaults.
function checkPriority(options) {
  if (options.weight === undefined) options.weight = NGHTTP2_DEFAULT_WEIGHT;
  else validateNumber(options.weight, 'options.weight');
  if (options.parent === undefined) options.parent = 0;
  else validateNumber(options.parent, 'options.parent', 0);
  if (options.exclusive === undefined) options.exclusive = false;
  else validateBoolean(options.exclusive, 'options.exclusive');
  if (options.silent === undefined) options.silent = false;
  else validateBoolean(options.silent, 'options.silent');
}

module.exports = { Http2Stream, checkPriority, handleOf, kEnd };
