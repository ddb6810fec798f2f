'use strict';

// WritableStreamDefaultWriter, sections 5.3 and 5.5.3 of the Streams standard.

const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_STATE, ERR_INVALID_THIS } } = require('internal/errors');
const { Deferred, bare, finish, handled, innerOf, isA, kState } = require('./common.js');
const { Writable } = require('./writable.js');

class Writer {
  constructor(shell, stream) {
    this.shell = shell;
    this.stream = stream;
    stream.writer = this;
    const { state, storedError } = stream;
    if (state === 'writable' && !stream.closeQueuedOrInFlight() && stream.backpressure) this.ready = new Deferred();
    else if (state === 'writable' || state === 'closed') this.ready = Deferred.resolved();
    else this.ready = Deferred.rejected(storedError);
    if (state === 'closed') this.closed = Deferred.resolved();
    else if (state === 'errored') this.closed = Deferred.rejected(storedError);
    else this.closed = new Deferred();
  }

  rejectReady(error) {
    this.ready = rejected(this.ready, error);
  }

  rejectClosed(error) {
    this.closed = rejected(this.closed, error);
  }

  desiredSize() {
    const { stream } = this;
    if (stream.state === 'errored' || stream.state === 'erroring') return null;
    return stream.state === 'closed' ? 0 : stream.controller.desiredSize();
  }

  write(chunk) {
    const { stream } = this;
    const { controller } = stream;
    const size = controller.sizeOf(chunk);
    // The script's size function may have released the writer, or worse.
    if (stream !== this.stream) {
      return Promise.reject(new ERR_INVALID_STATE.TypeError('Mismatched WritableStreams'));
    }
    if (stream.state === 'errored') return Promise.reject(stream.storedError);
    if (stream.closeQueuedOrInFlight() || stream.state === 'closed') {
      return Promise.reject(new ERR_INVALID_STATE.TypeError('WritableStream is closed'));
    }
    if (stream.state === 'erroring') return Promise.reject(stream.storedError);
    const written = stream.addWriteRequest();
    controller.write(chunk, size);
    return written;
  }

  // closeOnce is for pipes: a stream that is closed already will do.
  closeOnce() {
    const { stream } = this;
    if (stream.closeQueuedOrInFlight() || stream.state === 'closed') return Promise.resolve();
    if (stream.state === 'errored') return Promise.reject(stream.storedError);
    return stream.close();
  }

  release() {
    const { stream } = this;
    const error = new ERR_INVALID_STATE.TypeError('Writer has been released');
    this.rejectReady(error);
    this.rejectClosed(error);
    stream.writer = undefined;
    this.stream = undefined;
  }
}

function rejected(deferred, error) {
  if (!deferred.pending) return Deferred.rejected(error);
  deferred.reject(error);
  handled(deferred.promise);
  return deferred;
}

function unbound() {
  return new ERR_INVALID_STATE.TypeError('Writer is not bound to a WritableStream');
}

// refusalOf is the error for what is no writer, or one that has no stream.
function refusalOf(writer) {
  if (!isA(writer, Writer)) return new ERR_INVALID_THIS('WritableStreamDefaultWriter');
  return writer[kState].stream === undefined ? unbound() : undefined;
}

function inner(writer) {
  return innerOf(writer, Writer, 'WritableStreamDefaultWriter');
}

class WritableStreamDefaultWriter {
  constructor(stream) {
    if (!isA(stream, Writable)) throw new ERR_INVALID_ARG_TYPE('stream', 'WritableStream', stream);
    if (stream[kState].locked) throw new ERR_INVALID_STATE.TypeError('WritableStream is locked');
    this[kState] = new Writer(this, stream[kState]);
  }

  get closed() {
    if (!isA(this, Writer)) return Promise.reject(refusalOf(this));
    return this[kState].closed.promise;
  }

  get desiredSize() {
    if (inner(this).stream === undefined) throw unbound();
    return this[kState].desiredSize();
  }

  get ready() {
    if (!isA(this, Writer)) return Promise.reject(refusalOf(this));
    return this[kState].ready.promise;
  }

  abort(reason = undefined) {
    const refusal = refusalOf(this);
    return refusal === undefined ? this[kState].stream.abort(reason) : Promise.reject(refusal);
  }

  close() {
    const refusal = refusalOf(this);
    if (refusal !== undefined) return Promise.reject(refusal);
    const { stream } = this[kState];
    if (stream.closeQueuedOrInFlight()) {
      return Promise.reject(new ERR_INVALID_STATE.TypeError('Failure to close WritableStream'));
    }
    return stream.close();
  }

  releaseLock() {
    const writer = inner(this);
    if (writer.stream !== undefined) writer.release();
  }

  write(chunk = undefined) {
    const refusal = refusalOf(this);
    return refusal === undefined ? this[kState].write(chunk) : Promise.reject(refusal);
  }
}

finish(WritableStreamDefaultWriter, ['closed', 'desiredSize', 'ready', 'abort', 'close', 'releaseLock', 'write'],
       (shell) => {
         const writer = inner(shell);
         const { stream } = writer;
         return {
           stream: stream === undefined ? undefined : stream.shell,
           close: writer.closed.promise,
           ready: writer.ready.promise,
           desiredSize: shell.desiredSize,
         };
       });

bare(Writer);

module.exports = { WritableStreamDefaultWriter, Writer };
