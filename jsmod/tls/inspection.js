'use strict';

// What a TLSSocket tells of its connection.

const { codes: { ERR_TLS_INVALID_STATE } } = require('internal/errors');
const { validateBuffer, validateInt32, validateString, validateUint32 } = require('internal/validators');
const { createSecureContext, nativeContext } = require('./context.js');
const { bits: { ESTABLISHED }, kOptions, kSession, kState, ownOptions } = require('./socket_state.js');

// Before io.js a socket went on to tell when it was destroyed.
function isGone(tls) {
  return tls.destroyed && !binding.generation.oldShapes;
}

// Null once the socket is closed, undefined before there is an answer.
function answer(name) {
  const method = function() {
    if (isGone(this)) return null;
    const session = this[kSession];
    return session === null ? undefined : session[name]();
  };
  Object.defineProperty(method, 'name', { value: name });
  return method;
}

// What has gone out, TLS's own bytes among it.
function bytesOnWire(tls) {
  return tls[kSession] === null ? 0 : tls[kSession].bytesOnWire();
}

const methods = {
  getCipher: answer('getCipher'),
  getFinished: answer('getFinished'),
  getPeerFinished: answer('getPeerFinished'),
  getSession: answer('getSession'),
  getTLSTicket: answer('getTLSTicket'),
  getSharedSigalgs: answer('getSharedSigalgs'),

  getProtocol() {
    const session = this[kSession];
    if (session === null || isGone(this)) return null;
    return session.getProtocol() ?? null;
  },

  getPeerCertificate(detailed) {
    if (isGone(this)) return null;
    const session = this[kSession];
    return (session !== null && session.getPeerCertificate(Boolean(detailed))) || {};
  },

  getCertificate() {
    if (isGone(this)) return null;
    const session = this[kSession];
    return (session !== null && session.getCertificate()) || {};
  },

  getPeerX509Certificate() {
    const chain = this.destroyed || this[kSession] === null ? undefined : this[kSession].getPeerX509Chain();
    return chain === undefined ? undefined : require('./x509.js').fromChain(chain);
  },

  getX509Certificate() {
    const native = this.destroyed || this[kSession] === null ? undefined : this[kSession].getX509();
    return native === undefined ? undefined : require('./x509.js').fromChain([native]);
  },

  getEphemeralKeyInfo() {
    const session = this[kSession];
    if (session === null || this[kOptions].isServer) return null;
    return session.getEphemeralKeyInfo() || {};
  },

  isSessionReused() {
    if (this.destroyed) return null;
    return (this[kState] & ESTABLISHED) !== 0 && this[kSession].isReused();
  },

  // Tells on standard error what goes over the wire from now on.
  enableTrace() {
    if (this[kSession] === null) ownOptions(this).enableTrace = true;
    else if (!this.destroyed) this[kSession].enableTrace();
  },

  // What this end shows as its certificate: of a context, or of options for one.
  // A server may choose it as late as in ALPNCallback.
  setKeyCert(context) {
    const native = nativeContext(context) || createSecureContext(context).context;
    const session = this[kSession];
    if (this.destroyed || this._secureEstablished) throw new ERR_TLS_INVALID_STATE();
    if (session === null) {
      const options = ownOptions(this);
      const own = nativeContext(options.secureContext || options.credentials) || createSecureContext(options).context;
      options.secureContext = binding.withKeyCert(own, native);
    } else if (!session.setKeyCert(native)) {
      throw new ERR_TLS_INVALID_STATE();
    }
  },

  // Whether the records that are sent from now on are as short as size says.
  setMaxSendFragment(size) {
    validateInt32(size, 'size');
    const session = this[kSession];
    return session !== null && !this.destroyed && session.setMaxSendFragment(size);
  },

  exportKeyingMaterial(length, label, context) {
    validateUint32(length, 'length', true);
    validateString(label, 'label');
    if (context !== undefined) validateBuffer(context, 'context');
    if (!this._secureEstablished) throw new ERR_TLS_INVALID_STATE();
    return this[kSession].exportKeyingMaterial(length, label, context);
  },
};

module.exports = { bytesOnWire, methods };
