'use strict';

// url.resolve: what a link in one place leads to.

const slashedProtocols = new Set(['http', 'https', 'ftp', 'gopher', 'file', 'ws', 'wss']);

// isSlashed tells whether a protocol always has two slashes before its host.
function isSlashed(protocol) {
  if (!protocol) {
    return false;
  }
  return slashedProtocols.has(protocol[protocol.length - 1] === ':' ? protocol.slice(0, -1) : protocol);
}

function joinPath(url) {
  return (url.pathname || '') + (url.search || '');
}

// relativeTo turns result, a copy of the base, into the target of relative.
function relativeTo(result, relative) {
  result.hash = relative.hash;
  if (relative.href === '') {
    return;
  }
  if (relative.slashes && !relative.protocol) {
    copyAll(result, relative, result.protocol);
    if (isSlashed(result.protocol) && result.hostname && !result.pathname) {
      result.path = result.pathname = '/';
    }
    return;
  }
  if (relative.protocol && relative.protocol !== result.protocol) {
    otherProtocol(result, relative);
    return;
  }
  walk(result, relative);
}

function copyAll(result, relative, protocol) {
  for (const key of Object.keys(relative)) {
    result[key] = relative[key];
  }
  result.protocol = protocol;
}

function otherProtocol(result, relative) {
  if (!isSlashed(relative.protocol)) {
    copyAll(result, relative, relative.protocol);
    return;
  }
  result.protocol = relative.protocol;
  result.pathname = relative.pathname;
  if (!relative.host && !/^file:?$/.test(relative.protocol)) {
    // The first segment that is one has to be the host.
    const path = (relative.pathname || '').split('/');
    while (path.length > 0 && !(relative.host = path.shift()));
    relative.host = relative.host || '';
    relative.hostname = relative.hostname || '';
    if (path[0] !== '') {
      path.unshift('');
    }
    if (path.length < 2) {
      path.unshift('');
    }
    result.pathname = path.join('/');
  }
  result.search = relative.search;
  result.query = relative.query;
  result.host = relative.host || '';
  result.auth = relative.auth;
  result.hostname = relative.hostname || relative.host;
  result.port = relative.port;
  if (result.pathname || result.search) {
    result.path = joinPath(result);
  }
  result.slashes = result.slashes || relative.slashes;
}

function segments(pathname) {
  return pathname ? pathname.split('/') : [];
}

function isAbsolutePath(pathname) {
  return Boolean(pathname && pathname[0] === '/');
}

// walk is the case of one protocol: by path, with a host or without.
function walk(result, relative) {
  const relAbsolute = Boolean(relative.host) || isAbsolutePath(relative.pathname);
  let mustBeAbsolute = relAbsolute || isAbsolutePath(result.pathname) ||
    Boolean(result.host && relative.pathname);
  const keepsUps = !mustBeAbsolute;
  let path = segments(result.pathname);
  const relPath = segments(relative.pathname);
  // Of a protocol without slashes the host is the first segment of the path.
  const hostInPath = Boolean(result.protocol) && !isSlashed(result.protocol);
  if (hostInPath) {
    moveHost(result, path);
    if (relative.protocol) {
      relative.hostname = relative.port = null;
      result.auth = null;
      moveHost(relative, relPath);
      relative.host = null;
    }
    mustBeAbsolute = mustBeAbsolute && (relPath[0] === '' || path[0] === '');
  }
  if (relAbsolute) {
    takeHost(result, relative);
    path = relPath;
  } else if (relPath.length > 0) {
    path = path.slice(0, -1).concat(relPath);
  } else if (relative.search !== null && relative.search !== undefined) {
    queryOnly(result, relative, hostInPath, path);
    return;
  }
  if (relAbsolute || relPath.length > 0) {
    result.search = relative.search;
    result.query = relative.query;
  }
  if (path.length === 0) {
    result.pathname = null;
    result.path = result.search ? `/${result.search}` : null;
    return;
  }
  path = withoutDots(path, Boolean(result.host || relative.host), mustBeAbsolute, keepsUps);
  finish(result, relative, path, hostInPath, mustBeAbsolute);
}

function moveHost(url, path) {
  if (url.host) {
    if (path[0] === '') {
      path[0] = url.host;
    } else {
      path.unshift(url.host);
    }
  }
  url.hostname = url.host = '';
  url.port = null;
}

function takeHost(result, relative) {
  if (relative.host || relative.host === '') {
    if (result.host !== relative.host) {
      result.auth = null;
    }
    result.host = relative.host;
    result.port = relative.port;
  }
  if (relative.hostname || relative.hostname === '') {
    if (result.hostname !== relative.hostname) {
      result.auth = null;
    }
    result.hostname = relative.hostname;
  }
}

// The host came from a path segment; an auth may stick to it.
function hostFromSegment(result, segment) {
  result.hostname = result.host = segment;
  const parts = result.host && result.host.indexOf('@') > 0 ? result.host.split('@') : null;
  if (parts !== null) {
    result.auth = parts[0];
    result.host = result.hostname = parts[1];
  }
}

function queryOnly(result, relative, hostInPath, path) {
  if (hostInPath) {
    hostFromSegment(result, path.shift());
  }
  result.search = relative.search;
  result.query = relative.query;
  if (result.pathname !== null || result.search !== null) {
    result.path = joinPath(result);
  }
}

// withoutDots resolves "." and ".."; the result ends with an empty segment
// where the path was a folder.
function withoutDots(path, hasHost, absolute, keepsUps) {
  const last = path[path.length - 1];
  const folder = last === '' || ((hasHost || path.length > 1) && (last === '.' || last === '..'));
  const out = [];
  let up = 0;
  for (let i = path.length - 1; i >= 0; i--) {
    if (path[i] === '..') {
      up++;
    } else if (path[i] !== '.') {
      if (up > 0) {
        up--;
      } else {
        out.unshift(path[i]);
      }
    }
  }
  if (keepsUps && !absolute) {
    for (; up > 0; up--) {
      out.unshift('..');
    }
  }
  if (absolute && out[0] !== '' && (!out[0] || out[0][0] !== '/')) {
    out.unshift('');
  }
  if (folder && !out.join('/').endsWith('/')) {
    out.push('');
  }
  return out;
}

function finish(result, relative, path, hostInPath, mustBeAbsolute) {
  const absolute = path[0] === '' || Boolean(path[0] && path[0][0] === '/');
  if (hostInPath) {
    hostFromSegment(result, absolute || path.length === 0 ? '' : path.shift());
  }
  if ((mustBeAbsolute || (result.host && path.length > 0)) && !absolute) {
    path.unshift('');
  }
  if (path.length === 0) {
    result.pathname = result.path = null;
  } else {
    result.pathname = path.join('/');
  }
  if (result.pathname !== null || result.search !== null) {
    result.path = joinPath(result);
  }
  result.auth = relative.auth || result.auth;
  result.slashes = result.slashes || relative.slashes;
}

module.exports = { isSlashed, relativeTo };
