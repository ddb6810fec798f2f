'use strict';

// Http2Session: what servers' and clients' sessions have in common. Frames are read
// and made by the engine behind this[kHandle]; session_events.js hears what it has
// to tell, pump.js brings what it makes to the socket.

const EventEmitter = require('events');
const net = require('net');
const { Buffer } = require('buffer');
const { sectionLog } = require('internal/util/debuglog');
const {
  codes: {
    ERR_HTTP2_INVALID_SESSION, ERR_HTTP2_MAX_PENDING_SETTINGS_ACK, ERR_HTTP2_PING_CANCEL, ERR_HTTP2_PING_LENGTH,
    ERR_HTTP2_SESSION_ERROR, ERR_HTTP2_SETTINGS_CANCEL, ERR_HTTP2_SOCKET_BOUND, ERR_HTTP2_STREAM_CANCEL,
    ERR_OUT_OF_RANGE,
  },
} = require('internal/errors');
const { nextTick } = require('internal/task_queue');
const { customInspectSymbol: kInspect } = require('internal/util');
const { validateBuffer, validateFunction, validateInt32, validateNumber } = require('internal/validators');
const constants = require('./constants.js');
const { assertIsObject } = require('./headers.js');
const { engineOptions } = require('./options.js');
const { sessionSocket } = require('./proxy_socket.js');
const { Pump, kPump } = require('./pump.js');
const { effective, validateSettings } = require('./settings.js');
const { engineEvents } = require('./session_events.js');
const {
  emitLater, installTimeouts, kBoundSession, kHandle, kMaybeDestroy, kOriginSet, kProxySocket, kSocket, kState, kType,
  kUpdateTimer,
} = require('./shared.js');

const debug = sectionLog('http2');

const { NGHTTP2_CANCEL, NGHTTP2_INTERNAL_ERROR, NGHTTP2_NO_ERROR, NGHTTP2_SESSION_SERVER } = constants;

class Http2Session extends EventEmitter {
  constructor(type, options, socket) {
    super();
    if (socket[kBoundSession] !== undefined) throw new ERR_HTTP2_SOCKET_BOUND();
    socket[kBoundSession] = this;
    this[kState] = {
      ready: false, closed: false, destroyed: false,
      destroyCode: NGHTTP2_NO_ERROR, goawayCode: null, goawayLastStreamID: null,
      streams: new Map(), pendingStreams: new Set(),
      // What waits for the peer's ACK, the oldest first.
      settings: [], pings: [],
      localSettings: undefined, remoteSettings: undefined, custom: undefined,
      encrypted: undefined, alpnProtocol: undefined, originSet: undefined,
      limits: options,
      // Bytes that the socket had taken when idle time was last asked for.
      progress: 0,
      receiving: false,
    };
    this[kType] = type;
    this[kSocket] = socket;
    this[kHandle] = undefined;
    this[kProxySocket] = null;
    this[kPump] = new Pump(this);
    socket.on('error', onSocketError);
    socket.on('close', onSocketClose);
    if (typeof socket.disableRenegotiation === 'function') socket.disableRenegotiation();
    const begin = () => {
      try {
        start(this, socket, options);
      } catch (error) {
        socket.destroy(error);
      }
    };
    if (socket.connecting || socket.secureConnecting) {
      socket.once(socket.encrypted && socket.secureConnecting !== undefined ? 'secureConnect' : 'connect', begin);
    } else {
      start(this, socket, options);
    }
    debug?.('Http2Session %s: created', name(this));
  }

  get encrypted() { return this[kState].encrypted; }
  get alpnProtocol() { return this[kState].alpnProtocol; }

  get originSet() {
    if (!this.encrypted || this.destroyed) return undefined;
    return Array.from(this[kOriginSet]());
  }

