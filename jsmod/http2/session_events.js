'use strict';

// What the engine tells of a connection: frames of the peer's become events of the
// session and of its streams, at once, so that a listener has heard of one frame
// before the next is read. handle is the engine's Session.

const {
  codes: { ERR_HTTP2_SESSION_ERROR },
} = require('internal/errors');
const { nextTick } = require('internal/task_queue');
const constants = require('./constants.js');
const { fieldObject } = require('./headers.js');
const { ClientHttp2Stream } = require('./client_stream.js');
const { NghttpError } = require('./nghttp_error.js');
const { kPump } = require('./pump.js');
const { ServerHttp2Stream } = require('./server_stream.js');
const {
  kHandle, kOrigin, kOriginSet, kScope, kState, kType, kUpdateTimer,
} = require('./shared.js');
const { streamClosed, streamData, streamEnded, streamWantsTrailers, streamWritten } = require('./stream_end.js');

const {
  NGHTTP2_FLAG_END_HEADERS, NGHTTP2_FLAG_END_STREAM, NGHTTP2_INTERNAL_ERROR, NGHTTP2_NO_ERROR, NGHTTP2_REFUSED_STREAM,
  NGHTTP2_SESSION_SERVER,
} = constants;

// Categories of onHeaders.
const kResponse = 1;
const kPushResponse = 2;

// sessionOf is the session of an engine, unless it is over.
function sessionOf(handle) {
  const session = handle.owner;
  if (session === undefined || session.destroyed) return undefined;
  session[kUpdateTimer]();
  return session;
}

function streamOf(handle, id) {
  return handle.owner[kState].streams.get(id);
}

function onHeaders(handle, id, category, ended, list, sensitive) {
  const session = sessionOf(handle);
  if (session === undefined) return;
  const fields = fieldObject(list, sensitive);
  const flags = NGHTTP2_FLAG_END_HEADERS | (ended ? NGHTTP2_FLAG_END_STREAM : 0);
  const stream = streamOf(handle, id);
  if (stream === undefined) {
    onRequest(session, id, { fields, flags, list, ended });
    return;
  }
  if (stream.destroyed) return;
  stream[kUpdateTimer]();
  const status = fields[':status'];
  const informs = status !== undefined && status >= 100 && status < 200;
  let event;
  if (category === kPushResponse) event = 'push';
  else if (category === kResponse) event = !ended && informs ? 'headers' : 'response';
  else if (status !== undefined && status >= 200) event = 'response';
  else event = ended ? 'trailers' : 'headers';
  if (status === constants.HTTP_STATUS_MISDIRECTED_REQUEST) session[kOriginSet]().delete(stream[kOrigin]);
  stream.emit(event, fields, flags, list);
}

// onRequest is for the first fields of a stream that the peer has opened.
function onRequest(session, id, { fields, flags, list, ended }) {
  if (session.closed) {
    session[kHandle].reset(id, NGHTTP2_REFUSED_STREAM);
    return;
  }
  const Stream = session[kType] === NGHTTP2_SESSION_SERVER ? ServerHttp2Stream : ClientHttp2Stream;
  const stream = new Stream(session, id, fields);
  if (ended) stream[kState].endAfterHeaders = true;
  if (fields[':method'] === 'HEAD') {
    // There is no body in an answer to handle.
    stream[kState].head = true;
    stream.end();
  }
  session.emit('stream', stream, fields, flags, list);
}

function onPushPromise(handle, parent, id, list) {
  const session = sessionOf(handle);
  if (session === undefined) return;
  onRequest(session, id, { fields: fieldObject(list), flags: NGHTTP2_FLAG_END_HEADERS, list, ended: false });
}

function onData(handle, id, buffer) {
  const session = sessionOf(handle);
  const stream = session === undefined ? undefined : streamOf(handle, id);
  if (stream === undefined) handle.consumed(id, buffer.length);
  else streamData(stream, buffer);
}

function onEnd(handle, id) {
  const stream = streamOf(handle, id);
  if (stream !== undefined) streamEnded(stream);
}

function onClose(handle, id, code) {
  const stream = streamOf(handle, id);
  if (stream !== undefined) streamClosed(stream, code);
}

function onWritten(handle, id, cancelled) {
  const stream = streamOf(handle, id);
  if (stream !== undefined) streamWritten(stream, cancelled !== undefined);
}

