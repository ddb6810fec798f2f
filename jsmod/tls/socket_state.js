'use strict';

// What a TLSSocket remembers of itself. In this engine a property of its own
// costs a socket as much as ten steps, and an idle one the memory of a small
// object for every few of them. So yes and no are bits of one number, what the
// native half knows is asked of it, and the names that scripts know are
// accessors of the prototype.

// The native half of a socket, null before it has one.
const kSession = Symbol('kSession');
// The options in force: the socket's own, or those that a server prepared for all
// its connections, which nobody may change; see ownOptions.
const kOptions = Symbol('kOptions');
// Marks options that a server prepared: what a net.Socket is made of with them.
const kPrepared = Symbol('kPrepared');
const kState = Symbol('kState');
// The native duplex over a stream that is no socket, null where there is none.
const kDuplex = Symbol('kDuplex');

// Bits of kState.
const bits = {
  ESTABLISHED: 1, // the first handshake has succeeded
  SECURE: 2, // and nobody has said that it goes on
  PENDING: 4, // a handshake is under way
  RENEGOTIATING: 8, // what is written waits
  RELEASED: 16, // the connection is the script's
  READ_WANTED: 32, // reading begins with the end of the handshake
  ERROR_EMITTED: 64,
  CLIENT_ERROR_TOLD: 128, // the server has told of the end of it
  FLUSHING: 256, // what was written below goes out before the handshake
  UNREFED: 512,
  NAMED: 1024, // SNICallback may ask for the name
  DEFERRED: 2048, // a write or an end had to wait for a handshake
  DESTROYED: 4096,
  CLOSED: 8192,
};

const { ESTABLISHED, SECURE, PENDING, RENEGOTIATING, RELEASED, NAMED, CLOSED } = bits;

// The options of this socket alone, for whoever changes them or may.
function ownOptions(tls) {
  const options = tls[kOptions];
  if (options === undefined || options[kPrepared] === undefined) return options;
  return (tls[kOptions] = { ...options });
}

// What a script assigns becomes a property of the socket's own.
function assign(name) {
  return function(value) {
    Object.defineProperty(this, name, { value, configurable: true, enumerable: true, writable: true });
  };
}

function accessor(proto, name, get, set) {
  Object.defineProperty(proto, name, { configurable: true, enumerable: true, get, set: set || assign(name) });
}

// A property that is a bit, or with inverted the absence of one.
function flag(proto, name, bit, inverted) {
  accessor(proto, name, function() {
    return ((this[kState] & bit) !== 0) !== inverted;
  }, function(value) {
    if (Boolean(value) !== inverted) this[kState] |= bit;
    else this[kState] &= ~bit;
  });
}

// Gives the prototype of TLSSocket what a socket is before its handshake, and
// the accessors.
function install(proto) {
  for (const [key, value] of [[kSession, null], [kOptions, undefined], [kState, 0], [kDuplex, null]]) {
    Object.defineProperty(proto, key, { value, writable: true });
  }
  flag(proto, '_secureEstablished', ESTABLISHED, false);
  flag(proto, '_securePending', PENDING, false);
  flag(proto, '_controlReleased', RELEASED, false);
  flag(proto, '_renegotiating', RENEGOTIATING, false);
  flag(proto, 'secureConnecting', SECURE, true);
  accessor(proto, '_tlsOptions', function() { return ownOptions(this); }, function(value) { this[kOptions] = value; });
  accessor(proto, 'servername', function() {
    const state = this[kState];
    if ((state & (ESTABLISHED | NAMED)) === 0) return null;
    return (this[kOptions].isServer ? this[kSession].serverName() : this[kOptions].servername) || false;
  });
  accessor(proto, 'alpnProtocol', function() {
    return (this[kState] & ESTABLISHED) === 0 ? null : this[kSession].alpn() || false;
  });
  accessor(proto, 'npnProtocol', function() {
    return (this[kState] & ESTABLISHED) === 0 ? null : this[kSession].npn();
  });
  accessor(proto, 'ssl', function() {
    if ((this[kState] & CLOSED) !== 0) return null;
    return this[kSession] === null ? undefined : this[kSession];
  });
  // A CleartextStream had its socket beside it; here they are one.
  if (binding.generation.identityBoolean) accessor(proto, 'socket', function() { return this; });
  accessor(proto, 'server', function() {
    return this[kOptions] === undefined ? null : this[kOptions].server;
  });
  proto.authorized = false;
  proto.authorizationError = null;
}

module.exports = { bits, install, kDuplex, kOptions, kPrepared, kSession, kState, ownOptions };
