'use strict';

// How reporters for people write a test.

const { inspect } = require('internal/util/inspect');

const symbols = {
  '__proto__': null,
  'test:fail': '\u2716 ',
  'test:pass': '\u2714 ',
  'test:diagnostic': '\u2139 ',
  'arrow': '\u25B6 ',
  'hyphen': '\uFE63 ',
};

const codes = { blue: 34, green: 32, white: 39, red: 31, gray: 90, reset: 0 };

function colorful(stream) {
  if (process.env.FORCE_COLOR !== undefined) return require('tty').WriteStream.prototype.getColorDepth() > 2;
  if (!stream || !stream.isTTY) return false;
  return typeof stream.getColorDepth !== 'function' || stream.getColorDepth() > 2;
}

// palette is the colors for a terminal, as what switches them on; standard error
// decides, as in Node.
function palette() {
  const on = colorful(process.stderr);
  const colors = {};
  for (const name of Object.keys(codes)) colors[name] = on ? `\u001b[${codes[name]}m` : '';
  return colors;
}

function colorOf(type, colors) {
  return { 'test:fail': colors.red, 'test:pass': colors.green, 'test:diagnostic': colors.blue }[type];
}

function indent(nesting) {
  return '  '.repeat(nesting);
}

function errorText(error, margin) {
  if (!error) return '';
  const shown = error.code === 'ERR_TEST_FAILURE' ? error.cause : error;
  const text = inspect(shown, { colors: colorful(process.stdout), breakLength: Infinity });
  return `\n${margin}  ${text.split(/\r?\n/).join(`\n${margin}  `)}\n`;
}

function remark(value, word) {
  return ` # ${typeof value === 'string' && value !== '' ? value : word}`;
}

// describe writes a test with its error; prefix are the lines of its parents.
function describe(type, data, colors, { prefix = '', margin = '', hasChildren = false } = {}) {
  const { details = {}, name, skip, todo } = data;
  let title = name;
  if (details.duration_ms) title += ` ${colors.gray}(${details.duration_ms}ms)${colors.white}`;
  if (skip !== undefined) title += remark(skip, 'SKIP');
  else if (todo !== undefined) title += remark(todo, 'TODO');
  let error = errorText(details.error, margin);
  if (hasChildren && error !== '') error = details.error.failureType === 'subtestsFailed' ? '' : `\n${error}`;
  const [color, symbol] = skip !== undefined ? [colors.gray, symbols.hyphen] : [colorOf(type, colors), symbols[type]];
  return `${prefix}${margin}${color}${symbol}${title}${colors.white}${error}`;
}

module.exports = { colorOf, describe, indent, palette, symbols };
