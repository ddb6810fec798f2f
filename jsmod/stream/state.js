'use strict';

// The high water mark: how much is buffered before a stream says "enough".

let bytes = 16 * 1024;
let objects = 16;

function getDefaultHighWaterMark(objectMode) {
  return objectMode ? objects : bytes;
}

function setDefaultHighWaterMark(objectMode, value) {
  require('internal/validators').validateInteger(value, 'value', 0);
  if (objectMode) objects = value;
  else bytes = value;
}

// duplexKey names the option for one side of a Duplex.
function getHighWaterMark(state, options, duplexKey, isDuplex) {
  let mark = options.highWaterMark;
  if ((mark === undefined || mark === null) && isDuplex) mark = options[duplexKey];
  if (mark === undefined || mark === null) return state.objectMode ? objects : bytes;
  if (!Number.isInteger(mark) || mark < 0) {
    const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors');
    throw new ERR_INVALID_ARG_VALUE(isDuplex ? `options.${duplexKey}` : 'options.highWaterMark', mark);
  }
  return Math.floor(mark);
}

module.exports = { getHighWaterMark, getDefaultHighWaterMark, setDefaultHighWaterMark };
