'use strict';

// What a handshake asks a script, with the socket as this. Each hook answers
// through done(error, value).

const { Buffer } = require('buffer');
const { nativeContext } = require('./context.js');
const { bits: { NAMED }, kOptions, kState } = require('./socket_state.js');

function contextResult(result) {
  const native = nativeContext(result);
  if (native === null) throw new TypeError('Invalid SNI context');
  return native;
}

// Calls SNICallback in both its forms: it returns a context (v0.8, v0.10), or
// calls back. It takes the place of what addContext has set.
function onsni(name, done) {
  const { SNICallback, server } = this[kOptions];
  this[kState] |= NAMED;
  if (!SNICallback) {
    done(null, server && server._contextFor ? server._contextFor(name) : null);
    return;
  }
  let answered = false;
  const answer = (error, result) => {
    if (answered) return;
    answered = true;
    try {
      if (error) done(error);
      else done(null, result === null || result === undefined ? null : contextResult(result));
    } catch (problem) {
      done(problem);
    }
  };
  let returned;
  try {
    returned = SNICallback.call(server || this, name, answer);
  } catch (error) {
    answer(error);
    return;
  }
  if (returned !== undefined && returned !== null && nativeContext(returned) !== null) answer(null, returned);
  else if (SNICallback.length < 2 && returned === null) answer(null, null);
  else if (SNICallback.length < 2 && returned !== undefined && typeof returned !== 'object') {
    answer(new TypeError('Invalid SNI context'));
  }
}

function onalpn(servername, protocols, done) {
  let chosen;
  try {
    chosen = this[kOptions].ALPNCallback.call(this, { servername: servername || false, protocols });
    if (chosen !== undefined && !protocols.includes(chosen)) {
      const { codes: { ERR_TLS_ALPN_CALLBACK_INVALID_RESULT } } = require('internal/errors');
      throw new ERR_TLS_ALPN_CALLBACK_INVALID_RESULT(chosen, protocols);
    }
  } catch (error) {
    done(error);
    return;
  }
  done(null, chosen);
}

function onocsp(certificate, issuer, done) {
  const { server } = this[kOptions];
  let answered = false;
  server.emit('OCSPRequest', certificate, issuer, (error, response) => {
    if (answered) return;
    answered = true;
    if (error) done(error);
    else if (response === null || response === undefined) done(null, null);
    else if (typeof response === 'string') done(null, Buffer.from(response, 'latin1'));
    else done(null, response);
  });
}

function onkeylog(line) {
  this.emit('keylog', line);
  const { server } = this[kOptions];
  if (server) server.emit('keylog', line, this);
}

module.exports = { onalpn, onkeylog, onocsp, onsni };
