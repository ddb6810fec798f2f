'use strict';

// Fields between a script and the wire: what a script gives becomes a flat list of
// names and values, pseudo fields first; what a peer sent becomes an object.

const {
  codes: {
    ERR_HTTP2_HEADER_SINGLE_VALUE, ERR_HTTP2_INVALID_CONNECTION_HEADERS, ERR_HTTP2_INVALID_PSEUDOHEADER,
    ERR_INVALID_ARG_TYPE, ERR_INVALID_HTTP_TOKEN,
  },
} = require('internal/errors');

const kSensitiveHeaders = Symbol('sensitiveHeaders');

const singleValued = new Set([
  ':status', ':method', ':authority', ':scheme', ':path', ':protocol', 'access-control-allow-credentials',
  'access-control-max-age', 'access-control-request-method', 'age', 'authorization', 'content-encoding',
  'content-language', 'content-length', 'content-location', 'content-md5', 'content-range', 'content-type', 'date',
  'dnt', 'etag', 'expires', 'from', 'host', 'if-match', 'if-modified-since', 'if-none-match', 'if-range',
  'if-unmodified-since', 'last-modified', 'location', 'max-forwards', 'proxy-authorization', 'range', 'referer',
  'retry-after', 'tk', 'upgrade-insecure-requests', 'user-agent', 'x-content-type-options',
]);

const pseudo = new Set([':status', ':method', ':authority', ':scheme', ':path', ':protocol']);
const token = /^[\^_`a-zA-Z\-0-9!#$%&'*+.|~]+$/;

function isToken(name) {
  return token.test(name);
}

// Which pseudo fields a block may have: all, those of a response, or none.
function anyPseudo(name) {
  if (!pseudo.has(name)) throw new ERR_HTTP2_INVALID_PSEUDOHEADER(name);
}

function responsePseudo(name) {
  if (name !== ':status') throw new ERR_HTTP2_INVALID_PSEUDOHEADER(name);
}

function noPseudo(name) {
  throw new ERR_HTTP2_INVALID_PSEUDOHEADER(name);
}

// Fields of a connection, which have no meaning here.
function isConnectionField(name, value) {
  switch (name) {
    case 'connection':
    case 'upgrade':
    case 'http2-settings':
    case 'keep-alive':
    case 'proxy-connection':
    case 'transfer-encoding':
      return true;
    case 'te':
      return value !== 'trailers';
    default:
      return false;
  }
}

// fieldList makes the list of names and values; check says which pseudo fields are
// good.
function fieldList(fields, check = anyPseudo) {
  const first = [];
  const rest = [];
  let singles;
  for (const key of Object.keys(fields)) {
    let value = fields[key];
    if (value === undefined || key === '') continue;
    const name = key.toLowerCase();
    const single = singleValued.has(name);
    if (Array.isArray(value)) {
      if (value.length === 0) continue;
      if (value.length === 1) value = `${value[0]}`;
      else if (single) throw new ERR_HTTP2_HEADER_SINGLE_VALUE(name);
    } else {
      value = `${value}`;
    }
    if (single) {
      singles ||= new Set();
      if (singles.has(name)) throw new ERR_HTTP2_HEADER_SINGLE_VALUE(name);
      singles.add(name);
    }
    if (name[0] === ':') {
      check(name);
      first.push(name, value);
      continue;
    }
    if (name.includes(' ')) throw new ERR_INVALID_HTTP_TOKEN('Header name', name);
    if (isConnectionField(name, value)) throw new ERR_HTTP2_INVALID_CONNECTION_HEADERS(name);
    if (Array.isArray(value)) for (const one of value) rest.push(name, `${one}`);
    else rest.push(name, value);
  }
  return first.length === 0 ? rest : first.concat(rest);
}

// sensitiveNames are the fields that no table may keep.
function sensitiveNames(fields) {
  const names = fields[kSensitiveHeaders];
  return names === undefined ? undefined : names.map((name) => `${name}`.toLowerCase());
}

// fieldObject makes the object that a script sees of the list that came.
function fieldObject(list, sensitive) {
  const fields = { __proto__: null };
  for (let i = 0; i < list.length; i += 2) {
    const name = list[i];
    let value = list[i + 1];
    if (name === ':status') value |= 0;
    const before = fields[name];
    if (before === undefined) {
      fields[name] = name === 'set-cookie' ? [value] : value;
    } else if (!singleValued.has(name)) {
      if (name === 'cookie') fields[name] = `${before}; ${value}`;
      else if (name === 'set-cookie') before.push(value);
      else fields[name] = `${before}, ${value}`;
    }
  }
  fields[kSensitiveHeaders] = sensitive || [];
  return fields;
}

function assertIsObject(value, name, types) {
  if (value !== undefined && (value === null || typeof value !== 'object' || Array.isArray(value))) {
    throw new ERR_INVALID_ARG_TYPE(name, types || 'Object', value);
  }
}

function copyFields(fields) {
  return { __proto__: null, ...fields };
}

function authorityOf(fields) {
  return fields[':authority'] === undefined ? fields.host : fields[':authority'];
}

// A request by one of these methods has no body by default.
function isBodyless(method) {
  return method === 'GET' || method === 'HEAD' || method === 'DELETE';
}

module.exports = {
  anyPseudo, assertIsObject, authorityOf, copyFields, fieldList, fieldObject, isBodyless, isConnectionField, isToken,
  kSensitiveHeaders, noPseudo, responsePseudo, sensitiveNames,
};
