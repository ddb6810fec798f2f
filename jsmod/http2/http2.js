'use strict';

// HTTP/2 is no part of this runtime. Packages load the module for its names, and
// for what they may do later; whatever would speak it throws.

const constants = require('./constants.js');

function refused(name) {
  function throws() {
    const { genericNodeError } = require('internal/errors');
    throw genericNodeError(`http2.${name} is not part of this runtime; use https`,
                           { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' });
  }
  Object.defineProperty(throws, 'name', { value: name });
  return throws;
}

function getDefaultSettings() {
  return {
    __proto__: null,
    headerTableSize: constants.DEFAULT_SETTINGS_HEADER_TABLE_SIZE,
    enablePush: constants.DEFAULT_SETTINGS_ENABLE_PUSH === 1,
    initialWindowSize: constants.DEFAULT_SETTINGS_INITIAL_WINDOW_SIZE,
    maxFrameSize: constants.DEFAULT_SETTINGS_MAX_FRAME_SIZE,
    maxConcurrentStreams: constants.DEFAULT_SETTINGS_MAX_CONCURRENT_STREAMS,
    maxHeaderSize: constants.DEFAULT_SETTINGS_MAX_HEADER_LIST_SIZE,
    maxHeaderListSize: constants.DEFAULT_SETTINGS_MAX_HEADER_LIST_SIZE,
    enableConnectProtocol: constants.DEFAULT_SETTINGS_ENABLE_CONNECT_PROTOCOL === 1,
  };
}

module.exports = {
  connect: refused('connect'),
  constants,
  createServer: refused('createServer'),
  createSecureServer: refused('createSecureServer'),
  getDefaultSettings,
  getPackedSettings: refused('getPackedSettings'),
  getUnpackedSettings: refused('getUnpackedSettings'),
  performServerHandshake: refused('performServerHandshake'),
  sensitiveHeaders: Symbol('sensitiveHeaders'),
  Http2ServerRequest: refused('Http2ServerRequest'),
  Http2ServerResponse: refused('Http2ServerResponse'),
};
