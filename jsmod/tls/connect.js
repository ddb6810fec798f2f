'use strict';

// tls.connect in all its forms.

const net = require('net');
const { sectionLog } = require('internal/util/debuglog');
const { codes: { ERR_TLS_DH_PARAM_SIZE } } = require('internal/errors');
const { validateFunction, validateNumber } = require('internal/validators');
const { verifyIdentity } = require('./identity.js');
const { kVerified, tellSession } = require('./resumption.js');
const { TLSSocket, shownError, verifyError } = require('./socket.js');
const { refuseUnsupported } = require('./unsupported.js');

const debug = sectionLog('tls');
const kOptions = Symbol('kOptions');

let warnedOfEnvironment = false;
let warnedOfAddress = false;

// NODE_TLS_REJECT_UNAUTHORIZED=0, with Node's warning.
function rejectsByDefault() {
  if (binding.env('NODE_TLS_REJECT_UNAUTHORIZED') !== '0') return binding.generation.clientRejects;
  if (!warnedOfEnvironment) {
    warnedOfEnvironment = true;
    process.emitWarning('Setting the NODE_TLS_REJECT_UNAUTHORIZED environment variable to \'0\' makes TLS ' +
                        'connections and HTTPS requests insecure by disabling certificate verification.');
  }
  return false;
}

// (options), (port[, host][, options]), (path[, options]), each with a callback.
function normalizeConnectArgs(args) {
  const [options, callback] = net._normalizeArgs(args);
  const given = { ...options };
  if (args[1] !== null && typeof args[1] === 'object') Object.assign(given, args[1]);
  else if (args[2] !== null && typeof args[2] === 'object') Object.assign(given, args[2]);
  return [given, callback];
}

function connect(...args) {
  const { checkServerIdentity, createSecureContext, DEFAULT_CIPHERS } = require('tls');
  const [given, callback] = normalizeConnectArgs(args);
  const options = { ciphers: DEFAULT_CIPHERS, checkServerIdentity, minDHSize: 1024, ...given };
  if (options.rejectUnauthorized === undefined) options.rejectUnauthorized = rejectsByDefault();
  options.rejectUnauthorized = options.rejectUnauthorized !== false;
  refuseUnsupported(options);
  validateFunction(options.checkServerIdentity, 'options.checkServerIdentity');
  validateNumber(options.minDHSize, 'options.minDHSize', 1);

  const context = options.secureContext || createSecureContext(options);
  const socket = new TLSSocket(options.socket, {
    allowHalfOpen: options.socket ? options.socket.allowHalfOpen : options.allowHalfOpen,
    secureContext: context,
    isServer: false,
    requestCert: true,
    rejectUnauthorized: options.rejectUnauthorized,
    session: options.session,
    ALPNProtocols: options.ALPNProtocols,
    NPNProtocols: options.NPNProtocols,
    pskCallback: options.pskCallback,
    requestOCSP: options.requestOCSP,
    enableTrace: options.enableTrace,
    highWaterMark: options.highWaterMark,
    onread: options.onread,
    signal: options.signal,
    host: options.host,
  });
  socket[kOptions] = options;
  socket[kVerified] = false;
  socket._connectOptions = options;
  if (callback) socket.once('secureConnect', callback);

  // A signal may have ended it already.
  if (!options.socket && !socket.destroyed) {
    if (options.timeout) socket.setTimeout(options.timeout);
    socket.connect(options, socket._start);
  }
  socket._releaseControl();
  socket.prependListener('secure', onSecure);
  if (options.servername) {
    if (!warnedOfAddress && net.isIP(options.servername)) {
      warnedOfAddress = true;
      process.emitWarning('Setting the TLS ServerName to an IP address is not permitted by RFC 6066. ' +
                          'This will be ignored in a future version.', 'DeprecationWarning', 'DEP0123');
    }
    socket.setServername(options.servername);
  }
  if (options.socket) socket._start();
  return socket;
}

function onSecure() {
  const options = this[kOptions];
  const { type, size } = this.getEphemeralKeyInfo();
  if (type === 'DH' && size < options.minDHSize) {
    this.emit('error', new ERR_TLS_DH_PARAM_SIZE(size));
    this.destroy();
    return;
  }
  let problem = verifyError(this);
  // A certificate whose chain is good must also be the host's.
  if (problem === null && !this.isSessionReused()) {
    const host = options.servername || options.host || (options.socket && options.socket._host) || 'localhost';
    problem = verifyIdentity(options.checkServerIdentity, host, this.getPeerCertificate(true)) || null;
  }
  if (problem === null) {
    this.authorized = true;
    this.authorizationError = null;
  } else {
    this.authorized = false;
    this.authorizationError = shownError(problem);
    if (options.rejectUnauthorized) {
      this.destroy(problem);
      return;
    }
  }
  this.secureConnecting = false;
  debug?.('client emit secureConnect. rejectUnauthorized: %s, authorizationError: %s',
          options.rejectUnauthorized, this.authorizationError);
  this.emit('secureConnect');
  tellSession(this);
}

module.exports = { connect };