  get connecting() { return !this[kState].ready; }
  get closed() { return this[kState].closed; }
  get destroyed() { return this[kState].destroyed; }
  get type() { return this[kType]; }
  get goawayCode() { return this[kState].goawayCode || NGHTTP2_NO_ERROR; }
  get goawayLastStreamID() { return this[kState].goawayLastStreamID || 0; }
  get pendingSettingsAck() { return this[kState].settings.length > 0; }

  get socket() {
    return (this[kProxySocket] ||= sessionSocket(this));
  }

  get state() {
    return this.connecting || this.destroyed ? {} : this[kHandle].state();
  }

  get localSettings() {
    if (this.connecting || this.destroyed) return {};
    const state = this[kState];
    if (state.localSettings === undefined) {
      state.localSettings = this[kHandle].localSettings();
      // Custom ones count from when they are sent.
      if (state.custom !== undefined) state.localSettings.customSettings = { ...state.custom };
    }
    return state.localSettings;
  }

  get remoteSettings() {
    if (this.connecting || this.destroyed) return {};
    return (this[kState].remoteSettings ||= this[kHandle].remoteSettings());
  }

  setNextStreamID(id) {
    assertAlive(this);
    validateNumber(id, 'id');
    if (id <= 0 || id > 2 ** 32 - 1) throw new ERR_OUT_OF_RANGE('id', `> 0 and <= ${2 ** 32 - 1}`, id);
    this[kHandle].setNextStreamID(id);
  }

  setLocalWindowSize(windowSize) {
    assertAlive(this);
    validateInt32(windowSize, 'windowSize', 0);
    this[kHandle].setLocalWindowSize(windowSize);
  }

  ping(payload, callback) {
    assertAlive(this);
    if (typeof payload === 'function') {
      callback = payload;
      payload = undefined;
    }
    if (payload) {
      validateBuffer(payload, 'payload');
      if (payload.byteLength !== 8) throw new ERR_HTTP2_PING_LENGTH();
    }
    validateFunction(callback, 'callback');
    const { pings, limits, closed } = this[kState];
    if (this.connecting || closed) {
      nextTick(callback, new ERR_HTTP2_PING_CANCEL());
      return;
    }
    const { maxOutstandingPings = 10 } = limits;
    if (pings.length >= maxOutstandingPings) {
      callback(new ERR_HTTP2_PING_CANCEL());
      return false;
    }
    pings.push({ callback, since: process.hrtime() });
    this[kUpdateTimer]();
    if (!payload) {
      payload = Buffer.alloc(8);
      payload.writeBigUInt64LE(process.hrtime.bigint());
    }
    this[kHandle].ping(payload);
    return true;
  }

  settings(settings, callback) {
    assertAlive(this);
    assertIsObject(settings, 'settings');
    validateSettings(settings);
    if (callback) validateFunction(callback, 'callback');
    debug?.('Http2Session %s: sending settings', name(this));
    const wanted = effective({ ...settings });
    const entry = { callback, since: Date.now() };
    this[kState].settings.push(entry);
    whenReady(this, () => submitSettings(this, wanted, entry));
  }

  goaway(code = NGHTTP2_NO_ERROR, lastStreamID = 0, opaqueData) {
    assertAlive(this);
    if (opaqueData !== undefined) validateBuffer(opaqueData, 'opaqueData');
    validateNumber(code, 'code');
    validateNumber(lastStreamID, 'lastStreamID');
    whenReady(this, () => {
      if (this.destroyed) return;
      this[kUpdateTimer]();
      this[kHandle].goaway(code, lastStreamID, opaqueData);
    });
  }

  close(callback) {
    const state = this[kState];
    if (state.closed || state.destroyed) return;
    debug?.('Http2Session %s: marking session closed', name(this));
    state.closed = true;
    if (typeof callback === 'function') this.once('close', callback);
    this.goaway();
    // Frames that are being read may have more to tell.
    if (state.receiving) nextTick(maybeDestroy, this);
    else this[kMaybeDestroy]();
  }

