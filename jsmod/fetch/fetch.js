'use strict';

// fetch, section 5.6 of the Fetch standard.

const { Fetching } = require('./fetching.js');
const { Request } = require('./request.js');
const { responseOver } = require('./response.js');
const { failure, kState } = require('./webidl.js');

// Call is one call of fetch: its promise, and the signal that may abort it.
class Call {
  constructor(order, resolve, reject) {
    this.order = order;
    this.resolve = resolve;
    this.reject = reject;
    this.fetching = new Fetching(order, () => this.over());
    this.onabort = undefined;
  }

  start() {
    const { signal } = this.order.controller;
    if (signal.aborted) {
      this.abort(signal.reason);
      return;
    }
    this.onabort = () => this.abort(signal.reason);
    signal.addEventListener('abort', this.onabort, { once: true });
    this.fetching.run().then((reply) => {
      this.resolve(responseOver(reply, 'immutable'));
    }, (cause) => {
      this.reject(failure('fetch failed', cause));
      this.over();
    });
  }

  abort(reason) {
    this.reject(reason);
    this.fetching.abort(reason);
    if (this.order.body !== null) this.order.body.cancel(reason);
  }

  // over is called when nothing is left to abort.
  over() {
    if (this.onabort === undefined) return;
    this.order.controller.signal.removeEventListener('abort', this.onabort);
    this.onabort = undefined;
    if (this.order.unfollow !== undefined) this.order.unfollow();
  }
}

function fetch(input, init = undefined) {
  return new Promise((resolve, reject) => {
    // A Request of the call's own: what the script has is not changed by redirects.
    new Call(new Request(input, init === undefined ? {} : init)[kState], resolve, reject).start();
  });
}

module.exports = { fetch };
