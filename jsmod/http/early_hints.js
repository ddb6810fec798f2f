'use strict';

// What ServerResponse.writeEarlyHints is given (RFC 8297, links of RFC 8288).

const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors');
const { validateObject } = require('internal/validators');
const { validateHeaderName, validateHeaderValue } = require('./outgoing_headers.js');

// A reference in angle brackets, and parameters with or without a value.
const kLink = /^<[^>]*>(?:\s*;\s*[^;"\s=]+(?:=(?:"[^;"\s]*"|[^;"\s]*))?)*$/;

function checkLink(link) {
  if (typeof link === 'string' && kLink.test(link)) return;
  throw wrong(link);
}

function wrong(value) {
  return new ERR_INVALID_ARG_VALUE('hints', value,
    'must be an array or string of format "</styles.css>; rel=preload; as=style"');
}

function linkValue(link) {
  if (typeof link === 'string') {
    checkLink(link);
    return link;
  }
  if (!Array.isArray(link)) throw wrong(link);
  link.forEach(checkLink);
  return link.join(', ');
}

// lines are those of the hints, undefined where there is none.
function lines(hints) {
  validateObject(hints, 'hints');
  if (hints.link === null || hints.link === undefined) return undefined;
  const link = linkValue(hints.link);
  if (link.length === 0) return undefined;
  validateHeaderValue('Link', link);
  let text = `Link: ${link}\r\n`;
  for (const name of Object.keys(hints)) {
    if (name === 'link') continue;
    validateHeaderName(name);
    validateHeaderValue(name, hints[name]);
    text += `${name}: ${hints[name]}\r\n`;
  }
  return text;
}

module.exports = { lines, linkValue };
