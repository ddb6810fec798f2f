'use strict';

// Streams over a descriptor that is no socket: the standard streams, and what
// tty builds on.

const { Readable, Writable } = require('stream');
const { nextTick } = require('internal/task_queue');

// Input reads when its reader wants something, and does not keep the loop
// alive while it is paused.
function Input(fd, options) {
  if (!(this instanceof Input)) return new Input(fd, options);
  Reflect.apply(Readable, this, [{ highWaterMark: 64 * 1024, ...options }]);
  this.fd = fd;
  binding.fileOf(fd, this);
  this._reader = binding.reader(fd);
  this._wanted = true; // ref() and unref()
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

// Output writes at once: what a script has written is out when it ends, or
// dies.
function Output(fd, options) {
  if (!(this instanceof Output)) return new Output(fd, options);
  Reflect.apply(Writable, this, [{ decodeStrings: false, ...options }]);
  this.fd = fd;
  binding.fileOf(fd, this);
  this._type = { TTY: 'tty', FILE: 'fs', PIPE: 'pipe' }[binding.kind(fd)] || 'fs';
}
Object.setPrototypeOf(Output.prototype, Writable.prototype);
Object.setPrototypeOf(Output, Writable);

Output.prototype._write = function _write(chunk, encoding, callback) {
  try {
    if (typeof chunk === 'string' && encoding !== 'utf8' && encoding !== 'utf-8') {
      chunk = Buffer.from(chunk, encoding);
    }
    binding.write(this.fd, chunk);
  } catch (err) {
    callback(err);
    return;
  }
  callback();
};

Output.prototype.ref = function ref() {
  return this;
};
Output.prototype.unref = Output.prototype.ref;

// A standard stream stays open to the end of the process: destroying it, or
// ending it, closes nothing, and it can be written to again.
function stayOpen(err, callback) {
  callback(err);
  if (typeof this._undestroy === 'function') this._undestroy();
  if (this._writableState.emitClose === false) nextTick(() => this.emit('close'));
}

function makeOutput(fd) {
  let stream;
  if (binding.isTerminal(fd)) {
    const tty = require('./tty.js');
    stream = new tty.WriteStream(fd);
    followWindow(stream);
  } else {
    stream = new Output(fd);
  }
  stream.destroySoon = stream.destroy;
  stream._destroy = stayOpen;
  stream._isStdio = true;
  return stream;
}

// followWindow tells the stream when its window changes, where signals are
// allowed.
function followWindow(stream) {
  const proc = require('process');
  try {
    proc.on('SIGWINCH', () => stream._refreshSize());
  } catch (err) {
    if (err.code !== 'ERR_ACCESS_DENIED' && err.code !== 'EINVAL') throw err;
  }
}

function makeInput() {
  let stream;
  if (binding.isTerminal(0)) {
    const tty = require('./tty.js');
    stream = new tty.ReadStream(0);
  } else {
    stream = new Input(0, { autoDestroy: false });
    if (binding.kind(0) === 'FILE') stream.path = null;
  }
  return stream;
}

module.exports = { Input, Output, makeInput, makeOutput };
