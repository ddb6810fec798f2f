'use strict';

// Standard input, and what a terminal's input builds on.

const { Readable } = require('stream');

// Input reads when its reader wants something, and does not keep the loop
// alive while it is paused.
function Input(fd, options) {
  if (!(this instanceof Input)) return new Input(fd, options);
  Reflect.apply(Readable, this, [{ highWaterMark: 64 * 1024, ...options }]);
  this.fd = fd;
  binding.fileOf(fd, this);
  Object.defineProperty(this, '_reader', { value: binding.reader(fd) });
  Object.defineProperty(this, '_wanted', { value: true, writable: true }); // ref() and unref()
  this.on('pause', settle);
  this.on('resume', settle);
}
Object.setPrototypeOf(Input.prototype, Readable.prototype);
Object.setPrototypeOf(Input, Readable);

function settle() {
  const alive = this._wanted && !this.isPaused() && !this.destroyed;
  if (alive) this._reader.ref();
  else this._reader.unref();
}

Input.prototype._read = function _read() {
  settle.call(this);
  this._reader.read((err, chunk) => {
    if (this.destroyed) return;
    if (err) this.destroy(err);
    else this.push(chunk);
  });
};

Input.prototype._destroy = function _destroy(err, callback) {
  this._reader.unref();
  callback(err);
};

Input.prototype.ref = function ref() {
  this._wanted = true;
  settle.call(this);
  return this;
};

Input.prototype.unref = function unref() {
  this._wanted = false;
  settle.call(this);
  return this;
};

module.exports = { Input };
