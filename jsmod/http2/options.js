'use strict';

// Options of sessions and of servers: what is good, and what the engine is told.

const {
  codes: { ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS, ERR_INVALID_ARG_TYPE },
} = require('internal/errors');
const { validateUint32 } = require('internal/validators');
const { assertIsObject } = require('./headers.js');
const { kMaxCustom } = require('./settings.js');

const forEngine = [
  'maxDeflateDynamicTableSize', 'maxSettings', 'maxSessionMemory', 'maxHeaderListPairs', 'maxOutstandingPings',
  'maxSendHeaderBlockLength', 'maxSessionInvalidFrames', 'maxSessionRejectedStreams', 'paddingStrategy',
  'peerMaxConcurrentStreams', 'remoteCustomSettings', 'maxOutstandingSettings', 'maxReservedRemoteStreams',
  'streamResetBurst', 'streamResetRate',
];

function engineOptions(options, server) {
  const known = {};
  for (const name of forEngine) if (options[name] !== undefined) known[name] = options[name];
  // A request cannot do with fewer.
  if (known.maxHeaderListPairs !== undefined) {
    known.maxHeaderListPairs = Math.max(known.maxHeaderListPairs, server ? 4 : 1);
  }
  return known;
}

function checkCustom(list) {
  if (list === undefined) return undefined;
  if (!Array.isArray(list)) throw new ERR_INVALID_ARG_TYPE('options.remoteCustomSettings', 'Array', list);
  if (list.length > kMaxCustom) throw new ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS();
  return [...list];
}

function serverOptions(given) {
  assertIsObject(given, 'options');
  const options = { ...given };
  assertIsObject(options.settings, 'options.settings');
  options.settings = { ...options.settings };
  const custom = checkCustom(options.remoteCustomSettings);
  if (custom !== undefined) options.remoteCustomSettings = custom;
  if (options.maxSessionInvalidFrames !== undefined) {
    validateUint32(options.maxSessionInvalidFrames, 'maxSessionInvalidFrames');
  }
  if (options.maxSessionRejectedStreams !== undefined) {
    validateUint32(options.maxSessionRejectedStreams, 'maxSessionRejectedStreams');
  }
  if (options.unknownProtocolTimeout !== undefined) {
    validateUint32(options.unknownProtocolTimeout, 'unknownProtocolTimeout');
  } else {
    options.unknownProtocolTimeout = 10000;
  }
  const http = require('http');
  options.Http1IncomingMessage ||= http.IncomingMessage;
  options.Http1ServerResponse ||= http.ServerResponse;
  options.Http2ServerRequest ||= require('./compat_request.js').Http2ServerRequest;
  options.Http2ServerResponse ||= require('./compat_response.js').Http2ServerResponse;
  return options;
}

// tlsOptions asks for h2 by ALPN, and for HTTP/1.1 where a server speaks that, too.
function tlsOptions(options, servername) {
  const chosen = serverOptions(options);
  if (chosen.ALPNCallback === undefined) {
    chosen.ALPNProtocols = ['h2'];
    if (chosen.allowHTTP1 === true) chosen.ALPNProtocols.push('http/1.1');
  }
  if (servername !== undefined && chosen.servername === undefined) chosen.servername = servername;
  return chosen;
}

module.exports = { checkCustom, engineOptions, serverOptions, tlsOptions };
