'use strict';

// ReadableStreamPipeTo of the Streams standard (section 4.9.1): chunks are moved
// while the destination wants them; errors and ends of either side pass on to
// the other unless an option forbids it.

const { codes: { ERR_INVALID_STATE } } = require('internal/errors');
const { Deferred, after, bare, handled, kState, nothing } = require('./common.js');
const { ReadableStreamDefaultReader } = require('./readers.js');
const { WritableStreamDefaultWriter } = require('./writer.js');

class Pipe {
  constructor(source, destination, options) {
    this.reader = new ReadableStreamDefaultReader(source)[kState];
    this.writer = new WritableStreamDefaultWriter(destination)[kState];
    this.source = source[kState];
    this.destination = destination[kState];
    this.source.disturbed = true;
    this.options = options;
    this.over = new Deferred();
    this.currentWrite = Promise.resolve();
    this.shuttingDown = false;
    this.listener = undefined;
  }

  start() {
    const { signal } = this.options;
    if (signal !== undefined) {
      if (signal.aborted) {
        this.abort();
        return this.over.promise;
      }
      this.listener = require('events').addAbortListener(signal, () => this.abort());
    }
    handled(this.run());
    this.watch();
    return this.over.promise;
  }

  async run() {
    while (!await this.step());
  }

  // step moves one chunk, and tells whether there are no more.
  async step() {
    if (this.shuttingDown) return true;
    await this.writer.ready.promise;
    if (this.shuttingDown) return true;
    return new Promise((resolve, reject) => {
      this.reader.read({
        chunk: (value) => {
          this.currentWrite = this.writer.write(value);
          handled(this.currentWrite);
          resolve(false);
        },
        close: () => resolve(true),
        error: reject,
      });
    });
  }

  watch() {
    const { destination, source, options } = this;
    const toDestination = (error) => {
      this.shutdown(options.preventAbort ? undefined : () => destination.abort(error), { error });
    };
    const toSource = (error) => {
      this.shutdown(options.preventCancel ? undefined : () => source.cancel(error), { error });
    };
    whenErrored(source, this.reader, toDestination);
    whenErrored(destination, this.writer, toSource);
    const close = () => this.shutdown(options.preventClose ? undefined : () => this.writer.closeOnce());
    if (source.state === 'closed') close();
    else after(this.reader.closed.promise, close, nothing);
    if (destination.closeQueuedOrInFlight() || destination.state === 'closed') {
      toSource(new ERR_INVALID_STATE.TypeError('Destination WritableStream is closed'));
    }
  }

  abort() {
    const { destination, source, options } = this;
    const error = reasonOf(options.signal);
    this.shutdown(() => {
      const actions = [];
      if (!options.preventAbort && destination.state === 'writable') actions.push(destination.abort(error));
      if (!options.preventCancel && source.state === 'readable') actions.push(source.cancel(error));
      return Promise.all(actions);
    }, { error });
  }

  // shutdown lets the writes under way finish, does what is to be done, and ends
  // the pipe; failure holds the error to end with, which may be undefined.
  shutdown(action, failure) {
    if (this.shuttingDown) return;
    this.shuttingDown = true;
    const act = () => {
      if (action === undefined) this.finalize(failure);
      else after(action(), () => this.finalize(failure), (error) => this.finalize({ error }));
    };
    if (this.destination.state === 'writable' && !this.destination.closeQueuedOrInFlight()) {
      after(this.writesOver(), act, (error) => this.finalize({ error }));
    } else {
      act();
    }
  }

  async writesOver() {
    const write = this.currentWrite;
    await write;
    if (write !== this.currentWrite) await this.writesOver();
  }

  finalize(failure) {
    this.writer.release();
    this.reader.detach();
    if (this.listener !== undefined) this.listener[Symbol.dispose]();
    if (failure === undefined) this.over.resolve();
    else this.over.reject(failure.error);
  }
}

function whenErrored(stream, end, fn) {
  if (stream.state === 'errored') fn(stream.storedError);
  else after(end.closed.promise, undefined, fn);
}

// The runtime's own AbortErrors go by the name of DOM's.
function reasonOf({ reason }) {
  const { AbortError } = require('internal/errors');
  if (!(reason instanceof AbortError)) return reason;
  const { DOMException } = require('internal/domexception');
  return new DOMException(reason.message, 'AbortError');
}

function pipe(source, destination, options) {
  return new Pipe(source, destination, options).start();
}

bare(Pipe);

module.exports = { pipe };
