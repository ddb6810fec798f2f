'use strict';

// What every socket over a native handle shares: events of the handle to the
// stream, writes and shutdowns to the handle, errors in Node's words. net.Socket
// uses it, and so does whatever puts another handle of the same shape under a
// net.Socket (tls). The shape is told in the package's text.

const { Buffer } = require('buffer');
const { errnoException, exceptionWithHostPort, genericNodeError } = require('internal/errors');

const { Readable } = require('stream');
const { pushBuffer } = require('internal/stream/fast');
const { debug } = require('./debug.js');
const { tryPipe } = require('./pipe.js');

const { touchIdle } = binding;
const ownPush = Readable.prototype.push;

const kUpdateTimer = Symbol('kUpdateTimer');
const kBuffer = Symbol('kBuffer');
const kBufferCb = Symbol('kBufferCb');
const kBufferGen = Symbol('kBufferGen');

function denied(failure) {
  return genericNodeError('Access to this API has been restricted', {
    code: 'ERR_ACCESS_DENIED',
    permission: 'Net',
    resource: failure.address === undefined ? '' : `${failure.address}:${failure.port}`,
  });
}

// foreign makes the error for a failure that no system call reported: that of a
// host's own network.
function foreign(failure) {
  const err = new Error(failure.text);
  err.code = failure.code;
  err.errno = failure.errno;
  err.syscall = failure.syscall;
  return err;
}

// failureToError is the Error for a failure object of the binding, without an
// address in its message. A handle may bring a method of its own for failures
// that are not the system's: handle.errorFrom(failure) returns an Error, or
// undefined to leave it to this.
function failureToError(failure, handle) {
  if (handle !== undefined && handle.errorFrom !== undefined) {
    const err = handle.errorFrom(failure);
    if (err !== undefined) return err;
  }
  if (failure.code === 'ERR_ACCESS_DENIED') return denied(failure);
  if (failure.code === 'UNKNOWN') return foreign(failure);
  return errnoException(failure.errno, failure.syscall);
}

// connectError is the Error of a connect that failed.
function connectError(failure, address, port, details) {
  if (failure.code === 'ERR_ACCESS_DENIED') return denied({ address, port });
  if (failure.code === 'UNKNOWN') return foreign(failure);
  return exceptionWithHostPort(failure.errno, failure.syscall === 'bind' ? 'bind' : 'connect',
    address, port, details);
}

function onread(buf) {
  const stream = this.owner;
  if (stream === undefined || stream._readableState.destroyed) return;
  touchIdle(stream);
  let more;
  if (this.special) more = readSpecially(stream, this, buf);
  else if (stream.push === ownPush) more = pushBuffer(stream, buf);
  else more = stream.push(buf);
  if (more || stream.destroyed) return;
  this.reading = false;
  this.readStop();
}

// readSpecially is for sockets with the onread option, and those that are piped
// into another. It reports whether reading goes on.
function readSpecially(stream, handle, buf) {
  if (stream[kBuffer] !== null) return !giveUserBuffer(stream, handle, buf);
  const more = stream.push(buf);
  if (more) tryPipe(stream);
  return more;
}

// giveUserBuffer copies what came into the buffers of the onread option, piece
// by piece, and tells whether reading is to stop. What does not fit before the
// callback says stop waits for the next read.
function giveUserBuffer(stream, handle, buf) {
  let rest = buf;
  if (handle.unread !== undefined) {
    rest = Buffer.concat([handle.unread, buf]);
    handle.unread = undefined;
  }
  while (rest.length > 0) {
    const target = stream[kBuffer];
    const n = Math.min(target.length, rest.length);
    for (let i = 0; i < n; i++) target[i] = rest[i];
    rest = rest.subarray(n);
    const gen = stream[kBufferGen];
    const more = stream[kBufferCb](n, target);
    if (gen !== null) {
      const next = gen();
      if (next !== undefined) stream[kBuffer] = next;
    }
    if (stream.destroyed) return false;
    if (more === false || !handle.reading) {
      if (rest.length > 0) handle.unread = rest;
      return true;
    }
  }
  return false;
}

// flushUserBuffer delivers what giveUserBuffer kept. It reports whether reading
// may go on.
function flushUserBuffer(stream, handle) {
  if (handle.unread === undefined) return true;
  return !giveUserBuffer(stream, handle, Buffer.alloc(0));
}

function onend() {
  const stream = this.owner;
  if (stream === undefined || stream.destroyed) return;
  touchIdle(stream);
  if (stream._readableState.endEmitted) return;
  stream.push(null);
  stream.read(0);
  if (binding.closesUnread && !stream.allowHalfOpen && stream.readableFlowing === null && stream.readableLength > 0) {
    stream.destroySoon();
  }
}

