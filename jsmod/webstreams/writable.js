'use strict';

// The algorithms of a WritableStream, sections 5.1 and 5.5 of the Streams
// standard. A stream that fails is 'erroring' until what is under way is over.

const { Deferred, Ending, after, handled } = require('./common.js');

class Writable extends Ending {
  constructor(shell) {
    super();
    this.shell = shell;
    this.state = 'writable';
    // What a writer and the controller hold under kState.
    this.writer = undefined;
    this.controller = undefined;
    this.backpressure = false;
    // Deferreds, undefined where there is none.
    this.writeRequests = [];
    this.inFlightWrite = undefined;
    this.closeRequest = undefined;
    this.inFlightClose = undefined;
    // { deferred, reason, wasErroring }
    this.pendingAbort = undefined;
  }

  get locked() {
    return this.writer !== undefined;
  }

  closeQueuedOrInFlight() {
    return this.closeRequest !== undefined || this.inFlightClose !== undefined;
  }

  abort(reason) {
    if (this.state === 'closed' || this.state === 'errored') return Promise.resolve();
    this.controller.abortController.abort(reason);
    // A listener of the signal may have changed everything.
    if (this.state === 'closed' || this.state === 'errored') return Promise.resolve();
    if (this.pendingAbort !== undefined) return this.pendingAbort.deferred.promise;
    const wasErroring = this.state === 'erroring';
    const deferred = new Deferred();
    this.pendingAbort = { deferred, reason: wasErroring ? undefined : reason, wasErroring };
    if (!wasErroring) this.startErroring(reason);
    return deferred.promise;
  }

  close() {
    if (this.state === 'closed' || this.state === 'errored') {
      const { codes: { ERR_INVALID_STATE } } = require('internal/errors');
      return Promise.reject(new ERR_INVALID_STATE.TypeError('WritableStream is closed'));
    }
    const deferred = new Deferred();
    this.closeRequest = deferred;
    if (this.writer !== undefined && this.backpressure && this.state === 'writable') this.writer.ready.resolve();
    this.controller.close();
    return deferred.promise;
  }

  addWriteRequest() {
    const deferred = new Deferred();
    this.writeRequests.push(deferred);
    return deferred.promise;
  }

  updateBackpressure(backpressure) {
    if (this.writer !== undefined && backpressure !== this.backpressure) {
      if (backpressure) this.writer.ready = new Deferred();
      else this.writer.ready.resolve();
    }
    this.backpressure = backpressure;
  }

  // --- failure -------------------------------------------------------------

  dealWithRejection(error) {
    if (this.state === 'writable') this.startErroring(error);
    else this.finishErroring();
  }

  startErroring(reason) {
    this.state = 'erroring';
    this.storedError = reason;
    if (this.writer !== undefined) this.writer.rejectReady(reason);
    if (!this.operationInFlight() && this.controller.started) this.finishErroring();
  }

  operationInFlight() {
    return this.inFlightWrite !== undefined || this.inFlightClose !== undefined;
  }

  finishErroring() {
    this.state = 'errored';
    this.controller.clearQueue();
    const requests = this.writeRequests;
    this.writeRequests = [];
    for (const request of requests) request.reject(this.storedError);
    const abort = this.pendingAbort;
    if (abort === undefined) {
      this.rejectCloseAndClosed();
      return;
    }
    this.pendingAbort = undefined;
    if (abort.wasErroring) {
      abort.deferred.reject(this.storedError);
      this.rejectCloseAndClosed();
      return;
    }
    after(this.controller.abort(abort.reason), () => {
      abort.deferred.resolve();
      this.rejectCloseAndClosed();
    }, (reason) => {
      abort.deferred.reject(reason);
      this.rejectCloseAndClosed();
    });
  }

  rejectCloseAndClosed() {
    this.tellEnd();
    if (this.closeRequest !== undefined) {
      this.closeRequest.reject(this.storedError);
      this.closeRequest = undefined;
    }
    if (this.writer === undefined) return;
    this.writer.closed.reject(this.storedError);
    handled(this.writer.closed.promise);
  }

  // --- what the sink has done ----------------------------------------------

  finishWrite() {
    this.inFlightWrite.resolve();
    this.inFlightWrite = undefined;
  }

  finishWriteWithError(error) {
    this.inFlightWrite.reject(error);
    this.inFlightWrite = undefined;
    this.dealWithRejection(error);
  }

  finishClose() {
    this.inFlightClose.resolve();
    this.inFlightClose = undefined;
    if (this.state === 'erroring') {
      // The close came through: what went wrong is of no account.
      this.storedError = undefined;
      if (this.pendingAbort !== undefined) {
        this.pendingAbort.deferred.resolve();
        this.pendingAbort = undefined;
      }
    }
    this.state = 'closed';
    this.tellEnd();
    if (this.writer !== undefined) this.writer.closed.resolve();
  }

  finishCloseWithError(error) {
    this.inFlightClose.reject(error);
    this.inFlightClose = undefined;
    if (this.pendingAbort !== undefined) {
      this.pendingAbort.deferred.reject(error);
      this.pendingAbort = undefined;
    }
    this.dealWithRejection(error);
  }
}

module.exports = { Writable };
