'use strict';

// Where inspect's lines break: one line while it fits, columns for long arrays,
// a line for each entry otherwise.

const { removeColors } = require('internal/util');

// The kinds of entries: named properties, the elements of an array, and what an
// array has besides elements.
const kObjectType = 0;
const kArrayType = 1;
const kArrayExtrasType = 2;

function isFullWidthCodePoint(code) {
  return code >= 0x1100 && (
    code <= 0x115f || code === 0x2329 || code === 0x232a ||
    (code >= 0x2e80 && code <= 0x3247 && code !== 0x303f) ||
    (code >= 0x3250 && code <= 0x4dbf) || (code >= 0x4e00 && code <= 0xa4c6) ||
    (code >= 0xa960 && code <= 0xa97c) || (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) || (code >= 0xfe10 && code <= 0xfe19) ||
    (code >= 0xfe30 && code <= 0xfe6b) || (code >= 0xff01 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) || (code >= 0x1b000 && code <= 0x1b001) ||
    (code >= 0x1f200 && code <= 0x1f251) || (code >= 0x1f300 && code <= 0x1f64f) ||
    (code >= 0x1f900 && code <= 0x1f9ff) || (code >= 0x20000 && code <= 0x3fffd));
}

function isZeroWidthCodePoint(code) {
  return code <= 0x1f || (code >= 0x7f && code <= 0x9f) ||
    (code >= 0x300 && code <= 0x36f) || (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x20d0 && code <= 0x20ff) || (code >= 0xfe00 && code <= 0xfe0f) ||
    (code >= 0xfe20 && code <= 0xfe2f) || (code >= 0xe0100 && code <= 0xe01ef);
}

const printableAscii = /^[\x20-\x7e]*$/;

// getStringWidth is the number of columns of a terminal.
function getStringWidth(str, removeControlChars = true) {
  if (printableAscii.test(str)) return str.length;
  if (removeControlChars) str = require('./inspect.js').stripVTControlCharacters(str);
  let width = 0;
  for (const char of str.normalize('NFC')) {
    const code = char.codePointAt(0);
    if (isFullWidthCodePoint(code)) width += 2;
    else if (!isZeroWidthCodePoint(code)) width++;
  }
  return width;
}

function fitsOneLine(ctx, output, start, base) {
  let total = output.length + start;
  if (total + output.length > ctx.breakLength) return false;
  for (let i = 0; i < output.length; i++) {
    total += ctx.colors ? removeColors(output[i]).length : output[i].length;
    if (total > ctx.breakLength) return false;
  }
  return base === '' || !base.includes('\n');
}

function allNumbers(value, n) {
  for (let i = 0; i < n; i++) {
    if (typeof value[i] !== 'number' && typeof value[i] !== 'bigint') return false;
  }
  return true;
}

// columnCount makes the block about two and a half times as wide as high, as
// characters are higher than wide, and leans towards entries shorter than the
// longest.
function columnCount(ctx, entries, totalLength, maxLength) {
  const bias = Math.sqrt(maxLength - totalLength / entries);
  const biasedMax = Math.max(maxLength - 3 - bias, 1);
  return Math.min(
    Math.round(Math.sqrt(2.5 * biasedMax * entries) / biasedMax),
    Math.floor((ctx.breakLength - ctx.indentationLvl) / maxLength),
    ctx.compact * 4,
    15);
}

// groupArrayElements puts the entries of a long array into columns.
function groupArrayElements(ctx, output, value) {
  const separator = 2;
  // The line that counts what is left out stands alone.
  const more = ctx.maxArrayLength < output.length;
  const count = more ? output.length - 1 : output.length;
  const widths = new Array(count);
  let totalLength = 0;
  let longest = 0;
  for (let i = 0; i < count; i++) {
    const width = getStringWidth(output[i], ctx.colors);
    widths[i] = width;
    totalLength += width + separator;
    if (width > longest) longest = width;
  }
  const cell = longest + separator;
  if (cell * 3 + ctx.indentationLvl >= ctx.breakLength ||
      (totalLength / cell <= 5 && longest > 6)) {
    return output;
  }
  const columns = columnCount(ctx, output.length, totalLength, cell);
  if (columns <= 1) return output;
  const lines = [];
  const cells = columnWidths(widths, columns, separator);
  const right = value !== undefined && allNumbers(value, output.length);
  for (let i = 0; i < count; i += columns) {
    lines.push(columnLine(output, widths, cells, i, Math.min(i + columns, count), right));
  }
  if (more) lines.push(output[count]);
  return lines;
}

function columnWidths(widths, columns, separator) {
  const cells = [];
  for (let i = 0; i < columns; i++) {
    let width = 0;
    for (let j = i; j < widths.length; j += columns) width = Math.max(width, widths[j]);
    cells.push(width + separator);
  }
  return cells;
}

function columnLine(output, widths, cells, from, to, right) {
  let line = '';
  for (let j = from; j < to; j++) {
    const last = j === to - 1;
    const text = last ? output[j] : `${output[j]}, `;
    // Colours and wide characters make the text longer than it looks.
    const padding = cells[j - from] + output[j].length - widths[j] - (last ? 2 : 0);
    if (right) line += text.padStart(padding, ' ');
    else line += last ? text : text.padEnd(padding, ' ');
  }
  return line;
}

// reduceToSingleString joins the entries between the braces.
function reduceToSingleString(ctx, output, base, braces, extrasType, recurseTimes, value) {
  if (ctx.compact === true) return compactText(ctx, output, base, braces);
  const start = base ? `${base} ${braces[0]}` : braces[0];
  if (typeof ctx.compact === 'number' && ctx.compact >= 1) {
    const entries = output.length;
    if (extrasType === kArrayExtrasType && entries > 6) {
      output = groupArrayElements(ctx, output, value);
    }
    // An object that holds more than `compact` inner levels is spread out.
    if (ctx.currentDepth - recurseTimes < ctx.compact && entries === output.length) {
      const room = output.length + ctx.indentationLvl + braces[0].length + base.length + 10;
      if (fitsOneLine(ctx, output, room, base)) {
        const joined = output.join(', ');
        if (!joined.includes('\n')) return `${start} ${joined} ${braces[1]}`;
      }
    }
  }
  const indentation = `\n${' '.repeat(ctx.indentationLvl)}`;
  return `${start}${indentation}  ${output.join(`,${indentation}  `)}${indentation}${braces[1]}`;
}

function compactText(ctx, output, base, braces) {
  if (fitsOneLine(ctx, output, 0, base)) {
    return `${braces[0]}${base ? ` ${base}` : ''} ${output.join(', ')} ${braces[1]}`;
  }
  const indentation = `\n${' '.repeat(ctx.indentationLvl)}`;
  const line = base === '' && braces[0].length === 1 ? ' ' :
    `${base ? ` ${base}` : ''}\n${indentation}  `;
  return `${braces[0]}${line}${output.join(`,${indentation}`)} ${braces[1]}`;
}

module.exports = {
  getStringWidth,
  isZeroWidthCodePoint,
  kArrayExtrasType,
  kArrayType,
  kObjectType,
  reduceToSingleString,
};
