'use strict';

// http2.connect.

const net = require('net');
const tls = require('tls');
const { codes: { ERR_HTTP2_UNSUPPORTED_PROTOCOL } } = require('internal/errors');
const { URL } = require('internal/url');
const { ClientHttp2Session } = require('./client_session.js');
const { assertIsObject } = require('./headers.js');
const { checkCustom, tlsOptions } = require('./options.js');
const { kAuthority, kProtocol } = require('./shared.js');

function hostOf(authority) {
  const { hostname } = authority;
  if (hostname) return hostname[0] === '[' ? hostname.slice(1, -1) : hostname;
  return authority.host || 'localhost';
}

function open(authority, options, { protocol, host, port }) {
  if (typeof options.createConnection === 'function') return options.createConnection(authority, options);
  switch (protocol) {
    case 'http:':
      return net.connect({ port, host, ...options });
    case 'https:':
      return tls.connect(port, host, tlsOptions(options, net.isIP(host) ? undefined : host));
    default:
      throw new ERR_HTTP2_UNSUPPORTED_PROTOCOL(protocol);
  }
}

function connect(authority, options, listener) {
  if (typeof options === 'function') {
    listener = options;
    options = undefined;
  }
  assertIsObject(options, 'options');
  options = { ...options };
  const custom = checkCustom(options.remoteCustomSettings);
  if (custom !== undefined) options.remoteCustomSettings = custom;
  if (typeof authority === 'string') authority = new URL(authority);
  assertIsObject(authority, 'authority', ['string', 'Object', 'URL']);
  const protocol = authority.protocol || options.protocol || 'https:';
  let { port } = authority;
  if (port === '') port = protocol === 'http:' ? 80 : 443;
  port = `${port}`;
  const host = hostOf(authority);
  const socket = open(authority, options, { protocol, host, port });
  const session = new ClientHttp2Session(options, socket);
  session[kAuthority] = `${options.servername || host}:${port}`;
  session[kProtocol] = protocol;
  if (typeof listener === 'function') session.once('connect', listener);
  return session;
}
// What util.promisify(connect) gives.
Object.defineProperty(connect, Symbol.for('nodejs.util.promisify.custom'), {
  value: (authority, options) => new Promise((resolve, reject) => {
    const session = connect(authority, options, () => {
      session.removeListener('error', reject);
      resolve(session);
    });
    session.once('error', reject);
  }),
});

module.exports = { connect };
