'use strict';

// Response, section 5.5 of the Fetch standard.

const { Buffer } = require('buffer');
const { URL } = require('internal/url');
const { HeaderList, headersOver, pairsOf, shellOver } = require('./headers.js');
const {
  byteString, dictionary, failure, finish, innerOf, kState, needArguments, refusal, unsignedShort, usvString,
} = require('./webidl.js');
const body = require('./body.js');

const customInspect = Symbol.for('nodejs.util.inspect.custom');
const nullBodyStatus = [101, 204, 205, 304];
const redirectStatus = [301, 302, 303, 307, 308];

// Reply is what is inside: urls lists where it came from, the last one being its
// own.
class Reply {
  constructor({ type = 'default', status = 200, statusText = '', headers = new HeaderList(), urls = [] } = {}) {
    this.type = type;
    this.status = status;
    this.statusText = statusText;
    this.headers = headers;
    this.body = null;
    this.urls = urls;
    this.aborted = false;
    this.shown = undefined;
  }

  get url() {
    if (this.urls.length === 0) return '';
    const url = this.urls[this.urls.length - 1];
    return withoutHash(url);
  }

  clone() {
    const { type, status, statusText, headers, urls } = this;
    const made = new Reply({ type, status, statusText, headers: headers.copy(), urls });
    if (this.body !== null) made.body = this.body.clone();
    return made;
  }
}

function withoutHash(url) {
  const { hash, href } = url;
  if (hash !== '') return href.slice(0, -hash.length);
  return href.endsWith('#') ? href.slice(0, -1) : href;
}

const initMembers = [
  ['status', unsignedShort],
  ['statusText', (value, prefix) => byteString(value, prefix, 'statusText')],
  ['headers', (value) => pairsOf(value)],
];

// initialize fills a reply from a script's options.
function initialize(reply, init, extracted) {
  const { status = 200, statusText = '', headers } = init;
  if (status < 200 || status > 599) {
    throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
  }
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(statusText)) throw failure('Invalid statusText');
  reply.status = status;
  reply.statusText = statusText;
  if (headers !== undefined) reply.headers.fill(headers);
  if (extracted === undefined) return;
  if (nullBodyStatus.includes(status)) {
    throw refusal('Response constructor', `Invalid response status code ${status}`);
  }
  reply.body = extracted.body;
  if (extracted.type !== null && !reply.headers.has('content-type')) {
    reply.headers.append('content-type', extracted.type);
  }
}

function inner(response) {
  return innerOf(response, Reply);
}

// responseOver makes the Response that shows a reply.
function responseOver(reply, guard) {
  return shellOver(Response.prototype, reply, guard);
}

function jsonOf(data) {
  const text = JSON.stringify(data);
  if (text === undefined) throw failure('Value is not JSON serializable');
  return text;
}

class Response {
  static error() {
    return responseOver(new Reply({ type: 'error', status: 0 }), 'immutable');
  }

  static json(data, init = {}) {
    needArguments(arguments, 1, 'Response.json');
    const options = dictionary(init, undefined, initMembers);
    const { body: made } = body.extract(Buffer.from(jsonOf(data)));
    const reply = new Reply();
    initialize(reply, options, { body: made, type: 'application/json' });
    return responseOver(reply, 'response');
  }

  static redirect(url, status = 302) {
    needArguments(arguments, 1, 'Response.redirect');
    const text = usvString(url);
    const code = unsignedShort(status);
    let parsed;
    try {
      parsed = new URL(text);
    } catch (error) {
      throw failure(`Failed to parse URL from ${text}`, error);
    }
    if (!redirectStatus.includes(code)) throw new RangeError(`Invalid status code ${code}`);
    const reply = new Reply({ status: code });
    reply.headers.append('location', parsed.href);
    return responseOver(reply, 'immutable');
  }

  constructor(given = null, init = {}) {
    const extracted = given === null || given === undefined ? undefined : body.extract(given);
    const options = dictionary(init, undefined, initMembers);
    const reply = new Reply();
    this[kState] = reply;
    reply.shown = headersOver(reply.headers, 'response');
    initialize(reply, options, extracted);
  }

  get type() {
    return inner(this).type;
  }

  get url() {
    return inner(this).url;
  }

  get redirected() {
    return inner(this).urls.length > 1;
  }

  get status() {
    return inner(this).status;
  }

  get ok() {
    const { status } = inner(this);
    return status >= 200 && status <= 299;
  }

  get statusText() {
    return inner(this).statusText;
  }

  get headers() {
    return inner(this).shown;
  }

  get body() {
    const { body: found } = inner(this);
    return found === null ? null : found.stream;
  }

  get bodyUsed() {
    const { body: found } = inner(this);
    return found !== null && found.used;
  }

  clone() {
    const reply = inner(this);
    if (reply.body !== null && reply.body.unusable) {
      throw refusal('Response.clone', 'Body has already been consumed.');
    }
    return responseOver(reply.clone(), reply.headers.guard);
  }

  [customInspect](depth, options) {
    const { status, statusText, headers, body: stream, bodyUsed, ok, redirected, type, url } = this;
    const fields = { status, statusText, headers, body: stream, bodyUsed, ok, redirected, type, url };
    return `Response ${require('util').formatWithOptions(options, fields)}`;
  }
}

body.install(Response, inner);
finish(Response, ['type', 'url', 'status', 'ok', 'redirected', 'statusText', 'headers', 'clone', 'body', 'bodyUsed']);
for (const name of ['json', 'redirect', 'error']) Object.defineProperty(Response, name, { enumerable: true });

module.exports = { Reply, Response, nullBodyStatus, redirectStatus, responseOver };
