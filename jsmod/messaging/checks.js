'use strict';

// Errors that Node makes in C++, with words of their own.

const { validateNumber } = require('internal/validators');

function typeError(code, message) {
  const error = new TypeError(message);
  error.code = code;
  return error;
}

function validateEventListenerMax(n) {
  validateNumber(n, 'setMaxListeners', 0);
}

module.exports = { typeError, validateEventListenerMax };
