'use strict';

// What is inside a Request, and what fetch changes on the way: section 2.2.5 of the
// Fetch standard.

const { AbortController } = require('internal/abort_controller');
const { HeaderList } = require('./headers.js');

// In urls is what was asked for, the last one being what is asked for now.
class Order {
  constructor(url) {
    this.method = 'GET';
    this.urls = [url];
    this.headers = new HeaderList();
    this.body = null;
    this.referrer = 'client';
    this.referrerPolicy = '';
    this.mode = 'cors';
    this.credentials = 'same-origin';
    this.cache = 'default';
    this.redirect = 'follow';
    this.integrity = '';
    this.keepalive = false;
    this.shown = undefined;
    // The controller of its own signal, and how to stop following another's.
    this.controller = undefined;
    this.unfollow = undefined;
  }

  get url() {
    return this.urls[this.urls.length - 1];
  }

  copy() {
    const made = Object.assign(new Order(), this);
    made.urls = [this.urls[0]];
    made.headers = this.headers.copy();
    made.body = null;
    made.unfollow = undefined;
    return made;
  }

  // follow aborts this request when a signal is aborted.
  follow(signal) {
    this.controller = new AbortController();
    if (signal === undefined || signal === null) return;
    if (signal.aborted) {
      this.controller.abort(signal.reason);
      return;
    }
    const abort = () => this.controller.abort(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    this.unfollow = () => signal.removeEventListener('abort', abort);
  }
}

module.exports = { Order };
