'use strict';

const { validateObject } = require('internal/validators');

const kMaxLongLength = 512;

// copyError keeps an error's stack out of a comparison.
function copyError(source) {
  const target = Object.assign(Object.create(Object.getPrototypeOf(source)), source);
  Object.defineProperty(target, 'message', { value: source.message });
  return target;
}

function isErrorWithStack(value) {
  return typeof value === 'object' && value !== null && 'stack' in value && value instanceof Error;
}

function unequalMessage(actual, operator) {
  const { inspectValue, kReadableOperator, shorten } = require('./diff.js');
  let base = kReadableOperator[operator];
  const lines = inspectValue(actual).split('\n');
  if (operator === 'notStrictEqual' &&
      ((typeof actual === 'object' && actual !== null) || typeof actual === 'function')) {
    base = kReadableOperator.notStrictEqualObject;
  }
  if (lines.length === 1) return `${base}${lines[0].length > 5 ? '\n\n' : ' '}${lines[0]}`;
  return `${base}\n\n${shorten(lines).join('\n')}\n`;
}

function clip(text, max) {
  return text.length > max ? `${text.slice(0, max - 3)}...` : text;
}

function looseMessage(actual, expected, operator) {
  const { inspectValue, kReadableOperator } = require('./diff.js');
  const left = inspectValue(actual);
  const right = inspectValue(expected);
  if (operator === 'notDeepEqual' && left === right) {
    return clip(`${kReadableOperator.notDeepEqual}\n\n${left}`, 1024);
  }
  const a = clip(left, kMaxLongLength);
  const b = clip(right, kMaxLongLength);
  if (operator === 'deepEqual') {
    return `${kReadableOperator.deepEqual}\n\n${a}\n\nshould loosely deep-equal\n\n${b}`;
  }
  if (operator === 'notDeepEqual') {
    return `${kReadableOperator.notDeepEqualUnequal}\n\n${a}\n\nshould not loosely deep-equal\n\n${b}`;
  }
  return `${a} ${operator} ${b}`;
}

function generateMessage(actual, expected, operator, message) {
  const strict = operator === 'deepStrictEqual' || operator === 'strictEqual';
  if (message != null && !strict) return String(message);
  if (isErrorWithStack(actual) && isErrorWithStack(expected)) {
    actual = copyError(actual);
    expected = copyError(expected);
  }
  if (strict) {
    const custom = message == null ? undefined : String(message);
    return require('./diff.js').createErrDiff(actual, expected, operator, custom);
  }
  if (operator === 'notDeepStrictEqual' || operator === 'notStrictEqual') {
    return unequalMessage(actual, operator);
  }
  return looseMessage(actual, expected, operator);
}

function addEllipsis(text) {
  const lines = text.split('\n', 11);
  if (lines.length > 10) return `${lines.slice(0, 10).join('\n')}\n...`;
  return text.length > kMaxLongLength ? `${text.slice(0, kMaxLongLength)}...` : text;
}

class AssertionError extends Error {
  constructor(options) {
    validateObject(options, 'options');
    const { message, operator, stackStartFn, details, stackStartFunction, actual, expected } =
      options;
    super(generateMessage(actual, expected, operator, message));
    this.generatedMessage = !message;
    Object.defineProperty(this, 'name', {
      value: 'AssertionError [ERR_ASSERTION]', enumerable: false, writable: true,
      configurable: true,
    });
    this.code = 'ERR_ASSERTION';
    if (details) {
      this.actual = undefined;
      this.expected = undefined;
      this.operator = undefined;
      for (let i = 0; i < details.length; i++) {
        this[`message ${i}`] = details[i].message;
        this[`actual ${i}`] = details[i].actual;
        this[`expected ${i}`] = details[i].expected;
        this[`operator ${i}`] = details[i].operator;
        this[`stack trace ${i}`] = details[i].stack;
      }
    } else {
      this.actual = actual;
      this.expected = expected;
      this.operator = operator;
    }
    Error.captureStackTrace(this, stackStartFn || stackStartFunction || AssertionError);
    // The first look makes the stack's text, with the code in it.
    void this.stack;
    this.name = 'AssertionError';
  }

  toString() {
    return `${this.name} [${this.code}]: ${this.message}`;
  }

  [Symbol.for('nodejs.util.inspect.custom')](recurseTimes, ctx) {
    const { actual, expected } = this;
    if (typeof actual === 'string') this.actual = addEllipsis(actual);
    if (typeof expected === 'string') this.expected = addEllipsis(expected);
    const { inspect } = require('internal/util/inspect');
    const result = inspect(this, { ...ctx, customInspect: false, depth: 0 });
    this.actual = actual;
    this.expected = expected;
    return result;
  }
}

module.exports = AssertionError;