function onWantTrailers(handle, id) {
  const stream = streamOf(handle, id);
  if (stream !== undefined) streamWantsTrailers(stream);
}

function onSettings(handle) {
  const session = sessionOf(handle);
  if (session === undefined) return;
  session[kState].remoteSettings = undefined;
  session.emit('remoteSettings', session.remoteSettings);
}

function onSettingsAck(handle) {
  const session = sessionOf(handle);
  if (session === undefined) return;
  const state = session[kState];
  const entry = state.settings.shift();
  if (entry === undefined) return;
  state.localSettings = undefined;
  const settings = session.localSettings;
  if (entry.callback) entry.callback(null, settings, Date.now() - entry.since);
  session.emit('localSettings', settings);
}

function onPing(handle, payload) {
  const session = sessionOf(handle);
  if (session !== undefined) session.emit('ping', payload);
}

function onPong(handle, payload) {
  const session = sessionOf(handle);
  if (session === undefined) return;
  const entry = session[kState].pings.shift();
  // An answer to what nobody has asked.
  if (entry === undefined) {
    session.destroy(new NghttpError(-505), constants.NGHTTP2_PROTOCOL_ERROR);
    return;
  }
  const [seconds, nanos] = process.hrtime(entry.since);
  entry.callback(null, seconds * 1e3 + nanos / 1e6, payload);
}

function onGoaway(handle, code, lastStreamID, data) {
  const session = sessionOf(handle);
  if (session === undefined) return;
  const state = session[kState];
  state.goawayCode = code;
  state.goawayLastStreamID = lastStreamID;
  session.emit('goaway', code, lastStreamID, data);
  if (code === NGHTTP2_NO_ERROR) session.close();
  else session.destroy(new ERR_HTTP2_SESSION_ERROR(code), NGHTTP2_NO_ERROR);
}

function onAltsvc(handle, id, origin, value) {
  const session = sessionOf(handle);
  if (session !== undefined) session.emit('altsvc', value, origin, id);
}

function onOrigin(handle, origins) {
  const session = sessionOf(handle);
  if (session === undefined || !session.encrypted) return;
  const set = session[kOriginSet]();
  for (const origin of origins) set.add(origin);
  session.emit('origin', origins);
}

function onPriority(handle, id, parent, weight, exclusive) {
  const session = sessionOf(handle);
  if (session === undefined) return;
  const emitter = streamOf(handle, id) || session;
  if (!emitter.destroyed) {
    emitter[kUpdateTimer]();
    emitter.emit('priority', id, parent, weight, exclusive);
  }
}

function onFrameError(handle, id, type, code) {
  const session = sessionOf(handle);
  if (session === undefined) return;
  const emitter = streamOf(handle, id) || session;
  emitter[kUpdateTimer]();
  nextTick(() => {
    emitter.emit('frameError', type, code, id);
    // What could not be sent leaves a stream without its beginning.
    if (emitter !== session) emitter.close(NGHTTP2_INTERNAL_ERROR);
  });
}

function onError(handle, code, reason, errno, errorCode) {
  const session = sessionOf(handle);
  if (session !== undefined) session.destroy(new NghttpError(errno, errorCode));
}

function onSend(handle) {
  handle.owner[kPump].schedule();
}

function rethrow(error) {
  throw error;
}

const engineEvents = {};
const ofStreams = [onHeaders, onData, onEnd, onClose, onWritten, onWantTrailers];
const ofSession = [
  onPushPromise, onSettings, onSettingsAck, onPing, onPong, onGoaway, onAltsvc, onOrigin, onPriority, onFrameError,
  onError, onSend,
];

// What a listener throws is no concern of the engine's, which has more to read.
for (const listen of ofSession) {
  engineEvents[listen.name] = function(a, b, c, d) {
    try {
      listen(this, a, b, c, d);
    } catch (error) {
      nextTick(rethrow, error);
    }
  };
}
for (const listen of ofStreams) {
  engineEvents[listen.name] = function(id, a, b, c, d) {
    try {
      // A request's events are told in the context in which it was made.
      const stream = streamOf(this, id);
      const scope = stream === undefined ? undefined : stream[kScope];
      if (scope === undefined) listen(this, id, a, b, c, d);
      else scope(listen, this, id, a, b, c, d);
    } catch (error) {
      nextTick(rethrow, error);
    }
  };
}

module.exports = { engineEvents };
