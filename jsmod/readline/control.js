'use strict';

// What moves the cursor of a terminal and clears parts of it: each writes one
// control sequence (ECMA-48), or calls back when there is nothing to write.

const { ERR_INVALID_ARG_VALUE, ERR_INVALID_CURSOR_POS } = require('internal/errors').codes;
const { validateFunction } = require('internal/validators');

const sequences = {
  __proto__: null,
  below: '\x1b[0J',
  toLeft: '\x1b[1K',
  toRight: '\x1b[0K',
  whole: '\x1b[2K',
};

function absent(value) {
  return value === null || value === undefined;
}

function put(stream, text, callback) {
  if (!absent(stream) && text !== '') return stream.write(text, callback);
  if (typeof callback === 'function') process.nextTick(callback, null);
  return true;
}

function checkCallback(callback) {
  if (callback !== undefined) validateFunction(callback, 'callback');
}

function position(x, y) {
  return typeof y === 'number' ? `\x1b[${y + 1};${x + 1}H` : `\x1b[${x + 1}G`;
}

function movement(dx, dy) {
  const across = dx < 0 ? `\x1b[${-dx}D` : dx > 0 ? `\x1b[${dx}C` : '';
  const down = dy < 0 ? `\x1b[${-dy}A` : dy > 0 ? `\x1b[${dy}B` : '';
  return across + down;
}

function lineClearing(direction) {
  return direction < 0 ? sequences.toLeft : direction > 0 ? sequences.toRight : sequences.whole;
}

function cursorTo(stream, x, y, callback) {
  checkCallback(callback);
  if (typeof y === 'function') {
    callback = y;
    y = undefined;
  }
  if (Number.isNaN(x)) throw new ERR_INVALID_ARG_VALUE('x', x);
  if (Number.isNaN(y)) throw new ERR_INVALID_ARG_VALUE('y', y);
  if (absent(stream) || (typeof x !== 'number' && typeof y !== 'number')) return put(null, '', callback);
  if (typeof x !== 'number') throw new ERR_INVALID_CURSOR_POS();
  return put(stream, position(x, y), callback);
}

function moveCursor(stream, dx, dy, callback) {
  checkCallback(callback);
  return put(stream, movement(dx, dy), callback);
}

function clearLine(stream, direction, callback) {
  checkCallback(callback);
  return put(stream, lineClearing(direction), callback);
}

function clearScreenDown(stream, callback) {
  checkCallback(callback);
  return put(stream, sequences.below, callback);
}

module.exports = {
  clearLine, clearScreenDown, cursorTo, lineClearing, moveCursor, movement, position, sequences,
};
