'use strict';

const live = require('process');
const { signals } = require('internal/constants');

// begin is called before the listener is added, which fails when the signal
// cannot be caught.
function begin(name) {
  const number = signals[name];
  if (number === undefined || live.listenerCount(name) > 0) return;
  const errno = binding.watchSignal(number, () => live.emit(name, name, number));
  if (errno !== 0) {
    const { ErrnoException } = require('internal/errors');
    throw new ErrnoException(errno, 'uv_signal_start');
  }
}

function end(name) {
  const number = signals[name];
  if (number !== undefined && live.listenerCount(name) === 0) binding.ignoreSignal(number);
}

module.exports = { begin, end };