  destroy(error = NGHTTP2_NO_ERROR, code) {
    if (this.destroyed) return;
    debug?.('Http2Session %s: destroying', name(this));
    if (typeof error === 'number') {
      code = error;
      error = code !== NGHTTP2_NO_ERROR ? new ERR_HTTP2_SESSION_ERROR(code) : undefined;
    }
    if (code === undefined && error !== undefined && error !== null) code = NGHTTP2_INTERNAL_ERROR;
    endSession(this, code, error);
  }

  // The origins for which the connection is good.
  [kOriginSet]() {
    return originsOf(this);
  }

  // Ends a session that was to end once nothing is left to do.
  [kMaybeDestroy](error) {
    if (error === undefined || error === null) {
      const { closed, streams, pendingStreams } = this[kState];
      if (!closed || streams.size > 0 || pendingStreams.size > 0 || this[kPump].writing) return;
    }
    this.destroy(error);
  }

  _onTimeout() {
    if (this.destroyed) return;
    const state = this[kState];
    const { bytes } = this[kPump];
    // A long write that makes progress is no idle session.
    if (bytes !== state.progress && [...state.streams.values()].some((stream) => stream[kState].written)) {
      state.progress = bytes;
      this[kUpdateTimer]();
      return;
    }
    this.emit('timeout');
  }

  ref() {
    const socket = this[kSocket];
    if (socket !== undefined && typeof socket.ref === 'function') socket.ref();
  }

  unref() {
    const socket = this[kSocket];
    if (socket !== undefined && typeof socket.unref === 'function') socket.unref();
  }

