'use strict';

// What a TLSSocket tells of its connection.

const { codes: { ERR_TLS_INVALID_STATE } } = require('internal/errors');
const { validateBuffer, validateString, validateUint32 } = require('internal/validators');

// The native half of a socket, null before it has one.
const kSession = Symbol('kSession');
// What its handshake found out, null before that: see facts in session.go.
const kFacts = Symbol('kFacts');

// Null once the socket is closed, undefined before there is an answer.
function answer(name) {
  const method = function() {
    if (this.destroyed) return null;
    const session = this[kSession];
    return session === null ? undefined : session[name]();
  };
  Object.defineProperty(method, 'name', { value: name });
  return method;
}

function x509(method) {
  return function() {
    const certificate = this[kSession] === null ? undefined : this[method](false);
    if (!certificate || certificate.raw === undefined) return undefined;
    const { X509Certificate } = require('crypto');
    return new X509Certificate(certificate.raw);
  };
}

const methods = {
  getCipher: answer('getCipher'),
  getFinished: answer('getFinished'),
  getPeerFinished: answer('getPeerFinished'),
  getSession: answer('getSession'),

  getProtocol() {
    const session = this[kSession];
    if (session === null || this.destroyed) return null;
    return session.getProtocol() ?? null;
  },

  getPeerCertificate(detailed) {
    if (this.destroyed) return null;
    const session = this[kSession];
    return (session !== null && session.getPeerCertificate(Boolean(detailed))) || {};
  },

  getCertificate() {
    if (this.destroyed) return null;
    const session = this[kSession];
    return (session !== null && session.getCertificate()) || {};
  },

  getPeerX509Certificate: x509('getPeerCertificate'),
  getX509Certificate: x509('getCertificate'),

  getEphemeralKeyInfo() {
    const session = this[kSession];
    if (session === null || this._tlsOptions.isServer) return null;
    return session.getEphemeralKeyInfo() || {};
  },

  isSessionReused() {
    return this[kFacts] === null ? false : this[kFacts][2];
  },

  exportKeyingMaterial(length, label, context) {
    validateUint32(length, 'length', true);
    validateString(label, 'label');
    if (context !== undefined) validateBuffer(context, 'context');
    if (!this._secureEstablished) throw new ERR_TLS_INVALID_STATE();
    return this[kSession].exportKeyingMaterial(length, label, context);
  },
};

module.exports = { kFacts, kSession, methods };
