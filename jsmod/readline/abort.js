'use strict';

// addAbortListener calls back once when the signal is aborted; the result takes the
// listener away.

const events = require('events');

function addAbortListener(signal, listener) {
  const handle = events.addAbortListener(signal, listener);
  return () => handle[Symbol.dispose]();
}

module.exports = { addAbortListener };
