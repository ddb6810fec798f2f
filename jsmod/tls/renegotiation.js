'use strict';

// New handshakes inside a connection, TLS 1.2 and older: renegotiate, what a
// peer may begin, and the limit on that (the documents' "Client-initiated
// renegotiation attack mitigation").

const tls = require('tls');
const {
  codes: { ERR_TLS_RENEGOTIATION_DISABLED, ERR_TLS_SESSION_ATTACK },
} = require('internal/errors');
const { validateFunction, validateObject } = require('internal/validators');
const { nextTick } = require('internal/task_queue');
const { performance } = require('perf_hooks');
const { bits: { RENEGOTIATING }, kOptions, kSession, kState, ownOptions } = require('./socket_state.js');

const kDisabled = Symbol('kDisabled');
const kJudged = Symbol('kJudged');

const defaultHandshakeTimeout = 120 * 1000;

// The methods of a TLSSocket.
const methods = {
  renegotiate(options, callback) {
    validateObject(options, 'options');
    if (callback !== undefined) validateFunction(callback, 'callback');
    if (this.destroyed) return undefined;
    setVerifyMode(this, options);
    const fail = (error) => {
      if (callback !== undefined) nextTick(callback, error);
      return false;
    };
    // The first handshake does what a renegotiation would.
    if (this._secureEstablished) {
      const error = this[kSession].renegotiationError();
      if (error !== undefined) return fail(error);
      if (this[kDisabled] && this[kOptions].isServer) {
        nextTick(refuse, this, new ERR_TLS_RENEGOTIATION_DISABLED());
        return true;
      }
      if (this.writableEnded) {
        this.write('', fail); // Node's error, and the end of the socket
        return false;
      }
      // What was written before goes out before.
      if (this.writableLength === 0) begin(this);
      else this.write('', (failure) => { if (!failure) begin(this); });
    }
    if (callback !== undefined) this.once('secure', () => callback(null));
    return true;
  },

  disableRenegotiation() {
    this[kDisabled] = true;
  },
};

// What a server wants to know of its client, in this handshake and those after.
function setVerifyMode(socket, { requestCert, rejectUnauthorized }) {
  const options = ownOptions(socket);
  if (requestCert !== undefined) options.requestCert = Boolean(requestCert);
  if (rejectUnauthorized !== undefined) options.rejectUnauthorized = Boolean(rejectUnauthorized);
  const session = socket[kSession];
  if (!options.isServer || session === null) return;
  session.setVerifyMode(Boolean(options.requestCert), options.rejectUnauthorized !== false);
  // A tls.Server judges its clients itself.
  if (options.server === undefined && !socket[kJudged]) {
    socket[kJudged] = true;
    socket.prependListener('secure', judge);
  }
}

function judge() {
  const { requestCert, rejectUnauthorized } = this[kOptions];
  const error = requestCert && rejectUnauthorized !== false ? this[kSession].verifyError() : null;
  if (error !== null) this.destroy(error);
}

function begin(socket) {
  if (socket.destroyed) return;
  limitTime(socket);
  // What a client writes from here on goes out after it; a server cannot know
  // when its client takes it up.
  if (!socket[kOptions].isServer) {
    socket[kState] |= RENEGOTIATING;
    socket._handle.direct = false;
  }
  socket[kSession].renegotiate();
}

// A renegotiation that this side began has failed: with an error, or without
// where the connection is just over, which whoever reads tells.
function onrenegotiationfailed(error) {
  if (this.destroyed) return;
  this[kState] &= ~RENEGOTIATING;
  this._handle.direct = true;
  if (error !== undefined) this._handshakeFailed(error);
  else this._flushPending();
}

// A server does not wait for a renegotiation longer than for a first handshake.
function limitTime(socket) {
  const { isServer, server } = socket[kOptions];
  if (isServer) socket._setHandshakeTimeout((server && server.handshakeTimeout) || defaultHandshakeTimeout);
}

// Ends a connection whose peer must not go on.
function refuse(socket, error) {
  socket._emitTLSError(error);
  socket.destroy();
}

// Counts a handshake. Returns whether there are too many of them. In v0.8 a window
// begins with a handshake that does not count; later, it ends when a window's
// time has passed without one.
function tooMany(socket) {
  const { _handle: handle } = socket;
  const now = performance.now();
  if (handle.handshakes === undefined) {
    handle.handshakes = 0;
    handle.lastHandshakeTime = socket[kSession].begun();
  }
  const expired = now - handle.lastHandshakeTime >= tls.CLIENT_RENEG_WINDOW * 1000;
  if (expired) handle.handshakes = 0;
  if (expired || !binding.generation.fixedWindow) handle.lastHandshakeTime = now;
  if (expired && binding.generation.fixedWindow) return false;
  return ++handle.handshakes > tls.CLIENT_RENEG_LIMIT;
}

function attackError() {
  if (binding.generation.attackCode) return new ERR_TLS_SESSION_ATTACK();
  return new Error('TLS session renegotiation attack detected.');
}

// The peer wants to renegotiate: done() lets it, done(error) is its end. A
// client is asked without a limit; it may turn its server down.
function onrenegotiation(done) {
  let error = null;
  if (this[kOptions].isServer && tooMany(this)) error = attackError();
  else if (this[kDisabled]) error = new ERR_TLS_RENEGOTIATION_DISABLED();
  if (error === null) {
    limitTime(this);
    done();
    return;
  }
  done(error);
  refuse(this, error);
}

module.exports = { methods, onrenegotiationfailed, onrenegotiation };
