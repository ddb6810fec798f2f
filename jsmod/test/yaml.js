'use strict';

// Values as YAML, of which errors have the shape that readers of TAP know.

const { isError } = require('internal/util');
const { inspect } = require('internal/util/inspect');
const { isDate } = require('internal/util/types');
const { wrapping } = require('./failures.js');

const newline = /\n|\r\n/;

function plain(value) {
  return inspect(value, { colors: false, breakLength: Infinity });
}

// toYAML writes `name: value` and what is below it; with no name, the properties of
// value alone. seen are the objects above, which may be null for what is no object.
function toYAML(margin, name, value, seen) {
  if (value === undefined) return '';
  const prefix = `${margin}  ${name}:`;
  if (value === null) return `${prefix} ~\n`;
  if (typeof value === 'string') {
    const lines = value.split(newline);
    if (lines.length === 1) return `${prefix} ${plain(value)}\n`;
    return `${prefix} |-\n${lines.map((text) => `${margin}    ${text}\n`).join('')}`;
  }
  if (typeof value !== 'object') return `${prefix} ${plain(value)}\n`;
  seen.add(value);
  const head = name === null ? '' : `${prefix}${isDate(value) ? ` ${value.toISOString()}` : ''}\n`;
  return head + properties(name === null ? margin : `${margin}  `, value, seen) +
    (isError(value) ? errorToYAML(margin, value, seen) : '');
}

function properties(margin, value, seen) {
  const error = isError(value);
  let text = '';
  for (const [key, inner] of Object.entries(value)) {
    if (error && (key === 'cause' || key === 'code')) continue;
    text += seen.has(inner) ? `${margin}  ${key}: <Circular>\n` : toYAML(margin, key, inner, seen);
  }
  return text;
}

function isAssertion(value) {
  return value !== null && typeof value === 'object' && 'expected' in value && 'actual' in value;
}

function or(value, other) {
  return value === undefined || value === null ? other : value;
}

// revealed is what an error tells: of its cause, where a test's code threw that.
function revealed(error) {
  const { code, failureType, message, name, stack } = error;
  const told = { message: or(message, '<unknown error>'), name, stack, code, assertion: isAssertion(error) ? error : null };
  if (code !== 'ERR_TEST_FAILURE' || !wrapping.has(failureType)) return told;
  const cause = or(error.cause, {});
  for (const key of ['message', 'name', 'stack', 'code']) told[key] = or(cause[key], told[key]);
  if (isAssertion(cause)) told.assertion = cause;
  return told;
}

function errorToYAML(margin, error, seen) {
  const { message, code, name, assertion, stack } = revealed(error);
  let text = toYAML(margin, 'error', message, seen);
  if (code) text += toYAML(margin, 'code', code, seen);
  if (name && name !== 'Error') text += toYAML(margin, 'name', name, seen);
  if (assertion !== null) {
    // What is circular in one is so for itself.
    text += toYAML(margin, 'expected', assertion.expected, new Set(seen));
    text += toYAML(margin, 'actual', assertion.actual, new Set(seen));
    const operator = or(assertion.operator, error.operator);
    if (operator) text += toYAML(margin, 'operator', operator, seen);
  }
  return text + stackToYAML(margin, stack);
}

function stackToYAML(margin, stack) {
  if (typeof stack !== 'string') return '';
  const frames = stack.split(newline).filter((line) => /^ {4}at ./.test(line)).map((line) => line.slice(7));
  if (frames.length === 0) return '';
  return `${margin}  stack: |-\n${frames.map((frame) => `${margin}    ${frame}\n`).join('')}`;
}

module.exports = { toYAML };
