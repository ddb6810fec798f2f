'use strict';

// URLs that are files or that http.request is given.

const {
  codes: {
    ERR_INVALID_ARG_TYPE,
    ERR_INVALID_ARG_VALUE,
    ERR_INVALID_FILE_URL_HOST,
    ERR_INVALID_FILE_URL_PATH,
    ERR_INVALID_URL_SCHEME,
  },
} = require('internal/errors');
const decode = require('./decode.js');
const { URL, isURL } = require('./whatwg.js');

function onWindows(options) {
  const chosen = options?.windows;
  return chosen === undefined ? process.platform === 'win32' : Boolean(chosen);
}

function fileURLToPath(path, options = undefined) {
  const windows = onWindows(options);
  if (typeof path === 'string') {
    path = new URL(path);
  } else if (!isURL(path)) {
    throw new ERR_INVALID_ARG_TYPE('path', ['string', 'URL'], path);
  }
  if (path.protocol !== 'file:') {
    throw new ERR_INVALID_URL_SCHEME('file');
  }
  return windows ? windowsPath(path) : posixPath(path);
}

function posixPath(url) {
  if (url.hostname !== '') {
    throw new ERR_INVALID_FILE_URL_HOST(process.platform);
  }
  if (/%2f/i.test(url.pathname)) {
    throw new ERR_INVALID_FILE_URL_PATH('must not include encoded / characters');
  }
  return decode(url.pathname);
}

function windowsPath(url) {
  if (/%2f|%5c/i.test(url.pathname)) {
    throw new ERR_INVALID_FILE_URL_PATH('must not include encoded \\ or / characters');
  }
  const path = decode(url.pathname.replace(/\//g, '\\'));
  if (url.hostname !== '') {
    return `\\\\${binding.domainToUnicode(url.hostname)}${path}`;
  }
  if (!/^\\[a-z]:/i.test(path)) {
    throw new ERR_INVALID_FILE_URL_PATH('must be absolute');
  }
  return path.slice(1);
}

// All that a path may hold and a URL's path may not.
const unsafe = /[\0-\x20"#%<>?[\\\]^`{|}~\x7f]/g;

function encodePath(path) {
  return path.replace(unsafe, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}

function pathToFileURL(filepath, options = undefined) {
  const windows = onWindows(options);
  require('internal/validators').validateString(filepath, 'path');
  if (windows && filepath.startsWith('\\\\')) {
    return shareURL(filepath);
  }
  const path = windows ? require('path').win32 : require('path').posix;
  let resolved = path.resolve(filepath);
  // resolve takes away the slash that says "a folder".
  const last = filepath[filepath.length - 1];
  if ((last === '/' || (windows && last === '\\')) && resolved[resolved.length - 1] !== path.sep) {
    resolved += '/';
  }
  if (windows) {
    resolved = resolved.replace(/\\/g, '/');
  }
  return new URL(`file://${resolved[0] === '/' ? '' : '/'}${encodePath(resolved)}`);
}

function shareURL(filepath) {
  const from = filepath.startsWith('\\\\?\\UNC\\') ? 8 : 2;
  const end = filepath.indexOf('\\', from);
  if (end === -1) {
    throw new ERR_INVALID_ARG_VALUE('path', filepath, 'Missing UNC resource path');
  }
  if (end === 2) {
    throw new ERR_INVALID_ARG_VALUE('path', filepath, 'Empty UNC servername');
  }
  const url = new URL('file://');
  url.hostname = binding.domainToASCII(filepath.slice(from, end));
  url.pathname = encodePath(filepath.slice(end).replace(/\\/g, '/'));
  return url;
}

function urlToHttpOptions(url) {
  const { hostname, pathname, port, username, password, search } = url;
  const options = Object.assign({ __proto__: null }, url, {
    protocol: url.protocol,
    hostname: hostname && hostname[0] === '[' ? hostname.slice(1, -1) : hostname,
    hash: url.hash,
    search,
    pathname,
    path: `${pathname || ''}${search || ''}`,
    href: url.href,
  });
  if (port !== '') {
    options.port = Number(port);
  }
  if (username || password) {
    options.auth = `${decode(username)}:${decode(password)}`;
  }
  return options;
}

module.exports = { fileURLToPath, pathToFileURL, urlToHttpOptions };
