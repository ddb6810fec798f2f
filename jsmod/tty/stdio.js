'use strict';

// Streams over a descriptor that is no socket: the standard streams, and what
// tty builds on. A script that only prints needs no more of stream than Writable:
// loading the rest took a quarter of its time.

const Writable = require('_stream_writable');
const { nextTick } = require('internal/task_queue');

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
    const { Input } = require('./input.js');
    // A pipe is over after its end; a file stays open.
    const kind = binding.kind(0);
    stream = new Input(0, { autoDestroy: kind === 'PIPE' });
    if (kind === 'FILE') stream.path = null;
  }
  return stream;
}

module.exports = { Output, makeInput, makeOutput };