function onerror(failure) {
  const stream = this.owner;
  if (stream !== undefined) stream.destroy(failureToError(failure, this));
}

// done is who waits for the write that is over.
function onwritten(done, failure) {
  const stream = this.owner;
  if (stream === undefined || stream.destroyed) {
    done(null);
    return;
  }
  if (failure !== undefined) {
    done(failureToError(failure, this));
    return;
  }
  touchIdle(stream);
  done(null);
}

function onshutdown(failure) {
  const done = this.shutdownDone;
  this.shutdownDone = undefined;
  endShutdown(this, failure, done);
}

function endShutdown(handle, failure, done) {
  // A peer that has gone already needs no end.
  if (failure === undefined || failure.code === 'ENOTCONN') done();
  else done(failureToError(failure, handle));
}

function onconnect(failure) {
  const done = this.connectDone;
  this.connectDone = undefined;
  if (done !== undefined) done(failure, this);
}

function onconnection(handle) {
  this.onconnection(null, handle);
}

function onaccepterror(failure) {
  this.onconnection(failure, undefined);
}

function onclose() {
  const done = this.closeDone;
  this.closeDone = undefined;
  if (done !== undefined) done();
}

binding.setup({
  onread, onend, onerror, onwritten, onshutdown, onconnect, onconnection, onaccepterror, onclose, failureToError,
}, debug !== undefined);

// dispatched arranges for cb as a write method's result tells.
function dispatched(handle, result, cb) {
  if (result >= 0) cb();
  else handle.await(cb);
}

// encoded makes bytes of text. A stream lets the encoding 'buffer' through,
// which says that the chunk is none.
function encoded(text, encoding) {
  if (encoding === 'buffer') {
    const error = new TypeError('Second argument must be a buffer');
    error.code = 'ERR_INVALID_ARG_TYPE';
    throw error;
  }
  return Buffer.from(text, encoding);
}

// writeGeneric sends one chunk; cb is called at once when the system took it.
function writeGeneric(stream, chunk, encoding, cb) {
  const handle = stream._handle;
  let result;
  if (typeof chunk !== 'string') {
    result = handle.writeBuffer(chunk);
  } else if (encoding === 'utf8' || encoding === 'utf-8') {
    result = handle.writeString(chunk);
  } else {
    result = handle.writeBuffer(encoded(chunk, encoding));
  }
  dispatched(handle, result, cb);
}

// writevGeneric sends what _writev was given as one request.
function writevGeneric(stream, chunks, cb) {
  const pieces = [];
  for (let i = 0; i < chunks.length; i++) {
    const { chunk, encoding } = chunks[i];
    pieces.push(typeof chunk !== 'string' || encoding === 'utf8' || encoding === 'utf-8' ?
      chunk : encoded(chunk, encoding));
  }
  const handle = stream._handle;
  dispatched(handle, handle.writev(pieces), cb);
}

// shutdownHandle ends the outgoing direction after what is queued.
function shutdownHandle(handle, cb) {
  const result = handle.shutdown();
  if (result === undefined) handle.shutdownDone = cb;
  else endShutdown(handle, result === true ? undefined : result, cb);
}

// closeHandle closes, with a reset if asked; cb is called in the close phase.
function closeHandle(handle, reset, cb) {
  handle.closeDone = cb;
  if (reset) handle.reset();
  else handle.close();
}

// own makes stream the one that a handle's events go to. special says that what
// is read may go elsewhere than into its buffer.
function own(handle, stream, special) {
  handle.owner = stream;
  handle.reading = false;
  if (special) handle.special = true;
}

// PreparedOptions are those of net.Sockets without a handle, for who makes many of
// them and has checked the options once.
function PreparedOptions({ allowHalfOpen, highWaterMark }) {
  this.allowHalfOpen = Boolean(allowHalfOpen);
  this.highWaterMark = highWaterMark;
}

module.exports = {
  PreparedOptions,
  // known(kind, method) tells that a _read, _write, _writev or _final does nothing with a
  // handle that is direct but what is done in Go, which then does it; and
  // known('_destroy', method, before, after) that a _destroy calls back before it
  // returns, with the error it was given, and does before(socket, error) and then
  // after(socket, error) around that.
  known: binding.known,
  // wrapConnection makes a handle over the net.Conn behind a native object.
  wrapConnection: binding.adopt,
  // createStream makes a handle without a connection.
  createStream: binding.createStream,
  closeHandle,
  connectError,
  dispatched,
  failureToError,
  flushUserBuffer,
  kBuffer,
  kBufferCb,
  kBufferGen,
  kUpdateTimer,
  own,
  shutdownHandle,
  writeGeneric,
  writevGeneric,
};
