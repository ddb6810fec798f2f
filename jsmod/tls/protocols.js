'use strict';

// Lists of protocol names (ALPN, NPN): arrays of texts and Buffers, or the wire's
// own form, each name behind its length.

const { Buffer } = require('buffer');
const { codes: { ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } } = require('internal/errors');
const { isBytes } = require('./context.js');

function nameBytes(name) {
  if (typeof name === 'string') return Buffer.from(name);
  if (isBytes(name)) return Buffer.from(name.buffer, name.byteOffset, name.byteLength);
  throw new ERR_INVALID_ARG_TYPE('string', ['string', 'Buffer', 'ArrayBuffer'], name);
}

function wireFormat(list) {
  const parts = [];
  for (let i = 0; i < list.length; i++) {
    const bytes = nameBytes(list[i]);
    if (bytes.length > 255) {
      throw new ERR_OUT_OF_RANGE(`The byte length of the protocol at index ${i} exceeds the maximum length.`,
                                 '<= 255', bytes.length, true);
    }
    parts.push(Buffer.from([bytes.length]), bytes);
  }
  return Buffer.concat(parts);
}

// The names as texts of one unit a byte; those given as text are UTF-8.
function protocolList(value, option) {
  const wire = Array.isArray(value) ? wireFormat(value) : value;
  if (!isBytes(wire)) throw new ERR_INVALID_ARG_TYPE(`options.${option}`, ['Array', 'Buffer'], value);
  const bytes = nameBytes(wire);
  const names = [];
  for (let at = 0; at < bytes.length;) {
    const size = bytes[at];
    if (size === 0 || at + 1 + size > bytes.length) {
      const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors');
      throw new ERR_INVALID_ARG_VALUE(`options.${option}`, value, 'must be names, each behind its length');
    }
    names.push(bytes.toString('latin1', at + 1, at + 1 + size));
    at += 1 + size;
  }
  return names;
}

function convertALPNProtocols(protocols, out) {
  if (Array.isArray(protocols)) out.ALPNProtocols = wireFormat(protocols);
  else if (isBytes(protocols)) out.ALPNProtocols = Buffer.from(nameBytes(protocols));
}

function convertNPNProtocols(protocols, out) {
  if (Array.isArray(protocols)) out.NPNProtocols = wireFormat(protocols);
  else if (isBytes(protocols)) out.NPNProtocols = Buffer.from(nameBytes(protocols));
}

module.exports = { convertALPNProtocols, convertNPNProtocols, protocolList };
