'use strict';

// ok, whose message quotes the call of the function that a script called.

const AssertionError = require('./assertion_error.js');

function throwGenerated(options, generated) {
  const err = new AssertionError(options);
  err.generatedMessage = generated;
  throw err;
}

function falsyText(fn) {
  const err = {};
  Error.captureStackTrace(err, fn);
  const { falsyMessage } = require('./call_source.js');
  let message;
  if (typeof err.stack === 'string') message = falsyMessage(err.stack, binding.source);
  return message === undefined ?
    'The expression evaluated to a falsy value:\n\n  false == true\n' : message;
}

function innerOk(fn, argLen, value, message) {
  if (value) return;
  let generated = false;
  if (argLen === 0) {
    generated = true;
    message = 'No value argument passed to `assert.ok()`';
  } else if (message == null) {
    generated = true;
    message = falsyText(fn);
  } else if (message instanceof Error) {
    throw message;
  }
  throwGenerated({ actual: value, expected: true, message, operator: '==', stackStartFn: fn },
                 generated);
}

module.exports = { innerOk, throwGenerated };
