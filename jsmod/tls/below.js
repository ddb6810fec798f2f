'use strict';

// The stream below a TLSSocket that was given one.

const net = require('net');
const { Buffer } = require('buffer');
const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { createStream, own } = require('internal/net_stream');
const { setImmediate } = require('timers');
const { showStream } = require('./stream_socket.js');
const { bits: { ERROR_EMITTED, ESTABLISHED, PENDING }, kDuplex, kState } = require('./socket_state.js');

// Ties the life of the TLS socket to that of the stream below it.
function adoptStream(tls, stream) {
  if (stream === null || typeof stream !== 'object' || typeof stream.on !== 'function' ||
      typeof stream.write !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('socket', ['net.Socket', 'stream.Duplex'], stream);
  }
  tls._parent = stream;
  tls.connecting = Boolean(stream.connecting);
  stream.on('error', (error) => {
    if ((tls[kState] & ERROR_EMITTED) === 0) tls._emitTLSError(error);
  });
  stream.on('close', () => closedBelow(tls, stream));
  if (stream.timeout) tls.setTimeout(0);
  // Node's socket has its handle before the handshake begins.
  if (!(stream instanceof net.Socket)) {
    tls._handle = createStream();
    own(tls._handle, tls);
    showStream(tls._handle, stream);
  }
}

// What a stream gave before it closed may still be on its way through the
// native half, and its end with it; in Node it would have been read by now.
function closedBelow(tls, stream) {
  const { _handle: handle, _readableState: state } = tls;
  const onItsWay = (tls[kState] & ESTABLISHED) !== 0 && tls[kDuplex] && !stream.errored && !tls.destroyed &&
    !state.endEmitted && handle && handle.reading;
  // A handshake that failed has dropped the stream, and will say why.
  const failing = tls[kDuplex] && tls[kDuplex].dropped && (tls[kState] & PENDING) !== 0 && !tls.destroyed;
  if (!onItsWay && !failing) tls.destroy();
  else setImmediate(closedBelow, tls, stream);
}

function isNative(stream) {
  return stream instanceof net.Socket && stream._handle !== null && stream._handle !== undefined;
}

// What a socket has read and nobody has taken goes to the handshake.
function takeBuffered(stream) {
  if (stream.readableEncoding) return undefined;
  const chunks = [];
  for (let chunk = stream.read(); chunk !== null && chunk !== undefined; chunk = stream.read()) chunks.push(chunk);
  return chunks.length === 0 ? undefined : Buffer.concat(chunks);
}

module.exports = { adoptStream, isNative, takeBuffered };
