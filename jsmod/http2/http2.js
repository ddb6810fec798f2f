'use strict';

// The module http2.

const { Http2ServerRequest } = require('./compat_request.js');
const { Http2ServerResponse } = require('./compat_response.js');
const { connect } = require('./connect.js');
const constants = require('./constants.js');
const { kSensitiveHeaders } = require('./headers.js');
const { createSecureServer, createServer, performServerHandshake } = require('./server.js');
const { getDefaultSettings, getPackedSettings, getUnpackedSettings } = require('./settings.js');

module.exports = {
  connect,
  constants,
  createServer,
  createSecureServer,
  getDefaultSettings,
  getPackedSettings,
  getUnpackedSettings,
  performServerHandshake,
  sensitiveHeaders: kSensitiveHeaders,
  Http2ServerRequest,
  Http2ServerResponse,
};
