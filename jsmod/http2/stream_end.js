'use strict';

// What the engine tells of a stream's bytes, and how a stream ends: closed by
// either side, or destroyed.

const {
  AbortError, codes: { ERR_HTTP2_STREAM_ERROR },
} = require('internal/errors');
const { nextTick } = require('internal/task_queue');
const { setImmediate } = require('timers');
const constants = require('./constants.js');
const { kPump } = require('./pump.js');
const {
  codeNames, kHandle, kID, kMaybeDestroy, kSentTrailers, kSession, kState, kType, kUpdateTimer,
} = require('./shared.js');

const {
  NGHTTP2_CANCEL, NGHTTP2_INTERNAL_ERROR, NGHTTP2_NO_ERROR, NGHTTP2_SESSION_SERVER, NGHTTP2_STREAM_STATE_CLOSED,
} = constants;

// --- what comes ---

function streamData(stream, buffer) {
  const state = stream[kState];
  const handle = stream[kSession] === undefined ? undefined : stream[kSession][kHandle];
  stream[kUpdateTimer]();
  const bytes = buffer.length;
  if (stream.destroyed) {
    if (handle !== undefined) handle.consumed(stream[kID], bytes);
    return;
  }
  if (!stream.push(buffer)) state.reading = false;
  if (stream.destroyed || handle === undefined) return;
  if (state.reading) handle.consumed(stream[kID], bytes);
  else state.unconsumed += bytes;
}

function streamEnded(stream) {
  if (stream.destroyed) return;
  stream.push(null);
  stream[kMaybeDestroy]();
}

// The write in hand is framed, or will not be: its callback is called when the
// socket has it.
function streamWritten(stream, cancelled) {
  const state = stream[kState];
  const { written } = state;
  if (written === undefined) return;
  state.written = undefined;
  const session = stream[kSession];
  if (!cancelled && session !== undefined) session[kPump].framed.push(written);
  else nextTick(written);
}

function streamWantsTrailers(stream) {
  const state = stream[kState];
  state.trailersReady = true;
  if (stream.destroyed || stream.closed) return;
  // Without listeners there are none to send.
  if (!stream.emit('wantTrailers')) stream.sendTrailers({});
}

// The stream is over on the wire.
function streamClosed(stream, code) {
  if (stream.destroyed) return;
  const state = stream[kState];
  const session = stream[kSession];
  if (state.resetting) {
    setImmediate(streamClosed, stream, code);
    return;
  }
  if (!stream.closed) closeStream(stream, code, { reset: false });
  if (state.fd !== undefined) {
    tryClose(state.fd);
    state.fd = undefined;
  }
  if (code !== NGHTTP2_NO_ERROR) {
    // An end that came just before is told first.
    if (session[kState].receiving) nextTick(() => stream.destroy());
    else stream.destroy();
    return;
  }
  if (stream.readableEnded) {
    destroyWritten.call(stream);
    return;
  }
  // What was read must reach its reader first.
  stream.on('end', destroyWritten);
  stream.push(null);
  if (session[kType] === NGHTTP2_SESSION_SERVER && !state.didRead &&
      stream.readableFlowing === null) {
    stream.resume();
  } else {
    stream.read(0);
  }
}

// The callbacks of what is on its way to the socket come before the end.
function destroyWritten() {
  const session = this[kSession];
  if (session === undefined || this.writableFinished || !session[kPump].writing) this.destroy();
  else session[kPump].framed.push(() => setImmediate(() => this.destroy()));
}

function tryClose(fd) {
  require('fs').close(fd, (error) => { if (error) throw error; });
}

// --- what is done ---

// closeStream marks a stream closed and ends it; with reset the peer is told, at
// once with force.
function closeStream(stream, code, { reset = true, force = false } = {}) {
  const state = stream[kState];
  state.closed = true;
  state.rstCode = code;
  stream.setTimeout(0);
  const ending = stream.writableEnded;
  if (!ending) {
    if (!state.aborted) {
      state.aborted = true;
      stream.emit('aborted');
    }
    stream.end();
  }
  if (!reset) return;
  if (!ending || stream.writableFinished || code !== NGHTTP2_NO_ERROR || force) resetStream(stream, code);
  else stream.once('finish', () => resetStream(stream, code));
}

function resetStream(stream, code) {
  if (stream.pending) {
    stream.push(null);
    stream.once('ready', () => resetStream(stream, code));
    return;
  }
  const session = stream[kSession];
  // A session that is destroyed says all that its peer needs to know.
  if (session === undefined || session.destroyed || session[kHandle] === undefined) return;
  const handle = session[kHandle];
  const state = stream[kState];
  const id = stream[kID];
  // An end that is not framed yet goes out before a reset that is no error.
  const endsSoon = state.endSent && !stream.destroyed && (!state.trailersReady || stream[kSentTrailers] !== undefined);
  if (code === NGHTTP2_NO_ERROR && endsSoon && isOpen(handle.streamState(id))) {
    const { framed, writing } = session[kPump];
    if (!writing) session[kPump].schedule();
    framed.push(() => resetStream(stream, code));
    return;
  }
  // What was written before goes out before, but where a listener is in a hurry.
  if (code !== NGHTTP2_CANCEL || !session[kState].receiving) session[kPump].purge();
  state.resetting = !stream.destroyed;
  handle.reset(id, code);
  state.resetting = false;
}

// isOpen tells whether this side of a stream has not ended on the wire.
function isOpen({ state, localClose }) {
  return state !== NGHTTP2_STREAM_STATE_CLOSED && localClose === 0;
}

// destroyStream takes a stream off its session and returns the error that is left
// to tell.
function destroyStream(stream, error) {
  const session = stream[kSession];
  const state = stream[kState];
  const sessionState = session[kState];
  const sessionCode = sessionState.goawayCode || sessionState.destroyCode;
  const id = stream[kID];
  // A stream that has closed well has no part in how its session ends.
  let code = stream.closed ? state.rstCode : sessionCode;
  if (error !== null && error !== undefined) {
    if (sessionCode) code = sessionCode;
    else code = error instanceof AbortError ? NGHTTP2_CANCEL : NGHTTP2_INTERNAL_ERROR;
  }
  if (code === undefined) code = NGHTTP2_NO_ERROR;
  if (!stream.closed) closeStream(stream, code, { reset: id !== undefined, force: true });
  stream.push(null);
  if (id === undefined) sessionState.pendingStreams.delete(stream);
  else sessionState.streams.delete(id);
  const { written } = state;
  state.written = undefined;
  if (written !== undefined) nextTick(written, error);
  if (state.unconsumed > 0 && session[kHandle] !== undefined) session[kHandle].consumed(id, state.unconsumed);
  // A cancel is what 'aborted' tells of.
  if (!error && code !== NGHTTP2_NO_ERROR && code !== NGHTTP2_CANCEL) {
    error = new ERR_HTTP2_STREAM_ERROR(codeNames[code] || code);
  }
  stream[kSession] = undefined;
  setImmediate(() => session[kMaybeDestroy]());
  return error;
}

module.exports = {
  closeStream, destroyStream, streamClosed, streamData, streamEnded, streamWantsTrailers, streamWritten,
};
