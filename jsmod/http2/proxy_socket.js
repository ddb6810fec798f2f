'use strict';

// session.socket: the socket for whoever wants to know of it. What would disturb
// the frames on it throws.

const {
  codes: { ERR_HTTP2_NO_SOCKET_MANIPULATION, ERR_HTTP2_SOCKET_UNBOUND },
} = require('internal/errors');
const { kSocket } = require('./shared.js');

const ofSession = new Set(['setTimeout', 'ref', 'unref']);
const refused = new Set([
  'destroy', 'emit', 'end', 'pause', 'read', 'resume', 'write', 'setEncoding', 'setKeepAlive', 'setNoDelay',
]);

function socketOf(session) {
  const socket = session[kSocket];
  if (socket === undefined) throw new ERR_HTTP2_SOCKET_UNBOUND();
  return socket;
}

const sessionHandler = {
  get(session, name) {
    if (ofSession.has(name)) return session[name].bind(session);
    if (refused.has(name)) throw new ERR_HTTP2_NO_SOCKET_MANIPULATION();
    const socket = socketOf(session);
    const value = socket[name];
    return typeof value === 'function' ? value.bind(socket) : value;
  },

  getPrototypeOf(session) {
    return Reflect.getPrototypeOf(socketOf(session));
  },

  set(session, name, value) {
    if (ofSession.has(name)) session[name] = value;
    else if (refused.has(name)) throw new ERR_HTTP2_NO_SOCKET_MANIPULATION();
    else socketOf(session)[name] = value;
    return true;
  },
};

// compatHandler is the one of a request's or response's socket: its target is the
// stream, whose own methods end and observe it.
const ofStream = new Set(['on', 'once', 'end', 'emit', 'destroy']);
const stopped = new Set(['pause', 'read', 'resume', 'write']);
const direct = { destroyed: true, readable: true, writable: true };

const compatHandler = {
  has(stream, name) {
    const socket = stream.session === undefined ? stream : stream.session.socket;
    return name in stream || name in socket;
  },

  get(stream, name) {
    if (ofStream.has(name)) return stream[name].bind(stream);
    if (Object.hasOwn(direct, name)) return stream[name];
    if (name === 'setTimeout') {
      const { session } = stream;
      return session !== undefined ? session.setTimeout.bind(session) : stream.setTimeout.bind(stream);
    }
    if (stopped.has(name)) throw new ERR_HTTP2_NO_SOCKET_MANIPULATION();
    const { session } = stream;
    const from = session !== undefined ? session[kSocket] || stream : stream;
    const value = from[name];
    return typeof value === 'function' ? value.bind(from) : value;
  },

  getPrototypeOf(stream) {
    return Reflect.getPrototypeOf(stream.session !== undefined ? stream.session[kSocket] || stream : stream);
  },

  set(stream, name, value) {
    if (Object.hasOwn(direct, name) || ofStream.has(name)) {
      stream[name] = value;
      return true;
    }
    const { session } = stream;
    if (name === 'setTimeout') {
      if (session !== undefined) session.setTimeout = value;
      else stream.setTimeout = value;
      return true;
    }
    if (stopped.has(name)) throw new ERR_HTTP2_NO_SOCKET_MANIPULATION();
    const into = session !== undefined ? session[kSocket] || stream : stream;
    into[name] = value;
    return true;
  },
};

function sessionSocket(session) {
  return new Proxy(session, sessionHandler);
}

function compatSocket(stream) {
  return new Proxy(stream, compatHandler);
}

module.exports = { compatSocket, sessionSocket };
