'use strict';

// url.parse and Url: the parser that Node had before the URL standard.

const { codes: { ERR_INVALID_URL } } = require('internal/errors');
const querystring = require('querystring');
const decode = require('./decode.js');
const { isSlashed, relativeTo } = require('./resolve.js');

function Url() {
  this.protocol = null;
  this.slashes = null;
  this.auth = null;
  this.host = null;
  this.port = null;
  this.hostname = null;
  this.hash = null;
  this.search = null;
  this.query = null;
  this.pathname = null;
  this.path = null;
  this.href = null;
}

function urlParse(url, parseQueryString, slashesDenoteHost) {
  if (url instanceof Url) {
    return url;
  }
  const parsed = new Url();
  parsed.parse(url, parseQueryString, slashesDenoteHost);
  return parsed;
}

function urlResolve(source, relative) {
  return urlParse(source, false, true).resolve(relative);
}

function urlResolveObject(source, relative) {
  if (!source) {
    return relative;
  }
  return urlParse(source, false, true).resolveObject(relative);
}

Url.prototype.parse = function(url, parseQueryString, slashesDenoteHost) {
  require('internal/validators').validateString(url, 'url');
  const text = forwardSlashes(url.replace(/^[\0-\x20\xa0\ufeff]+|[\0-\x20\xa0\ufeff]+$/g, ''));
  if (!slashesDenoteHost && !/[#]|^[^?]*@/.test(text) && this.simple(text, parseQueryString)) {
    return this;
  }
  let rest = text;
  const scheme = /^[a-z0-9.+-]+:/i.exec(rest);
  let protocol = '';
  if (scheme !== null) {
    protocol = this.protocol = scheme[0].toLowerCase();
    rest = rest.slice(protocol.length);
  }
  const script = protocol === 'javascript:';
  let slashes = false;
  if (slashesDenoteHost || scheme !== null || /^\/\/[^@/]+@[^@/]+/.test(rest)) {
    slashes = rest.startsWith('//');
    if (slashes && !script) {
      rest = rest.slice(2);
      this.slashes = true;
    }
  }
  if (!script && (slashes || (scheme !== null && !isSlashed(scheme[0])))) {
    rest = readHost(this, rest, url);
  }
  readPath(this, script ? rest : escaped(rest), parseQueryString);
  if (isSlashed(protocol) && this.hostname && !this.pathname) {
    this.pathname = '/';
  }
  if (this.pathname || this.search) {
    this.path = (this.pathname || '') + (this.search || '');
  }
  this.href = this.format();
  return this;
};

// Backslashes become slashes up to the query, as browsers have it.
function forwardSlashes(text) {
  if (!text.includes('\\')) {
    return text;
  }
  const end = text.search(/[?#]/);
  if (end === -1) {
    return text.replace(/\\/g, '/');
  }
  return text.slice(0, end).replace(/\\/g, '/') + text.slice(end);
}

// A path with nothing around it needs no parser.
Object.defineProperty(Url.prototype, 'simple', {
  value: function(text, parseQueryString) {
    const match = /^(\/\/?(?!\/)[^?\s]*)(\?[^\s]*)?$/.exec(text);
    if (match === null) {
      return false;
    }
    this.path = this.href = text;
    this.pathname = match[1];
    setQuery(this, match[2], parseQueryString);
    return true;
  },
});

function setQuery(url, search, parseQueryString) {
  if (search) {
    url.search = search;
    url.query = parseQueryString ? querystring.parse(search.slice(1)) : search.slice(1);
  } else if (parseQueryString) {
    url.search = null;
    url.query = { __proto__: null };
  }
}

// readHost takes [auth@]host[:port] off rest and returns what is behind it.
function readHost(url, rest, input) {
  const span = hostSpan(rest);
  rest = span.rest;
  if (span.at !== -1) {
    url.auth = decode(rest.slice(0, span.at));
  }
  url.host = rest.slice(span.at + 1, span.end);
  rest = rest.slice(span.end);
  url.parseHost();
  if (typeof url.hostname !== 'string') {
    url.hostname = '';
  }
  const brackets = url.hostname[0] === '[' && url.hostname[url.hostname.length - 1] === ']';
  if (!brackets) {
    rest = cutHostname(url, rest, input);
  }
  checkHostname(url, brackets, input);
  url.host = (url.hostname || '') + (url.port ? `:${url.port}` : '');
  if (brackets) {
    url.hostname = url.hostname.slice(1, -1);
    if (rest[0] !== '/') {
      rest = `/${rest}`;
    }
  }
  return rest;
}

// hostSpan finds where the host ends, and the last at sign before that. Tabs
// and line ends count as not there.
function hostSpan(rest) {
  let at = -1;
  let end = -1;
  let stop = false;
  for (let i = 0; i < rest.length && !stop; i++) {
    switch (rest[i]) {
      case '\t':
      case '\n':
      case '\r':
        rest = rest.slice(0, i) + rest.slice(i + 1);
        i--;
        break;
      case ' ': case '"': case '%': case "'": case ';': case '<': case '>':
      case '\\': case '^': case '`': case '{': case '|': case '}':
        // Not for a host, but what precedes an at sign may have it.
        end = end === -1 ? i : end;
        break;
      case '#':
      case '/':
      case '?':
        end = end === -1 ? i : end;
        stop = true;
        break;
      case '@':
        at = i;
        end = -1;
        break;
    }
  }
  return { rest, at, end: end === -1 ? rest.length : end };
}

// What cannot belong to a name begins the path.
function cutHostname(url, rest, input) {
  const end = url.hostname.search(/[/\\#?:]/);
  if (end === -1) {
    return rest;
  }
  if (url.hostname[end] === ':') {
    warnOfPort(input);
  }
  const behind = `/${url.hostname.slice(end)}${rest}`;
  url.hostname = url.hostname.slice(0, end);
  return behind;
}

let warned = false;

function warnOfPort(input) {
  if (!warned) {
    warned = true;
    process.emitWarning(`The URL ${input} is invalid. Future versions of Node.js will throw an error.`,
                        'DeprecationWarning', 'DEP0170');
  }
}

function checkHostname(url, brackets, input) {
  url.hostname = url.hostname.length > 255 ? '' : url.hostname.toLowerCase();
  if (url.hostname === '') {
    return;
  }
  if (brackets) {
    if (/[\0\t\n\r #%/<>?@\\^|]/.test(url.hostname)) {
      throw new ERR_INVALID_URL(input);
    }
    return;
  }
  // The conversion to ASCII can bring forth characters that would move the
  // border of the host.
  url.hostname = binding.hostToASCII(url.hostname);
  if (url.hostname === '' || /[\0\t\n\r #%/:<>?@[\\\]^|]/.test(url.hostname)) {
    throw new ERR_INVALID_URL(input);
  }
}

const escapes = {
  '\t': '%09', '\n': '%0A', '\r': '%0D', ' ': '%20', '"': '%22', "'": '%27', '<': '%3C', '>': '%3E',
  '\\': '%5C', '^': '%5E', '`': '%60', '{': '%7B', '|': '%7C', '}': '%7D',
};

function escaped(rest) {
  return rest.replace(/[\t\n\r "'<>\\^`{|}]/g, (c) => escapes[c]);
}

function readPath(url, rest, parseQueryString) {
  const hash = rest.indexOf('#');
  if (hash !== -1) {
    url.hash = rest.slice(hash);
    rest = rest.slice(0, hash);
  }
  const question = rest.indexOf('?');
  if (question !== -1) {
    url.search = rest.slice(question);
    url.query = rest.slice(question + 1);
    if (parseQueryString) {
      url.query = querystring.parse(url.query);
    }
    rest = rest.slice(0, question);
  } else if (parseQueryString) {
    setQuery(url, '', true);
  }
  if (rest.length > 0) {
    url.pathname = rest;
  }
}

Url.prototype.parseHost = function() {
  let host = this.host;
  const port = /:[0-9]*$/.exec(host);
  if (port !== null) {
    if (port[0] !== ':') {
      this.port = port[0].slice(1);
    }
    host = host.slice(0, -port[0].length);
  }
  if (host) {
    this.hostname = host;
  }
};

Url.prototype.format = function() {
  let protocol = this.protocol || '';
  if (protocol && protocol[protocol.length - 1] !== ':') {
    protocol += ':';
  }
  let pathname = this.pathname || '';
  let host = formatHost(this);
  if (this.slashes || isSlashed(protocol)) {
    if (this.slashes || host) {
      if (pathname && pathname[0] !== '/') {
        pathname = `/${pathname}`;
      }
      host = `//${host}`;
    } else if (protocol.startsWith('file')) {
      host = '//';
    }
  }
  const query = this.query !== null && typeof this.query === 'object' ? querystring.stringify(this.query) : '';
  const search = withMark('?', this.search || (query && `?${query}`) || '').replace(/#/g, '%23');
  pathname = pathname.replace(/[#?]/g, (c) => (c === '#' ? '%23' : '%3F'));
  return protocol + host + pathname + search + withMark('#', this.hash || '');
};

function formatHost(url) {
  const auth = url.auth ? `${encodeURIComponent(url.auth).replace(/%3A/g, ':')}@` : '';
  if (url.host) {
    return auth + url.host;
  }
  if (!url.hostname) {
    return '';
  }
  const bare = url.hostname.includes(':') && !/^\[.*\]$/.test(url.hostname);
  return auth + (bare ? `[${url.hostname}]` : url.hostname) + (url.port ? `:${url.port}` : '');
}

function withMark(mark, text) {
  return text && text[0] !== mark ? mark + text : text;
}

Url.prototype.resolve = function(relative) {
  return this.resolveObject(urlParse(relative, false, true)).format();
};

Url.prototype.resolveObject = function(relative) {
  if (typeof relative === 'string') {
    relative = urlParse(relative, false, true);
  }
  const result = Object.assign(new Url(), this);
  relativeTo(result, relative);
  result.href = result.format();
  return result;
};

module.exports = { Url, urlParse, urlResolve, urlResolveObject };
