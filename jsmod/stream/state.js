'use strict';

// The high water mark: how much is buffered before a stream says "enough".

const { native } = require('./native.js');

function setDefaultHighWaterMark(objectMode, value) {
  require('internal/validators').validateInteger(value, 'value', 0);
  native.setDefaultHighWaterMark(objectMode, value);
}

// duplexKey names the option for one side of a Duplex.
function getHighWaterMark(state, options, duplexKey, isDuplex) {
  return native.highWaterMarkOf(options, duplexKey, isDuplex, state.objectMode);
}

module.exports = {
  getHighWaterMark,
  getDefaultHighWaterMark: native.getDefaultHighWaterMark,
  setDefaultHighWaterMark,
};
