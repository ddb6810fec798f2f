'use strict';

// Sessions: what a client is given to resume with, and a server's store of
// sessions with ids, told and asked by 'newSession' and 'resumeSession'.

const { Buffer } = require('buffer');
const { codes: { ERR_MULTIPLE_CALLBACK } } = require('internal/errors');
const { isBytes } = require('./context.js');
const { kOptions, ownOptions } = require('./socket_state.js');

const kPendingSession = Symbol('kPendingSession');
const kVerified = Symbol('kVerified');

// The methods of a TLSSocket.
const methods = {
  setSession(session) {
    offerSession(this, typeof session === 'string' ? Buffer.from(session, 'latin1') : session);
  },
};

function offerSession(socket, session) {
  if (!isBytes(session)) {
    throw Object.assign(new TypeError('Session must be a buffer'), { code: 'ERR_INVALID_ARG_TYPE' });
  }
  ownOptions(socket).session = session;
}

// --- clients ------------------------------------------------------------

// Before 'secureConnect' a session waits.
function onsession(session) {
  if (this.destroyed) return;
  if (this[kVerified] === false) this[kPendingSession] = session;
  else this.emit('session', session);
}

// Called by connect once it has told that the connection is good.
function tellSession(tls) {
  tls[kVerified] = true;
  const session = tls[kPendingSession];
  tls[kPendingSession] = undefined;
  if (session !== undefined) tls.emit('session', session);
}

// --- servers ------------------------------------------------------------

// Whether data waits for the listeners' answer: not with those of v0.10, which
// have two parameters and know of none.
function waits(listeners) {
  if (!binding.generation.newSessionWaits) return false;
  return !binding.generation.newSessionByParameters || listeners.some((listener) => listener.length !== 2);
}

// A session was made: done() lets the handshake go on. What a store could not
// keep is not resumed later, and does no harm, so an error is not looked at.
function onnewsession(id, session, done) {
  const { server } = this[kOptions];
  const listeners = server.listeners('newSession');
  if (listeners.length > 0 && waits(listeners)) {
    server.emit('newSession', id, session, () => done());
    return;
  }
  try {
    server.emit('newSession', id, session);
  } finally {
    done();
  }
}

// A client shows the id of a session: done(null, session) resumes it, without
// one a new session is made.
function onresumesession(id, done) {
  const { server } = this[kOptions];
  let answered = false;
  const answer = (error, session) => {
    if (answered) {
      answeredTwice(this);
      return;
    }
    answered = true;
    if (error) done(error);
    else done(null, isBytes(session) ? session : null);
  };
  if (!server.emit('resumeSession', id, answer)) done(null, null);
}

function answeredTwice(tls) {
  const { repeatedAnswer } = binding.generation;
  if (repeatedAnswer === 'ignored') return;
  tls.destroy(repeatedAnswer === 'code' ? new ERR_MULTIPLE_CALLBACK() :
    new Error('TLS session callback was called 2 times'));
}

module.exports = { kVerified, methods, offerSession, onnewsession, onresumesession, onsession, tellSession };
