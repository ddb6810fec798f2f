'use strict';

// ChildProcess: a program that was started, its streams and its events.

const EventEmitter = require('events');
const net = require('net');
const { ErrnoException, errnoOf } = require('internal/errors');
const {
  validateArray, validateObject, validateOneOf, validateString,
} = require('internal/validators');
const { nextTick } = require('internal/task_queue');
const { wrapConnection } = require('internal/net_stream');
const { signalName, signalNumber } = require('./arguments.js');
const { openChannel, checkSerialization } = require('./channel.js');
const { plan } = require('./stdio.js');

// A stream that was given to another child: nobody here reads it any more.
const kGiven = Symbol('kGiven');

function ChildProcess() {
  EventEmitter.call(this);
  this._closesNeeded = 1;
  this._closesGot = 0;
  this.connected = false;
  this.signalCode = null;
  this.exitCode = null;
  this.killed = false;
  this.spawnfile = null;
  this._handle = null;
}
Object.setPrototypeOf(ChildProcess.prototype, EventEmitter.prototype);
Object.setPrototypeOf(ChildProcess, EventEmitter);

// What fails for a reason that may pass, or that the file is to blame for, is told
// by 'error'; the rest throws.
const told = ['EACCES', 'EAGAIN', 'EMFILE', 'ENFILE', 'ENOENT'].map(errnoOf);
const exhausted = ['EMFILE', 'ENFILE'].map(errnoOf);

ChildProcess.prototype.spawn = function spawn(options) {
  validateObject(options, 'options');
  const { stdio, ipcFd } = plan(options.stdio || 'pipe', false);
  options.stdio = stdio;
  validateOneOf(options.serialization, 'options.serialization', [undefined, 'json', 'advanced']);
  if (ipcFd !== undefined) {
    checkSerialization(options.serialization);
    if (options.envPairs === undefined) options.envPairs = [];
    else validateArray(options.envPairs, 'options.envPairs');
    options.envPairs.push(`NODE_CHANNEL_FD=${ipcFd}`, 'NODE_CHANNEL_SERIALIZATION_MODE=json');
  }
  validateString(options.file, 'options.file');
  this.spawnfile = options.file;
  if (options.args === undefined) {
    this.spawnargs = [];
  } else {
    validateArray(options.args, 'options.args');
    this.spawnargs = options.args;
  }
  for (const { type, stream } of stdio) if (type === 'wrap') give(stream);

  const started = binding.spawn(options, (code, signal) => ended(this, code, signal));
  const { errno } = started;
  if (errno === 0) {
    this._handle = started.handle;
    this._handle.pid = started.pid;
    nextTick(emitSpawn, this);
  } else if (told.includes(errno)) {
    nextTick(ended, this, errno, 0);
    if (exhausted.includes(errno)) return errno;
  } else {
    throw new ErrnoException(errno, 'spawn');
  }
  this.pid = started.pid;
  takeStreams(this, stdio, started.pipes);
  if (ipcFd !== undefined) {
    this._closesNeeded++;
    const channel = pipeSocket(started.pipes[ipcFd], true);
    openChannel(this, channel, ipcFd);
    channel.once('close', () => streamClosed(this));
  }
  return errno;
};

function emitSpawn(child) {
  child.emit('spawn');
}

// give stops what reads a stream that goes to a child.
function give(stream) {
  if (typeof stream.pause !== 'function') return;
  stream.pause();
  if (stream._handle) {
    stream._handle.reading = false;
    stream._handle.readStop();
  }
  // Who resumes it is to ask the handle again.
  if (stream._readableState) stream._readableState.reading = false;
  stream[kGiven] = true;
}

function pipeSocket(carrier, readable) {
  const socket = new net.Socket({ handle: wrapConnection(carrier, false, true), readable, manualStart: true });
  // In Node nothing can come before the next turn. Here a goroutine reads: it
  // begins when it is known that the stream is not given to another child.
  if (readable) nextTick(beginReading, socket);
  return socket;
}

function beginReading(socket) {
  if (!socket[kGiven] && !socket.destroyed) socket.read(0);
}

function takeStreams(child, stdio, pipes) {
  child.stdio = stdio.map(({ type, ipc }, fd) => {
    if (ipc || (type !== 'pipe' && type !== 'overlapped')) return null;
    const socket = pipeSocket(pipes[fd], fd > 0);
    if (fd > 0) {
      child._closesNeeded++;
      socket.on('close', () => streamClosed(child));
    }
    return socket;
  });
  const streams = child.stdio;
  child.stdin = streams[0];
  child.stdout = streams[1];
  child.stderr = streams[2];
  // Node's objects have stdio last.
  delete child.stdio;
  child.stdio = streams;
}

// ended hears of the end: a code, or the number of a signal. A negative code is
// why the program could not be started.
function ended(child, code, signal) {
  if (signal) child.signalCode = signalName(signal);
  else child.exitCode = code;
  if (child.stdin) child.stdin.destroy();
  child._handle = null;
  if (code < 0 && !signal) {
    const failure = new ErrnoException(code, `spawn ${child.spawnfile}`);
    failure.path = child.spawnfile;
    failure.spawnargs = child.spawnargs.slice(1);
    child.emit('error', failure);
  } else {
    child.emit('exit', child.exitCode, child.signalCode);
  }
  nextTick(letGo, child);
  streamClosed(child);
}

// letGo reads to their end the streams that nobody has looked at, so that 'close'
// comes.
function letGo(child) {
  if (!child.stdio) return;
  for (const stream of child.stdio) {
    if (stream && stream.readable && !stream[kGiven]) stream.resume();
  }
}

function streamClosed(child) {
  child._closesGot++;
  if (child._closesGot === child._closesNeeded) child.emit('close', child.exitCode, child.signalCode);
}

ChildProcess.prototype.kill = function kill(signal) {
  const number = signal === 0 ? 0 : signalNumber(signal === undefined ? 'SIGTERM' : signal);
  if (!this._handle) return false;
  const errno = this._handle.kill(number);
  if (errno === 0) {
    this.killed = true;
    return true;
  }
  if (errno === errnoOf('ESRCH')) return false;
  const failure = new ErrnoException(errno, 'kill');
  if (errno === errnoOf('EINVAL') || errno === errnoOf('ENOSYS')) throw failure;
  this.emit('error', failure);
  return false;
};

if (Symbol.dispose !== undefined) {
  ChildProcess.prototype[Symbol.dispose] = function dispose() {
    if (!this.killed) this.kill();
  };
}

ChildProcess.prototype.ref = function ref() {
  if (this._handle) this._handle.ref();
};

ChildProcess.prototype.unref = function unref() {
  if (this._handle) this._handle.unref();
};

module.exports = { ChildProcess };
