'use strict';

// The options of the command line that tests follow, read once.

const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors');

let known;

// options gives { only, patterns, reporters, destinations }: patterns is null or
// regular expressions for the names of tests; the other two have one length.
function options() {
  if (known !== undefined) return known;
  const reporters = list('test-reporter');
  const destinations = list('test-reporter-destination');
  if (reporters.length === 0 && destinations.length === 0) reporters.push(process.stdout.isTTY ? 'spec' : 'tap');
  if (reporters.length === 1 && destinations.length === 0) destinations.push('stdout');
  if (reporters.length !== destinations.length) {
    throw new ERR_INVALID_ARG_VALUE(
      '--test-reporter', reporters, "must match the number of specified '--test-reporter-destination'");
  }
  const patterns = list('test-name-pattern');
  known = {
    destinations,
    only: binding.flag('test-only') !== undefined,
    patterns: patterns.length === 0 ? null : patterns.map(pattern),
    reporters,
  };
  return known;
}

// list splits an option that was given several times, which the command joins.
function list(name) {
  const value = binding.flag(name);
  return value === undefined ? [] : value.split('\n');
}

function pattern(text) {
  const written = /^\/(.*)\/([a-z]*)$/.exec(text);
  try {
    return written === null ? new RegExp(text) : new RegExp(written[1], written[2]);
  } catch (error) {
    throw new ERR_INVALID_ARG_VALUE('--test-name-pattern', text, `is an invalid regular expression. ${error.message}`);
  }
}

module.exports = { options };
