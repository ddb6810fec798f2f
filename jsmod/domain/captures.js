'use strict';

// From now on exceptions come to domains: a script cannot capture them itself.

const { codes: { ERR_DOMAIN_CANNOT_SET_UNCAUGHT_EXCEPTION_CAPTURE } } = require('internal/errors');

function ownCaptures() {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = Infinity;
  const { stack } = new Error('require(`domain`) at this point');
  Error.stackTraceLimit = limit;
  process.setUncaughtExceptionCaptureCallback = function setUncaughtExceptionCaptureCallback(fn) {
    const error = new ERR_DOMAIN_CANNOT_SET_UNCAUGHT_EXCEPTION_CAPTURE();
    error.stack += `\n${'-'.repeat(40)}\n${stack}`;
    throw error;
  };
}

module.exports = { ownCaptures };
