'use strict';

// Header fields of an OutgoingMessage: set, shown, and made into lines.

const {
  codes: {
    ERR_HTTP_HEADERS_SENT, ERR_HTTP_INVALID_HEADER_VALUE, ERR_HTTP_TRAILER_INVALID, ERR_INVALID_ARG_TYPE,
    ERR_INVALID_ARG_VALUE, ERR_INVALID_CHAR, ERR_INVALID_HTTP_TOKEN,
  },
} = require('internal/errors');
const { validateString } = require('internal/validators');
const { debug, kOutHeaders } = require('./shared.js');

const { kUniqueHeaders } = binding.symbols;

function validateHeaderName(name, label) {
  if (typeof name !== 'string' || name === '' || !binding.isToken(name)) {
    throw new ERR_INVALID_HTTP_TOKEN(label || 'Header name', name);
  }
}

function validateHeaderValue(name, value) {
  if (value === undefined) throw new ERR_HTTP_INVALID_HEADER_VALUE(value, name);
  if (!binding.isValue(value)) refuseValue(name);
}

function refuseValue(name) {
  debug?.('Header "%s" contains invalid characters', name);
  throw new ERR_INVALID_CHAR('header content', name);
}

function parseUniqueHeadersOption(headers) {
  if (!Array.isArray(headers)) return null;
  return new Set(headers.map((name) => name.toLowerCase()));
}

// isUnique tells whether the values of a field are to be joined.
function isUnique(message, name) {
  const unique = message[kUniqueHeaders];
  return Boolean(unique) && unique.has(name.toLowerCase());
}

const methods = {
  setHeader(name, value) {
    if (this._header) throw new ERR_HTTP_HEADERS_SENT('set');
    validateHeaderName(name);
    validateHeaderValue(name, value);
    let headers = this[kOutHeaders];
    if (headers === null) this[kOutHeaders] = headers = { __proto__: null };
    headers[name.toLowerCase()] = [name, value];
    return this;
  },

  setHeaders(headers) {
    if (this._header) throw new ERR_HTTP_HEADERS_SENT('set');
    if (!headers || Array.isArray(headers) || typeof headers.keys !== 'function' || typeof headers.get !== 'function') {
      throw new ERR_INVALID_ARG_TYPE('headers', ['Headers', 'Map'], headers);
    }
    // A Headers object tells of each cookie on its own; set once they are a list.
    const cookies = [];
    for (const [key, value] of headers) {
      if (key !== 'set-cookie') this.setHeader(key, value);
      else if (Array.isArray(value)) cookies.push(...value);
      else cookies.push(value);
    }
    if (cookies.length > 0) this.setHeader('set-cookie', cookies);
    return this;
  },

  appendHeader(name, value) {
    if (this._header) throw new ERR_HTTP_HEADERS_SENT('append');
    validateHeaderName(name);
    validateHeaderValue(name, value);
    const headers = this[kOutHeaders];
    const entry = headers === null ? undefined : headers[name.toLowerCase()];
    if (!entry) return this.setHeader(name, value);
    if (!Array.isArray(entry[1])) entry[1] = [entry[1]];
    if (Array.isArray(value)) entry[1].push(...value);
    else entry[1].push(value);
    return this;
  },

  getHeader(name) {
    validateString(name, 'name');
    const headers = this[kOutHeaders];
    if (headers === null) return undefined;
    const entry = headers[name.toLowerCase()];
    return entry && entry[1];
  },

  getHeaderNames() {
    return this[kOutHeaders] !== null ? Object.keys(this[kOutHeaders]) : [];
  },

  getRawHeaderNames() {
    return this[kOutHeaders] !== null ? Object.values(this[kOutHeaders]).map((entry) => entry[0]) : [];
  },

  getHeaders() {
    const shown = { __proto__: null };
    const headers = this[kOutHeaders];
    if (headers) for (const key of Object.keys(headers)) shown[key] = headers[key][1];
    return shown;
  },

  hasHeader(name) {
    validateString(name, 'name');
    return this[kOutHeaders] !== null && Boolean(this[kOutHeaders][name.toLowerCase()]);
  },

  removeHeader(name) {
    validateString(name, 'name');
    if (this._header) throw new ERR_HTTP_HEADERS_SENT('remove');
    const key = name.toLowerCase();
    // What is taken away does not come back by itself.
    if (key === 'connection') this._removedConnection = true;
    else if (key === 'content-length') this._removedContLen = true;
    else if (key === 'transfer-encoding') this._removedTE = true;
    else if (key === 'date') this.sendDate = false;
    if (this[kOutHeaders] !== null) delete this[kOutHeaders][key];
  },
};

// flattened makes one list of names and values of what writeHead and request take.
function flattened(headers) {
  const list = [];
  if (!Array.isArray(headers)) {
    for (const key in headers) if (Object.hasOwn(headers, key)) list.push(key, headers[key]);
  } else if (headers.length > 0 && Array.isArray(headers[0])) {
    for (let i = 0; i < headers.length; i++) list.push(headers[i][0], headers[i][1]);
  } else {
    if (headers.length % 2 !== 0) throw new ERR_INVALID_ARG_VALUE('headers', headers);
    return headers;
  }
  return list;
}

// What happens seldom where the head of a message is made.
binding.setup({
  flattened,
  badTrailer() { throw new ERR_HTTP_TRAILER_INVALID(); },
  noChunks(status) { debug?.(`${status} response should not use chunked encoding, closing connection.`); },
  noEnd() { debug?.('Both Content-Length and Transfer-Encoding are removed'); },
});

// addOldNames puts _headers and _headerNames on a prototype, with their warnings.
function addOldNames(proto) {
  const { deprecate } = require('util');
  const old = (fn, name) => deprecate(fn, `OutgoingMessage.prototype.${name} is deprecated`, 'DEP0066');
  Object.defineProperty(proto, '_headers', {
    get: old(function() { return this.getHeaders(); }, '_headers'),
    set: old(function(value) {
      if (value === null || value === undefined) {
        this[kOutHeaders] = null;
      } else if (typeof value === 'object') {
        const headers = this[kOutHeaders] = { __proto__: null };
        for (const name of Object.keys(value)) headers[name.toLowerCase()] = [name, value[name]];
      }
    }, '_headers'),
  });
  Object.defineProperty(proto, '_headerNames', {
    get: old(function() {
      const headers = this[kOutHeaders];
      if (headers === null) return null;
      const names = { __proto__: null };
      for (const key of Object.keys(headers)) names[key] = headers[key][0];
      return names;
    }, '_headerNames'),
    set: old(function(value) {
      const headers = this[kOutHeaders];
      if (typeof value !== 'object' || value === null || !headers) return;
      for (const key of Object.keys(value)) if (headers[key]) headers[key][0] = value[key];
    }, '_headerNames'),
  });
}

module.exports = {
  addOldNames, isUnique, kUniqueHeaders, methods, parseUniqueHeadersOption, refuseValue, validateHeaderName,
  validateHeaderValue,
};
