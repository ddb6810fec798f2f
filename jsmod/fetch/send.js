'use strict';

// The body of a request on its way into an http.ClientRequest.

const { Buffer } = require('buffer');
const { lengthMismatch } = require('./errors.js');

function drained(req) {
  return new Promise((resolve) => {
    const over = () => {
      req.removeListener('drain', over);
      req.removeListener('close', over);
      resolve();
    };
    req.on('drain', over);
    req.on('close', over);
  });
}

function bytesOf(value) {
  if (typeof value === 'string') return Buffer.from(value);
  if (value instanceof Uint8Array) return value;
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
  throw new ERR_INVALID_ARG_TYPE('chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], value);
}

// send writes the stream and ends the request; length is what its head says, null
// for chunks.
async function send(stream, req, length) {
  const reader = stream.getReader();
  let sent = 0;
  for (;;) {
    const { value, done } = await reader.read();
    if (req.destroyed) {
      reader.cancel(req.errored).catch(() => {});
      return;
    }
    if (done) break;
    const bytes = bytesOf(value);
    sent += bytes.length;
    if (length !== null && sent > length) throw lengthMismatch();
    if (bytes.length > 0 && !req.write(bytes)) await drained(req);
  }
  if (length !== null && sent !== length) throw lengthMismatch();
  if (sent === 0 && length === null) {
    // Nothing has gone out yet: an empty body needs no chunks.
    req.removeHeader('transfer-encoding');
    req.setHeader('content-length', '0');
  }
  req.end();
}

module.exports = { send };
