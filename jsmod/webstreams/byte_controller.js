'use strict';

// The algorithms of a ReadableByteStreamController, sections 4.7 and 4.9.5 of the
// Streams standard: what comes in is either given to whoever reads already, or
// kept as it came; a reader that brings memory has it filled.

const { codes: { ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE } } = require('internal/errors');
const { isDetached, transfer } = require('internal/array_buffers');
const { ByteQueue } = require('./byte_queue.js');
const { PullInto } = require('./pull_into.js');
const { Puller } = require('./puller.js');

class ByteController extends Puller {
  constructor(stream, algorithms, highWaterMark, autoAllocateChunkSize, makeShell) {
    super(stream, algorithms, highWaterMark, new ByteQueue());
    this.bytes = true;
    this.autoAllocateChunkSize = autoAllocateChunkSize;
    this.pendingPullIntos = [];
    this.byobRequest = null;
    this.shell = makeShell(this);
    this.start();
  }

  // --- what the source does -----------------------------------------------

  close() {
    if (!this.canCloseOrEnqueue()) return;
    if (this.queue.size > 0) {
      this.closeRequested = true;
      return;
    }
    if (this.pendingPullIntos.length > 0 && this.pendingPullIntos[0].remainder() !== 0) {
      const error = new ERR_INVALID_STATE.TypeError('Partial read');
      this.error(error);
      throw error;
    }
    this.closeNow();
  }

  error(reason) {
    if (this.stream.state === 'readable') this.forgetPullIntos();
    super.error(reason);
  }

  enqueue(chunk) {
    const { stream } = this;
    if (!this.canCloseOrEnqueue()) return;
    const { byteOffset, byteLength } = chunk;
    const buffer = transfer(chunk.buffer);
    this.renewFirstPullInto();
    if (stream.hasReader(false)) {
      this.serveReadRequests();
      if (stream.waiting(false) === 0) {
        this.queue.keep(buffer, byteOffset, byteLength);
      } else {
        // One that allocates for itself waits with the request.
        this.pendingPullIntos.shift();
        stream.fulfill(new Uint8Array(buffer, byteOffset, byteLength), false);
      }
    } else {
      this.queue.keep(buffer, byteOffset, byteLength);
      if (stream.hasReader(true)) this.servePullIntos();
    }
    this.pullIfNeeded();
  }

  // renewFirstPullInto takes the memory back from a request that the source did
  // not answer.
  renewFirstPullInto() {
    if (this.pendingPullIntos.length === 0) return;
    const first = this.pendingPullIntos[0];
    if (isDetached(first.buffer)) throw new ERR_INVALID_STATE.TypeError('Destination ArrayBuffer is detached');
    this.invalidateRequest();
    first.buffer = transfer(first.buffer);
    if (first.readerType === 'none') this.keepDetached(first);
  }

  // --- the queue -----------------------------------------------------------

  // keepDetached keeps what was filled for a reader that has gone.
  keepDetached(pullInto) {
    if (pullInto.bytesFilled > 0) this.queue.keepCopy(pullInto.buffer, pullInto.byteOffset, pullInto.bytesFilled);
    this.pendingPullIntos.shift();
  }

  drained() {
    if (this.queue.size === 0 && this.closeRequested) this.closeNow();
    else this.pullIfNeeded();
  }

  serveReadRequests() {
    const { reader } = this.stream;
    while (reader.requests.length > 0 && this.queue.size > 0) this.serve(reader.requests.shift());
  }

  serve(request) {
    const view = this.queue.shift();
    this.drained();
    request.chunk(view);
  }

  // filledPullIntos takes those from the list that the queue can fill.
  filledPullIntos() {
    const filled = [];
    while (this.pendingPullIntos.length > 0 && this.queue.size > 0) {
      if (!this.queue.fill(this.pendingPullIntos[0])) break;
      filled.push(this.pendingPullIntos.shift());
    }
    return filled;
  }

  servePullIntos() {
    for (const pullInto of this.filledPullIntos()) this.commit(pullInto);
  }

  commit(pullInto) {
    this.stream.fulfill(pullInto.view(), this.stream.state === 'closed');
  }

  forgetPullIntos() {
    this.invalidateRequest();
    this.pendingPullIntos = [];
  }

  invalidateRequest() {
    if (this.byobRequest === null) return;
    this.byobRequest.controller = undefined;
    this.byobRequest.view = null;
    this.byobRequest = null;
  }