  [kInspect](depth, options) {
    if (typeof depth === 'number' && depth < 0) return this;
    const { inspect } = require('internal/util/inspect');
    const { type, closed, destroyed, state, localSettings, remoteSettings } = this;
    const shown = { type, closed, destroyed, state, localSettings, remoteSettings };
    return `Http2Session ${inspect(shown, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
  }

  [EventEmitter.captureRejectionSymbol](error, event, ...args) {
    if (event === 'stream') args[0].destroy(error);
    else this.destroy(error);
  }
}
installTimeouts(Http2Session);

function name(session) {
  return session[kType] === NGHTTP2_SESSION_SERVER ? 'server' : 'client';
}

function assertAlive(session) {
  if (session.destroyed) throw new ERR_HTTP2_INVALID_SESSION();
}

// --- the beginning ---

function start(session, socket, options) {
  const state = session[kState];
  if (session.destroyed) {
    emitLater(session, 'connect', session, socket);
    return;
  }
  state.ready = true;
  state.encrypted = Boolean(socket.encrypted);
  state.alpnProtocol = state.encrypted ? socket.alpnProtocol : 'h2c';
  const settings = typeof options.settings === 'object' ? effective({ ...options.settings }) : {};
  state.settings.push({ callback: undefined, since: Date.now() });
  noteCustom(state, settings);
  const server = session[kType] === NGHTTP2_SESSION_SERVER;
  const handle = new binding.Session(server, { ...engineOptions(options, server), settings }, engineEvents);
  handle.owner = session;
  session[kHandle] = handle;
  session[kPump].schedule();
  socket.on('data', onSocketData);
  if (server && Array.isArray(options.origins)) session.origin(...options.origins);
  emitLater(session, 'connect', session, socket);
}

function onSocketData(chunk) {
  const session = this[kBoundSession];
  if (session === undefined || session[kHandle] === undefined) return;
  // A stream of a script's own may read as text.
  const state = session[kState];
  state.receiving = true;
  session[kHandle].receive(typeof chunk === 'string' ? Buffer.from(chunk, this.readableEncoding) : chunk);
  state.receiving = false;
}

function maybeDestroy(session) {
  session[kMaybeDestroy]();
}

// whenReady calls submit now or when there is a connection.
function whenReady(session, submit) {
  if (session.connecting) session.once('connect', submit);
  else submit();
}

function noteCustom(state, { customSettings }) {
  if (customSettings === undefined) return;
  state.custom = { ...state.custom, ...customSettings };
  state.localSettings = undefined;
}

function submitSettings(session, settings, entry) {
  if (session.destroyed) return;
  session[kUpdateTimer]();
  const state = session[kState];
  const { maxOutstandingSettings = 10 } = state.limits;
  if (state.settings.length > maxOutstandingSettings) {
    session.destroy(new ERR_HTTP2_MAX_PENDING_SETTINGS_ACK());
    return;
  }
  entry.since = Date.now();
  noteCustom(state, settings);
  session[kHandle].settings(settings);
}

// --- the end ---

function onSocketError(error) {
  const session = this[kBoundSession];
  if (session === undefined) return;
  // After a GOAWAY the other side may leave as it likes.
  if (error.code === 'ECONNRESET' && session[kState].goawayCode === NGHTTP2_NO_ERROR) {
    session.destroy();
    return;
  }
  debug?.('Http2Session %s: socket error [%s]', name(session), error.message);
  session.destroy(error);
}

function onSocketClose() {
  const session = this[kBoundSession];
  if (session === undefined) return;
  debug?.('Http2Session %s: socket closed', name(session));
  const { streams, pendingStreams } = session[kState];
  for (const stream of [...streams.values(), ...pendingStreams]) stream.close(NGHTTP2_CANCEL);
  session.close();
  endSession(session);
}

function endSession(session, code, error) {
  const state = session[kState];
  if (state.destroyed) return;
  state.destroyed = true;
  state.destroyCode = code;
  session.setTimeout(0);
  session.removeAllListeners('timeout');
  if (state.pendingStreams.size > 0 || state.streams.size > 0) {
    const cancel = new ERR_HTTP2_STREAM_CANCEL(error);
    for (const stream of [...state.pendingStreams]) stream.destroy(cancel);
    for (const stream of [...state.streams.values()]) stream.destroy(error);
  }
  const handle = session[kHandle];
  if (handle === undefined) {
    finishSession(session, error);
    return;
  }
  if (!session[kSocket].destroyed) handle.goaway(code === undefined ? NGHTTP2_NO_ERROR : code, 0, undefined);
  session[kPump].flush(() => finishSession(session, error));
}

function cancelWaiting(session) {
  const { settings, pings } = session[kState];
  for (const { callback } of pings.splice(0)) nextTick(callback, new ERR_HTTP2_PING_CANCEL());
  for (const { callback } of settings.splice(0)) if (callback) nextTick(callback, new ERR_HTTP2_SETTINGS_CANCEL());
}

function finishSession(session, error) {
  cancelWaiting(session);
  const socket = session[kSocket];
  const handle = session[kHandle];
  if (handle !== undefined) handle.destroy();
  session[kProxySocket] = null;
  session[kSocket] = undefined;
  session[kHandle] = undefined;
  if (socket !== undefined) {
    socket[kBoundSession] = undefined;
    socket.removeListener('data', onSocketData);
  }
  if (socket === undefined || socket.destroyed) {
    nextTick(emitClose, session, error);
    return;
  }
  socket.on('close', () => emitClose(session, error));
  if (session.closed) {
    // The peer's end must be seen, and nobody else reads.
    socket.resume();
    socket.end();
  } else {
    socket.destroy(error);
  }
}

function emitClose(session, error) {
  if (error) session.emit('error', error);
  session.emit('close');
}

// --- origins (RFC 8336) ---

function originsOf(session) {
  const state = session[kState];
  if (state.originSet === undefined) {
    const socket = session[kSocket];
    state.originSet = new Set();
    let host = socket.servername;
    if (!host && net.isIP(socket.remoteAddress || '') === 6) host = `[${socket.remoteAddress}]`;
    else if (!host) host = socket.remoteAddress;
    let origin = `https://${host}`;
    if (socket.remotePort != null) origin += `:${socket.remotePort}`;
    state.originSet.add(origin);
  }
  return state.originSet;
}

module.exports = { Http2Session, assertAlive, debug };
