'use strict';

// Request, section 5.4 of the Fetch standard.

const { URL } = require('internal/url');
const { HeaderList, headersOver, pairsOf, shellOver, token } = require('./headers.js');
const {
  byteString, dictionary, domString, failure, finish, innerOf, isObject, kState, needArguments, refusal, usvString,
} = require('./webidl.js');
const body = require('./body.js');
const { Order } = require('./order.js');

const customInspect = Symbol.for('nodejs.util.inspect.custom');
const place = 'Request constructor';

const initMembers = [
  ['method', byteString],
  ['headers', (value) => pairsOf(value)],
  ['body', (value) => value],
  ['referrer', usvString],
  ['referrerPolicy', domString, [
    '', 'no-referrer', 'no-referrer-when-downgrade', 'same-origin', 'origin', 'strict-origin',
    'origin-when-cross-origin', 'strict-origin-when-cross-origin', 'unsafe-url',
  ]],
  ['mode', domString, ['navigate', 'same-origin', 'no-cors', 'cors']],
  ['credentials', domString, ['omit', 'same-origin', 'include']],
  ['cache', domString, ['default', 'no-store', 'reload', 'no-cache', 'force-cache', 'only-if-cached']],
  ['redirect', domString, ['follow', 'manual', 'error']],
  ['integrity', domString],
  ['keepalive', Boolean],
  ['signal', (value) => value],
  ['window', (value) => value],
  ['duplex', domString, ['half']],
  ['dispatcher', refuseDispatcher],
];

