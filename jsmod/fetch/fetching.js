'use strict';

// The way from a request to a reply, section 4 of the Fetch standard: which scheme,
// which redirects, which replies are let through.

const { URL } = require('internal/url');
const { Buffer } = require('buffer');
const { nullBodyStatus, redirectStatus } = require('./response.js');
const ports = require('./ports.js');

const maxRedirects = 20;

function isHTTP({ protocol }) {
  return protocol === 'http:' || protocol === 'https:';
}

function sameOrigin(a, b) {
  if (a.origin === b.origin && a.origin === 'null') return true;
  return a.protocol === b.protocol && a.hostname === b.hostname && a.port === b.port;
}

class Fetching {
  // done is called when the body has been read, or will never be.
  constructor(order, done) {
    this.order = order;
    this.done = done;
    this.tainting = 'basic';
    this.redirects = 0;
    this.exchange = undefined;
    this.abortion = undefined;
  }

  // run returns the reply; what it throws is the cause of the failure.
  async run() {
    let reply = await this.step();
    const { order } = this;
    reply.type = this.tainting;
    if (reply.urls.length === 0) reply.urls = [...order.urls];
    if (this.tainting === 'opaque') Object.assign(reply, { status: 0, statusText: '', body: null, urls: [] });
    if (order.method === 'HEAD' || nullBodyStatus.includes(reply.status)) reply.body = null;
    if (order.integrity !== '') reply = await require('./integrity.js').check(reply, order.integrity);
    // What did not come over a connection is here already.
    if (reply.body === null || this.exchange === undefined) this.done();
    return reply;
  }

  abort(reason) {
    this.abortion = { reason };
    if (this.exchange !== undefined) this.exchange.abort(reason);
  }

  // step asks for the current URL.
  async step() {
    // Between two requests there is none that could be aborted.
    if (this.abortion !== undefined) throw this.abortion.reason;
    const { order } = this;
    const { url } = order;
    if (isHTTP(url) && ports.bad.has(url.port)) throw new Error('bad port');
    if ((sameOrigin(url, order.urls[0]) && this.tainting === 'basic') || url.protocol === 'data:') {
      return this.byScheme(url);
    }
    if (order.mode === 'same-origin') throw new Error('request mode cannot be "same-origin"');
    if (order.mode === 'no-cors') {
      this.tainting = 'opaque';
      return this.byScheme(url);
    }
    this.tainting = 'cors';
    return this.byHTTP(url);
  }

  byScheme(url) {
    switch (url.protocol) {
      case 'http:':
      case 'https:': return this.byHTTP(url);
      case 'data:': return require('./local_schemes.js').fromData(url);
      case 'blob:': return require('./local_schemes.js').fromBlob(url, this.order);
      case 'about:': throw new Error('about scheme is not supported');
      case 'file:': throw new Error('not implemented... yet...');
      default: throw new Error('unknown scheme');
    }
  }

  async byHTTP(url) {
    const { Exchange } = require('./exchange.js');
    const { order } = this;
    this.exchange = new Exchange(order, url, () => this.done());
    const reply = await this.exchange.run();
    if (reply.status === 407) throw new Error();
    if (!redirectStatus.includes(reply.status) || order.redirect === 'manual') return reply;
    if (order.redirect === 'error') {
      this.exchange.abandon();
      throw new Error('unexpected redirect');
    }
    return this.redirect(url, reply);
  }

  async redirect(from, reply) {
    const { order } = this;
    const location = reply.headers.get('location');
    if (location === null) return reply;
    this.exchange.abandon();
    const to = new URL(/^[\x20-\x7e]*$/.test(location) ? location : Buffer.from(location, 'latin1').toString(), from);
    if (to.hash === '') to.hash = from.hash;
    if (!isHTTP(to)) throw new Error('URL scheme must be a HTTP(S) scheme');
    if (this.redirects === maxRedirects) throw new Error('redirect count exceeded');
    this.redirects++;
    this.checkCredentials(to);
    if (reply.status !== 303 && order.body !== null && order.body.source === null) throw new Error();
    turn(order, reply.status);
    if (!sameOrigin(from, to)) {
      for (const name of ['authorization', 'proxy-authorization', 'cookie', 'host']) order.headers.delete(name);
    }
    if (order.body !== null) order.body = order.body.again();
    order.urls.push(to);
    takePolicy(order, reply);
    return this.step();
  }

  checkCredentials(to) {
    if (to.username === '' && to.password === '') return;
    if (this.order.mode === 'cors') throw new Error('cross origin not allowed for request mode "cors"');
    if (this.tainting === 'cors') throw new Error('URL cannot contain credentials for request mode "cors"');
  }
}

// turn makes a GET of what a redirect does not repeat.
function turn(order, status) {
  const posted = (status === 301 || status === 302) && order.method === 'POST';
  const seen = status === 303 && order.method !== 'GET' && order.method !== 'HEAD';
  if (!posted && !seen) return;
  order.method = 'GET';
  order.body = null;
  for (const name of ['content-encoding', 'content-language', 'content-location', 'content-type', 'content-length']) {
    order.headers.delete(name);
  }
}

// takePolicy hears of the last policy that a redirect names (Referrer Policy 8.3).
function takePolicy(order, reply) {
  const known = [
    'no-referrer', 'no-referrer-when-downgrade', 'same-origin', 'origin', 'strict-origin',
    'origin-when-cross-origin', 'strict-origin-when-cross-origin', 'unsafe-url',
  ];
  const named = (reply.headers.get('referrer-policy') || '').split(',').map((text) => text.trim())
    .filter((text) => known.includes(text));
  if (named.length > 0) order.referrerPolicy = named[named.length - 1];
}

module.exports = { Fetching };
