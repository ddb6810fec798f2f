'use strict';

// createSecurePair, the API of v0.8: two streams with TLS between them. What is
// written to cleartext comes out of encrypted as records, and the reverse.

const { Duplex } = require('stream');
const EventEmitter = require('events');
const { TLSSocket, verifyError, shownError } = require('./socket.js');
const { bytesOnWire } = require('./inspection.js');
const { createSecureContext, nativeContext } = require('./context.js');

// One of two streams of which each reads what the other is given.
class PairedStream extends Duplex {
  constructor() {
    super({ allowHalfOpen: true });
    this.other = null;
    this.waiting = null;
  }

  _read() {
    const { waiting } = this;
    this.waiting = null;
    if (waiting !== null) waiting();
  }

  _write(chunk, encoding, callback) {
    const { other } = this;
    if (chunk.length === 0) {
      process.nextTick(callback);
      return;
    }
    other.waiting = callback;
    other.push(chunk);
  }

  _final(callback) {
    this.other.push(null);
    callback();
  }
}

function pairedStreams() {
  const one = new PairedStream();
  const two = new PairedStream();
  one.other = two;
  two.other = one;
  return [one, two];
}

function SecurePair(context, isServer, requestCert, rejectUnauthorized, options) {
  if (!(this instanceof SecurePair)) {
    return new SecurePair(context, isServer, requestCert, rejectUnauthorized, options);
  }
  EventEmitter.call(this);
  const [inner, outer] = pairedStreams();
  this.credentials = context || createSecureContext();
  this.server = options && options.server;
  this.encrypted = outer;
  this.cleartext = new TLSSocket(inner, {
    ...options,
    secureContext: nativeContext(this.credentials) === null ? createSecureContext(this.credentials) : this.credentials,
    isServer: Boolean(isServer),
    requestCert: isServer ? Boolean(requestCert) : true,
    rejectUnauthorized: Boolean(rejectUnauthorized),
  });
  // The documents' CryptoStream: what went to the socket, not what was written.
  for (const half of [this.cleartext, this.encrypted]) {
    Object.defineProperty(half, 'bytesWritten', { configurable: true, get: () => bytesOnWire(this.cleartext) });
  }
  this.cleartext._releaseControl();
  process.nextTick(() => this.cleartext._start());
  this.cleartext.on('secure', () => {
    const problem = verifyError(this.cleartext);
    this.cleartext.authorized = problem === null;
    this.cleartext.authorizationError = problem === null ? null : shownError(problem);
  });
  this.cleartext.once('secure', () => this.emit('secure'));
}
Object.setPrototypeOf(SecurePair.prototype, EventEmitter.prototype);
Object.setPrototypeOf(SecurePair, EventEmitter);

SecurePair.prototype.destroy = function destroy() {
  this.cleartext.destroy();
  this.encrypted.destroy();
};

function createSecurePair(context, isServer, requestCert, rejectUnauthorized, options) {
  return new SecurePair(context, isServer, requestCert, rejectUnauthorized, options);
}

module.exports = { SecurePair, createSecurePair };
