'use strict';

const EventEmitter = require('events');
const { ChildProcess } = require('child_process');
const { Readable, Writable } = require('stream');
const { codes: { ERR_UNKNOWN_SIGNAL }, genericNodeError } = require('internal/errors');
const { signals } = require('internal/constants');
const { nextTick } = require('internal/task_queue');
const { openChannel } = require('./channel.js');

// WorkerProcess is worker.process for a worker without a process of its own.
// launch(callbacks) starts it and returns the native worker.
function WorkerProcess(options, launch) {
  EventEmitter.call(this);
  this.signalCode = null;
  this.exitCode = null;
  this.killed = false;
  this.spawnfile = options.execPath;
  this.spawnargs = [options.execPath, ...options.execArgv, options.exec, ...options.args];
  this.stdin = options.silent ? inputStream(this) : null;
  this.stdout = options.silent ? outputStream() : null;
  this.stderr = options.silent ? outputStream() : null;
  this.stdio = [this.stdin, this.stdout, this.stderr, null];
  const callbacks = {
    onmessage: (internal, text) => channel.onmessage(internal, text),
    oncut: () => channel.oncut(),
    onoutput: (fd, data) => this.stdio[fd].push(data),
    onexit: (code, signal) => finish(this, code, signal),
  };
  this._handle = launch(callbacks);
  this.pid = this._handle.pid;
  const channel = openChannel(this, this._handle);
  this._sendInternal = channel.sendInternal;
  nextTick(() => this.emit('spawn'));
}
Object.setPrototypeOf(WorkerProcess.prototype, ChildProcess.prototype);

function outputStream() {
  return new Readable({ read() {} });
}

function inputStream(child) {
  return new Writable({
    write(chunk, encoding, callback) {
      if (child._handle === null) callback(genericNodeError('write EPIPE', { code: 'EPIPE', syscall: 'write' }));
      else child._handle.input(chunk, () => callback(null));
    },
    final(callback) {
      if (child._handle !== null) child._handle.input();
      callback(null);
    },
  });
}

function finish(child, code, signal) {
  child._handle = null;
  if (signal !== 0) child.signalCode = signalName(signal);
  else child.exitCode = code;
  if (child.stdin !== null) child.stdin.destroy();
  child.emit('exit', child.exitCode, child.signalCode);
  const outputs = [child.stdout, child.stderr].filter((stream) => stream !== null);
  let open = outputs.length;
  for (const stream of outputs) {
    stream.push(null);
    // Nobody reads: Node lets go of what is left, too.
    if (!stream.readableFlowing && stream.listenerCount('readable') === 0) stream.resume();
    stream.once('close', () => {
      if (--open === 0) close(child);
    });
  }
  if (open === 0) close(child);
}

function close(child) {
  child.emit('close', child.exitCode, child.signalCode);
}

function signalName(number) {
  return Object.keys(signals).find((name) => signals[name] === number) || null;
}

function signalNumber(signal) {
  if (signal === undefined) return signals.SIGTERM;
  if (typeof signal === 'number' && (signal === 0 || signalName(signal) !== null)) return signal;
  const number = typeof signal === 'string' ? signals[signal.toUpperCase()] : undefined;
  if (number === undefined) throw new ERR_UNKNOWN_SIGNAL(signal);
  return number;
}

const stopping = ['SIGSTOP', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU'];

WorkerProcess.prototype.kill = function kill(signal) {
  const number = signalNumber(signal);
  if (number !== 0 && stopping.includes(signalName(number))) {
    throw genericNodeError(`${signalName(number)} cannot stop a worker in this process`,
      { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' });
  }
  if (this._handle === null || this._handle.signal(number) === 0) return false;
  this.killed = true;
  return true;
};

WorkerProcess.prototype.ref = function ref() {
  if (this._handle !== null) this._handle.ref();
};

WorkerProcess.prototype.unref = function unref() {
  if (this._handle !== null) this._handle.unref();
};

module.exports = { WorkerProcess };
