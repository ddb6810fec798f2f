'use strict';

// ServerHttp2Session: a session with a client, and what only a server may say.

const { URL } = require('internal/url');
const {
  codes: {
    ERR_HTTP2_ALTSVC_INVALID_ORIGIN, ERR_HTTP2_ALTSVC_LENGTH, ERR_HTTP2_INVALID_ORIGIN, ERR_HTTP2_ORIGIN_LENGTH,
    ERR_INVALID_ARG_TYPE, ERR_INVALID_CHAR, ERR_OUT_OF_RANGE,
  },
} = require('internal/errors');
const { validateString } = require('internal/validators');
const constants = require('./constants.js');
const { Http2Session, assertAlive } = require('./session.js');
const { kHandle, kServer, kState } = require('./shared.js');

// What a frame of ALTSVC or ORIGIN may hold.
const kMaxLength = 16382;
const quoted = /^[\x09\x20-\x5b\x5d-\x7e\x80-\xff]*$/;

class ServerHttp2Session extends Http2Session {
  constructor(options, socket, server) {
    super(constants.NGHTTP2_SESSION_SERVER, options, socket);
    this[kServer] = server;
  }

  get server() { return this[kServer]; }

  // Offers another way to an origin, or to that of a stream (RFC 7838).
  altsvc(alt, originOrStream) {
    assertAlive(this);
    let stream = 0;
    let origin;
    if (typeof originOrStream === 'string') {
      origin = originOf(originOrStream);
      if (origin === 'null') throw new ERR_HTTP2_ALTSVC_INVALID_ORIGIN();
    } else if (typeof originOrStream === 'number') {
      if (originOrStream >>> 0 !== originOrStream || originOrStream === 0) {
        throw new ERR_OUT_OF_RANGE('originOrStream', `> 0 && < ${2 ** 32}`, originOrStream);
      }
      stream = originOrStream;
    } else if (originOrStream !== undefined) {
      // An object may only look like a URL.
      if (originOrStream !== null && typeof originOrStream === 'object') ({ origin } = originOrStream);
      if (typeof origin !== 'string') {
        throw new ERR_INVALID_ARG_TYPE('originOrStream', ['string', 'number', 'URL', 'object'], originOrStream);
      }
      if (origin === 'null' || origin.length === 0) throw new ERR_HTTP2_ALTSVC_INVALID_ORIGIN();
    }
    validateString(alt, 'alt');
    if (!quoted.test(alt)) throw new ERR_INVALID_CHAR('alt');
    // Names of origins are ASCII.
    if ((origin === undefined ? 0 : origin.length) + alt.length > kMaxLength) throw new ERR_HTTP2_ALTSVC_LENGTH();
    // A stream that is not there has no origin.
    if (stream !== 0 && !this[kState].streams.has(stream)) return;
    this[kHandle].altsvc(stream, origin || '', alt);
  }

  // Names further origins that the server speaks for (RFC 8336).
  origin(...origins) {
    assertAlive(this);
    if (origins.length === 0) return;
    const list = [];
    let length = 0;
    for (const given of origins) {
      let origin;
      if (typeof given === 'string') origin = originOf(given);
      else if (given !== null && typeof given === 'object') ({ origin } = given);
      if (typeof origin !== 'string') throw new ERR_INVALID_ARG_TYPE('origin', 'string', given);
      if (origin === 'null' || origin.length === 0) throw new ERR_HTTP2_INVALID_ORIGIN();
      list.push(origin);
      length += origin.length + 2;
    }
    if (length > kMaxLength) throw new ERR_HTTP2_ORIGIN_LENGTH();
    this[kHandle].origin(list);
  }
}

function originOf(text) {
  return new URL(text).origin;
}

module.exports = { ServerHttp2Session };