  // --- what a reader does --------------------------------------------------

  pull(request) {
    if (this.queue.size > 0) {
      this.serve(request);
      return;
    }
    if (this.autoAllocateChunkSize !== undefined) {
      let buffer;
      try {
        buffer = new ArrayBuffer(this.autoAllocateChunkSize);
      } catch (error) {
        request.error(error);
        return;
      }
      this.pendingPullIntos.push(PullInto.ofBuffer(buffer));
    }
    this.stream.reader.requests.push(request);
    this.pullIfNeeded();
  }

  pullInto(view, min, request) {
    const { stream } = this;
    let pullInto;
    try {
      pullInto = PullInto.ofView(view, min);
    } catch (error) {
      request.error(error);
      return;
    }
    if (this.pendingPullIntos.length === 0) {
      if (stream.state === 'closed') {
        request.close(pullInto.view());
        return;
      }
      if (this.queue.size > 0 && this.answerFromQueue(pullInto, request)) return;
    }
    this.pendingPullIntos.push(pullInto);
    stream.reader.requests.push(request);
    this.pullIfNeeded();
  }

  answerFromQueue(pullInto, request) {
    if (this.queue.fill(pullInto)) {
      const view = pullInto.view();
      this.drained();
      request.chunk(view);
      return true;
    }
    if (!this.closeRequested) return false;
    const error = new ERR_INVALID_STATE.TypeError('ReadableStream closed');
    this.error(error);
    request.error(error);
    return true;
  }

  cancel(reason) {
    this.forgetPullIntos();
    return super.cancel(reason);
  }

  release() {
    if (this.pendingPullIntos.length === 0) return;
    const first = this.pendingPullIntos[0];
    first.readerType = 'none';
    this.pendingPullIntos = [first];
  }

  // --- answers to a BYOB request -------------------------------------------

  respond(bytesWritten) {
    const first = this.pendingPullIntos[0];
    if (this.stream.state === 'closed') {
      if (bytesWritten !== 0) throw new ERR_INVALID_ARG_VALUE('bytesWritten', bytesWritten);
    } else {
      if (!bytesWritten) throw new ERR_INVALID_ARG_VALUE('bytesWritten', bytesWritten);
      if (first.bytesFilled + bytesWritten > first.byteLength) {
        throw new ERR_INVALID_ARG_VALUE.RangeError('bytesWritten', bytesWritten);
      }
    }
    first.buffer = transfer(first.buffer);
    this.answered(first, bytesWritten);
  }

  respondWithNewView(view) {
    const first = this.pendingPullIntos[0];
    if (this.stream.state === 'closed') {
      if (view.byteLength !== 0) throw new ERR_INVALID_STATE.TypeError('View is not zero-length');
    } else if (view.byteLength === 0) {
      throw new ERR_INVALID_STATE.TypeError('View is zero-length');
    }
    if (first.byteOffset + first.bytesFilled !== view.byteOffset ||
        first.bytesFilled + view.byteLength > first.byteLength ||
        first.bufferByteLength !== view.buffer.byteLength) {
      throw new ERR_INVALID_ARG_VALUE.RangeError('view', view);
    }
    const { byteLength } = view;
    first.buffer = transfer(view.buffer);
    this.answered(first, byteLength);
  }

  answered(first, bytesWritten) {
    this.invalidateRequest();
    if (this.stream.state === 'closed') this.answeredClosed(first);
    else this.answeredReadable(first, bytesWritten);
    this.pullIfNeeded();
  }

  answeredClosed(first) {
    if (first.readerType === 'none') this.pendingPullIntos.shift();
    const { stream } = this;
    if (!stream.hasReader(true)) return;
    for (let left = stream.waiting(true); left > 0; left--) this.commit(this.pendingPullIntos.shift());
  }

  answeredReadable(first, bytesWritten) {
    first.bytesFilled += bytesWritten;
    if (first.readerType === 'none') {
      this.keepDetached(first);
      this.servePullIntos();
      return;
    }
    if (first.bytesFilled < first.minimumFill) return;
    this.pendingPullIntos.shift();
    const rest = first.remainder();
    if (rest > 0) {
      const end = first.byteOffset + first.bytesFilled;
      this.queue.keepCopy(first.buffer, end - rest, rest);
      first.bytesFilled -= rest;
    }
    const filled = this.filledPullIntos();
    this.commit(first);
    for (const pullInto of filled) this.commit(pullInto);
  }
}

module.exports = { ByteController };
