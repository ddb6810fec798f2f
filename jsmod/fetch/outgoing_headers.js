'use strict';

// The fields of a request on its way out: section 4.6 of the Fetch standard, and
// the rules of HTTP for what a script may say itself.

const { invalidArgument, notSupported } = require('./errors.js');

// Methods whose requests are expected to have a body: without one its length is
// told.
const withBody = ['PUT', 'POST', 'PATCH', 'QUERY', 'PROPFIND', 'PROPPATCH'];

// referrerFor is what Referer says, undefined where it says nothing (Referrer
// Policy, section 8.3).
function referrerFor(order, url) {
  const { referrer } = order;
  if (typeof referrer === 'string') return undefined;
  if (!['http:', 'https:'].includes(referrer.protocol)) return undefined;
  const full = referrer.href.slice(0, referrer.href.length - referrer.hash.length);
  const origin = `${referrer.origin}/`;
  const same = referrer.origin === url.origin;
  const downgrade = trustworthy(referrer) && !trustworthy(url);
  switch (order.referrerPolicy) {
    case 'no-referrer': return undefined;
    case 'origin': return origin;
    case 'unsafe-url': return full;
    case 'same-origin': return same ? full : undefined;
    case 'strict-origin': return downgrade ? undefined : origin;
    case 'origin-when-cross-origin': return same ? full : origin;
    case 'no-referrer-when-downgrade': return downgrade ? undefined : full;
    default:
      if (same) return full;
      return downgrade ? undefined : origin;
  }
}

// trustworthy is Secure Contexts' word for what nobody on the way can change.
function trustworthy({ protocol, hostname }) {
  return protocol === 'https:' || /^(127(\.\d+){3}|\[::1\]|(.+\.)?localhost)$/.test(hostname);
}

function addMissing(list, name, value) {
  if (!list.has(name)) list.append(name, value);
}

function addCaching(list, order) {
  const conditional = ['if-modified-since', 'if-none-match', 'if-unmodified-since', 'if-match', 'if-range'];
  let { cache } = order;
  if (cache === 'default' && conditional.some((name) => list.has(name))) cache = 'no-store';
  if (cache === 'no-cache') addMissing(list, 'cache-control', 'max-age=0');
  if (cache !== 'no-store' && cache !== 'reload') return;
  addMissing(list, 'pragma', 'no-cache');
  addMissing(list, 'cache-control', 'no-cache');
}

// complete adds what the script has not said to a copy of its list.
function complete(order, url) {
  addMissing(order.headers, 'accept', '*/*');
  addMissing(order.headers, 'accept-language', '*');
  const list = order.headers.copy();
  if (order.body !== null && order.body.length !== null) list.append('content-length', String(order.body.length));
  else if (order.body === null && ['POST', 'PUT'].includes(order.method)) list.append('content-length', '0');
  const referrer = referrerFor(order, url);
  if (referrer !== undefined) list.append('referer', referrer);
  list.set('sec-fetch-mode', order.mode);
  addMissing(list, 'user-agent', 'node');
  addCaching(list, order);
  if (list.has('range')) list.append('accept-encoding', 'identity');
  addMissing(list, 'accept-encoding', url.protocol === 'https:' ? 'br, gzip, deflate' : 'gzip, deflate');
  list.delete('host');
  return list;
}

// framing takes the fields from the list that HTTP itself decides about.
function framing(list) {
  let connection = 'keep-alive';
  let length = null;
  const rest = { __proto__: null };
  for (const [key, { name, value }] of list.fields) {
    if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) throw invalidArgument(`invalid ${name} header`);
    switch (key) {
      case 'transfer-encoding':
      case 'keep-alive':
      case 'upgrade': throw invalidArgument(`invalid ${key} header`);
      case 'expect': throw notSupported('expect header not supported');
      case 'connection':
        connection = value.toLowerCase();
        if (connection !== 'close' && connection !== 'keep-alive') throw invalidArgument('invalid connection header');
        break;
      case 'content-length':
        length = parseInt(value, 10);
        if (Number.isNaN(length)) throw invalidArgument('invalid content-length header');
        break;
      default: rest[name] = value;
    }
  }
  return { connection, length, rest };
}

// outgoing returns the fields for http.request, in their order, and how long the
// body has to be: null where it is chunked.
function outgoing(order, url) {
  const { connection, length, rest } = framing(complete(order, url));
  const headers = {
    '__proto__': null,
    'host': url.host,
    // Most servers that get an answer wrong get that to HEAD wrong: it is the last.
    'connection': order.method === 'HEAD' ? 'close' : connection,
    ...rest,
  };
  if (order.body === null) {
    if (withBody.includes(order.method)) headers['content-length'] = '0';
  } else if (length === null) {
    headers['transfer-encoding'] = 'chunked';
  } else {
    headers['content-length'] = String(length);
  }
  return { headers, length };
}

module.exports = { outgoing };
