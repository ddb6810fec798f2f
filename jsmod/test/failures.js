'use strict';

// Why a test failed. The words are those of error.failureType.

const { codes: { ERR_TEST_FAILURE }, kIsNodeError } = require('internal/errors');

const kinds = {
  aborted: 'testAborted',
  cancelledByParent: 'cancelledByParent',
  code: 'testCodeFailure',
  hook: 'hookFailed',
  manyCalls: 'multipleCallbackInvocations',
  parentFinished: 'parentAlreadyFinished',
  subtests: 'subtestsFailed',
  timeout: 'testTimeoutFailure',
  twoWays: 'callbackAndPromisePresent',
};

// Of these, the cause is what a reporter shows.
const wrapping = new Set([kinds.code, kinds.hook, 'uncaughtException', 'unhandledRejection']);

function isFailure(error) {
  return error !== null && typeof error === 'object' && error.code === 'ERR_TEST_FAILURE' && kIsNodeError in error;
}

// failure makes the error of a test from what its code threw, or from a text. Its
// stack has the script's frames alone.
function failure(error, kind = kinds.code) {
  const made = new ERR_TEST_FAILURE(error, kind);
  if (typeof made.stack === 'string') made.stack = withoutOurs(made.stack);
  return made;
}

function withoutOurs(stack) {
  const lines = stack.split('\n');
  let first = lines.length;
  while (first > 0 && lines[first - 1].startsWith('    at ')) first--;
  return [...lines.slice(0, first), ...lines.slice(first).filter((line) => !/[ (]node:/.test(line))].join('\n');
}

// asFailure leaves what is a failure already.
function asFailure(error) {
  return isFailure(error) ? error : failure(error);
}

module.exports = { asFailure, failure, isFailure, kinds, wrapping };