function refuseDispatcher() {
  const { genericNodeError } = require('internal/errors');
  throw genericNodeError('A dispatcher of fetch is not part of this runtime; http and https take agents',
                         { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' });
}

function parse(input) {
  const text = usvString(input);
  let url;
  try {
    url = new URL(text);
  } catch (error) {
    throw failure(`Failed to parse URL from ${text}`, error);
  }
  if (url.username !== '' || url.password !== '') {
    throw failure(`Request cannot be constructed from a URL that includes credentials: ${text}`);
  }
  return url;
}

const usual = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'];

function methodOf(given) {
  if (!token.test(given)) throw failure(`'${given}' is not a valid HTTP method.`);
  const upper = given.toUpperCase();
  if (['CONNECT', 'TRACE', 'TRACK'].includes(upper)) throw failure(`'${given}' HTTP method is unsupported.`);
  if (given === 'patch') warnOfPatch();
  return usual.includes(upper) ? upper : given;
}

let warned = false;

function warnOfPatch() {
  if (warned) return;
  warned = true;
  require('process').emitWarning('Using `patch` is highly likely to result in a `405 Method Not Allowed`. `PATCH` is ' +
                                 'much more likely to succeed.', { code: 'UNDICI-FETCH-patch' });
}

function referrerOf(given) {
  if (given === '') return 'no-referrer';
  let url;
  try {
    url = new URL(given);
  } catch (error) {
    throw failure(`Referrer "${given}" is not a valid URL.`, error);
  }
  return url.protocol === 'about:' && url.pathname === 'client' ? 'client' : url;
}

// apply takes over what a script's options say of a request.
function apply(order, init) {
  if (init.window !== undefined && init.window !== null) throw failure("'window' option 'client' must be null");
  if (init.referrer !== undefined) order.referrer = referrerOf(init.referrer);
  if (init.mode === 'navigate') throw refusal(place, 'invalid request mode navigate.');
  for (const name of ['referrerPolicy', 'mode', 'credentials', 'cache', 'redirect', 'integrity', 'keepalive']) {
    if (init[name] !== undefined) order[name] = init[name];
  }
  if (order.cache === 'only-if-cached' && order.mode !== 'same-origin') {
    throw failure("'only-if-cached' can be set only with 'same-origin' mode");
  }
  if (init.method !== undefined) order.method = methodOf(init.method);
  checkSignal(init.signal);
  if (init.mode === 'no-cors' && !['GET', 'HEAD', 'POST'].includes(order.method)) {
    throw failure(`'${order.method} is unsupported in no-cors mode.`);
  }
}

function checkSignal(signal) {
  if (signal === undefined || signal === null) return;
  if (!isObject(signal) || typeof signal.aborted !== 'boolean' || typeof signal.addEventListener !== 'function') {
    throw failure("Failed to construct 'Request': member signal is not of type AbortSignal.");
  }
}

// takeBody gives the request the body of its options, or that of the request it is
// made of, which is used up by that.
function takeBody(order, init, from) {
  const given = init.body !== undefined && init.body !== null;
  const inherited = from === undefined ? null : from.body;
  if ((given || inherited !== null) && (order.method === 'GET' || order.method === 'HEAD')) {
    throw failure('Request with GET/HEAD method cannot have body.');
  }
  if (given) {
    const { body: made, type } = body.extract(init.body, order.keepalive);
    if (type !== null && !order.headers.has('content-type')) order.headers.append('content-type', type);
    if (made.source === null && init.duplex === undefined) {
      throw failure('RequestInit: duplex option is required when sending a body.');
    }
    order.body = made;
  } else if (inherited !== null) {
    order.body = handOver(inherited);
  }
  if (order.body !== null && order.body.source === null && order.mode !== 'same-origin' && order.mode !== 'cors') {
    throw failure('If request is made from ReadableStream, mode should be "same-origin" or "cors"');
  }
}

function handOver(inherited) {
  if (inherited.unusable) {
    throw failure('Cannot construct a Request with a Request object that has already been used.');
  }
  const { TransformStream } = require('stream/web');
  const { source, length, open } = inherited;
  return new body.Body({ source, length, open, stream: inherited.stream.pipeThrough(new TransformStream()) });
}

function inner(request) {
  return innerOf(request, Order);
}

function requestOver(order, guard) {
  return shellOver(Request.prototype, order, guard);
}

class Request {
  constructor(input, init = {}) {
    needArguments(arguments, 1, place);
    const from = isObject(input) && input[kState] instanceof Order ? input[kState] : undefined;
    const options = dictionary(init, place, initMembers);
    const order = from === undefined ? new Order(parse(input)) : from.copy();
    if (from !== undefined && Object.keys(options).length > 0) {
      order.referrer = 'client';
      order.referrerPolicy = '';
    }
    apply(order, options);
    if (options.headers !== undefined) {
      order.headers = new HeaderList();
      order.headers.fill(options.headers);
    }
    order.shown = headersOver(order.headers, 'request');
    takeBody(order, options, from);
    order.follow(options.signal === undefined && from !== undefined ? from.controller.signal : options.signal);
    this[kState] = order;
  }

  get method() {
    return inner(this).method;
  }

  get url() {
    return inner(this).urls[0].href;
  }

  get headers() {
    return inner(this).shown;
  }

  get destination() {
    inner(this);
    return '';
  }

  get referrer() {
    const { referrer } = inner(this);
    if (referrer === 'no-referrer') return '';
    return referrer === 'client' ? 'about:client' : referrer.toString();
  }

  get referrerPolicy() {
    return inner(this).referrerPolicy;
  }

  get mode() {
    return inner(this).mode;
  }

  get credentials() {
    return inner(this).credentials;
  }

  get cache() {
    return inner(this).cache;
  }

  get redirect() {
    return inner(this).redirect;
  }

  get integrity() {
    return inner(this).integrity;
  }

  get keepalive() {
    return inner(this).keepalive;
  }

  get isReloadNavigation() {
    inner(this);
    return false;
  }

  get isHistoryNavigation() {
    inner(this);
    return false;
  }

  get signal() {
    return inner(this).controller.signal;
  }

  get body() {
    const { body: found } = inner(this);
    return found === null ? null : found.stream;
  }

  get bodyUsed() {
    const { body: found } = inner(this);
    return found !== null && found.used;
  }

  get duplex() {
    inner(this);
    return 'half';
  }

  clone() {
    const order = inner(this);
    if (order.body !== null && order.body.unusable) throw failure('unusable');
    const made = order.copy();
    if (order.body !== null) made.body = order.body.clone();
    made.follow(order.controller.signal);
    return requestOver(made, order.headers.guard);
  }

  [customInspect](depth, options) {
    const fields = {};
    for (const name of shownNames) fields[name] = this[name];
    return `Request ${require('util').formatWithOptions(options, fields)}`;
  }
}

const shownNames = [
  'method', 'url', 'headers', 'destination', 'referrer', 'referrerPolicy', 'mode', 'credentials', 'cache',
  'redirect', 'integrity', 'keepalive', 'isReloadNavigation', 'isHistoryNavigation', 'signal',
];

body.install(Request, inner);
finish(Request, [...shownNames, 'clone', 'body', 'bodyUsed', 'duplex']);

module.exports = { Request };
