'use strict';

// The algorithms of a ReadableStream, sections 4.1 and 4.9.1 of the Streams
// standard. Requests to read are objects with chunk, close and error.

const { Deferred, Ending, after, bare, handled, nothing } = require('./common.js');

class Readable extends Ending {
  constructor(shell) {
    super();
    this.shell = shell;
    this.state = 'readable';
    this.disturbed = false;
    // What a reader and a controller hold under kState.
    this.reader = undefined;
    this.controller = undefined;
  }

  get locked() {
    return this.reader !== undefined;
  }

  // waiting counts the requests of a reader of the kind in question.
  waiting(byob) {
    return this.reader !== undefined && this.reader.byob === byob ? this.reader.requests.length : 0;
  }

  hasReader(byob) {
    return this.reader !== undefined && this.reader.byob === byob;
  }

  fulfill(chunk, done) {
    const request = this.reader.requests.shift();
    if (done) request.close(chunk);
    else request.chunk(chunk);
  }

  close() {
    this.state = 'closed';
    this.tellEnd();
    const { reader } = this;
    if (reader === undefined) return;
    reader.closed.resolve();
    if (!reader.byob) reader.takeRequests().forEach((request) => request.close());
  }

  error(reason) {
    this.state = 'errored';
    this.storedError = reason;
    this.tellEnd();
    const { reader } = this;
    if (reader === undefined) return;
    reader.closed.reject(reason);
    handled(reader.closed.promise);
    reader.failRequests(reason);
  }

  cancel(reason) {
    this.disturbed = true;
    if (this.state === 'closed') return Promise.resolve();
    if (this.state === 'errored') return Promise.reject(this.storedError);
    this.close();
    const { reader } = this;
    if (reader !== undefined && reader.byob) reader.takeRequests().forEach((request) => request.close());
    return after(this.controller.cancel(reason), nothing);
  }
}

// Reader is what both kinds of readers have in common, section 4.4 and 4.9.3.
class Reader {
  constructor(shell, stream, byob) {
    this.shell = shell;
    this.byob = byob;
    this.requests = [];
    this.stream = stream;
    stream.reader = this;
    if (stream.state === 'readable') this.closed = new Deferred();
    else if (stream.state === 'closed') this.closed = Deferred.resolved();
    else this.closed = Deferred.rejected(stream.storedError);
  }

  takeRequests() {
    const { requests } = this;
    this.requests = [];
    return requests;
  }

  failRequests(reason) {
    this.takeRequests().forEach((request) => request.error(reason));
  }

  cancel(reason) {
    return this.stream.cancel(reason);
  }

  // detach is ReadableStreamReaderGenericRelease.
  detach() {
    const { stream } = this;
    const { codes: { ERR_INVALID_STATE } } = require('internal/errors');
    const error = new ERR_INVALID_STATE.TypeError('Reader released');
    if (stream.state === 'readable') {
      this.closed.reject(error);
      handled(this.closed.promise);
    } else {
      this.closed = Deferred.rejected(error);
    }
    stream.controller.release();
    stream.reader = undefined;
    this.stream = undefined;
  }

  release() {
    this.detach();
    const { codes: { ERR_INVALID_STATE } } = require('internal/errors');
    this.failRequests(new ERR_INVALID_STATE.TypeError('Releasing reader'));
  }

  // read is ReadableStreamDefaultReaderRead.
  read(request) {
    const { stream } = this;
    stream.disturbed = true;
    if (stream.state === 'closed') request.close();
    else if (stream.state === 'errored') request.error(stream.storedError);
    else stream.controller.pull(request);
  }

  // readInto is ReadableStreamBYOBReaderRead.
  readInto(view, min, request) {
    const { stream } = this;
    stream.disturbed = true;
    if (stream.state === 'errored') request.error(stream.storedError);
    else stream.controller.pullInto(view, min, request);
  }
}

// Request is one call of read(), which waits for its promise.
class Request extends Deferred {
  chunk(value) {
    this.resolve({ value, done: false });
  }

  close(value) {
    this.resolve({ value, done: true });
  }

  error(reason) {
    this.reject(reason);
  }
}

bare(Reader);

module.exports = { Readable, Reader, Request };
