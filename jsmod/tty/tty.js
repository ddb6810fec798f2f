'use strict';

// What require('tty') gives.

const { Input } = require('./input.js');
const { Output } = require('./stdio.js');
const { codes: { ERR_INVALID_FD, ERR_TTY_INIT_FAILED } } = require('internal/errors');
const { validateFunction } = require('internal/validators');

function isatty(fd) {
  return Number.isInteger(fd) && fd >= 0 && fd <= 2147483647 && binding.isTerminal(fd);
}

function terminal(fd) {
  if (fd >> 0 !== fd || fd < 0) throw new ERR_INVALID_FD(fd);
  if (!binding.isTerminal(fd)) {
    throw new ERR_TTY_INIT_FAILED({
      errno: -22, code: 'EINVAL', message: 'invalid argument', syscall: 'uv_tty_init',
    });
  }
}

function ReadStream(fd, options) {
  if (!(this instanceof ReadStream)) return new ReadStream(fd, options);
  terminal(fd);
  Reflect.apply(Input, this, [fd, { highWaterMark: 0, ...options }]);
  this.isRaw = false;
  this.isTTY = true;
}
Object.setPrototypeOf(ReadStream.prototype, Input.prototype);
Object.setPrototypeOf(ReadStream, Input);

ReadStream.prototype.setRawMode = function setRawMode(flag) {
  flag = Boolean(flag);
  try {
    binding.setRawMode(this.fd, flag);
  } catch (err) {
    this.emit('error', err);
    return this;
  }
  this.isRaw = flag;
  return this;
};

function WriteStream(fd) {
  if (!(this instanceof WriteStream)) return new WriteStream(fd);
  terminal(fd);
  Reflect.apply(Output, this, [fd, { autoDestroy: false }]);
  const size = binding.windowSize(fd);
  if (size !== undefined) [this.columns, this.rows] = size;
}
Object.setPrototypeOf(WriteStream.prototype, Output.prototype);
Object.setPrototypeOf(WriteStream, Output);

WriteStream.prototype.isTTY = true;

WriteStream.prototype._refreshSize = function _refreshSize() {
  const size = binding.windowSize(this.fd);
  if (size === undefined) return;
  const [columns, rows] = size;
  if (columns !== this.columns || rows !== this.rows) {
    this.columns = columns;
    this.rows = rows;
    this.emit('resize');
  }
};

WriteStream.prototype.getWindowSize = function getWindowSize() {
  return [this.columns, this.rows];
};

WriteStream.prototype.getColorDepth = function getColorDepth(env) {
  return require('./colors.js').getColorDepth(env);
};

WriteStream.prototype.hasColors = function hasColors(count, env) {
  return require('./colors.js').hasColors(count, env);
};

// The terminal's control sequences, as readline writes them.
function control(stream, text, callback) {
  if (callback !== undefined) validateFunction(callback, 'callback');
  return stream.write(text, callback);
}

WriteStream.prototype.cursorTo = function cursorTo(x, y, callback) {
  const { ERR_INVALID_ARG_VALUE, ERR_INVALID_CURSOR_POS } = require('internal/errors').codes;
  if (typeof y === 'function') {
    callback = y;
    y = undefined;
  }
  if (Number.isNaN(x)) throw new ERR_INVALID_ARG_VALUE('x', x);
  if (Number.isNaN(y)) throw new ERR_INVALID_ARG_VALUE('y', y);
  if (typeof x !== 'number') throw new ERR_INVALID_CURSOR_POS();
  return control(this, typeof y === 'number' ? `\x1b[${y + 1};${x + 1}H` : `\x1b[${x + 1}G`, callback);
};

WriteStream.prototype.moveCursor = function moveCursor(dx, dy, callback) {
  let text = '';
  if (dx < 0) text += `\x1b[${-dx}D`;
  else if (dx > 0) text += `\x1b[${dx}C`;
  if (dy < 0) text += `\x1b[${-dy}A`;
  else if (dy > 0) text += `\x1b[${dy}B`;
  return control(this, text, callback);
};

WriteStream.prototype.clearLine = function clearLine(direction, callback) {
  const text = direction < 0 ? '\x1b[1K' : direction > 0 ? '\x1b[0K' : '\x1b[2K';
  return control(this, text, callback);
};

WriteStream.prototype.clearScreenDown = function clearScreenDown(callback) {
  return control(this, '\x1b[0J', callback);
};

module.exports = { isatty, ReadStream, WriteStream };
