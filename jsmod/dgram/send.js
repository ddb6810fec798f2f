'use strict';

// send in all its forms: (msg[, offset, length][, port][, address][, callback]).

const { Buffer } = require('buffer');
const { isArrayBufferView } = require('internal/util/types');
const { validateNumber, validatePort, validateString } = require('internal/validators');
const {
  codes: { ERR_BUFFER_OUT_OF_BOUNDS, ERR_INVALID_ARG_TYPE, ERR_SOCKET_DGRAM_IS_CONNECTED },
} = require('internal/errors');
const { BOUND, CONNECTED, UNBOUND, failedAt, running, stateOf, whenBound } = require('./state.js');

const messageTypes = ['Buffer', 'TypedArray', 'DataView', 'string'];

function bytesOf(view) {
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength);
}

// part is a piece of one message.
function part(message, offset, length) {
  if (typeof message === 'string') message = Buffer.from(message);
  else if (!isArrayBufferView(message)) throw new ERR_INVALID_ARG_TYPE('buffer', messageTypes, message);
  offset >>>= 0;
  length >>>= 0;
  if (offset > message.byteLength) throw new ERR_BUFFER_OUT_OF_BOUNDS('offset');
  if (offset + length > message.byteLength) throw new ERR_BUFFER_OUT_OF_BOUNDS('length');
  return bytesOf(message).subarray(offset, offset + length);
}

// listOf is the message as Buffers.
function listOf(message) {
  if (typeof message === 'string') return [Buffer.from(message)];
  if (!Array.isArray(message)) {
    if (!isArrayBufferView(message)) throw new ERR_INVALID_ARG_TYPE('buffer', messageTypes, message);
    return [bytesOf(message)];
  }
  return message.map((each) => {
    if (typeof each === 'string') return Buffer.from(each);
    if (!isArrayBufferView(each)) throw new ERR_INVALID_ARG_TYPE('buffer list arguments', messageTypes, message);
    return bytesOf(each);
  });
}

// argumentsOf tells the forms apart: [message, port, address, callback].
function argumentsOf(connected, [message, offset, length, port, address, callback]) {
  if (!connected) {
    const whole = !address && (!port || typeof port === 'function');
    return whole ? [message, offset, length, port] : [part(message, offset, length), port, address, callback];
  }
  let rest = [port, address, callback];
  if (typeof length === 'number') {
    message = part(message, offset, length);
    if (typeof port === 'function') rest = [undefined, address, port];
  } else {
    rest = [port, address, offset];
  }
  if (rest[0] || rest[1]) throw new ERR_SOCKET_DGRAM_IS_CONNECTED();
  return [message, ...rest];
}

function send(...args) {
  const connected = stateOf(this).connectState === CONNECTED;
  let [message, port, address, callback] = argumentsOf(connected, args);
  const list = listOf(message);
  if (!connected) port = validatePort(port, 'Port', false);
  if (typeof callback !== 'function') callback = undefined;
  if (typeof address === 'function') {
    callback = address;
    address = undefined;
  } else if (address !== undefined && address !== null) {
    validateString(address, 'address');
  }
  const state = running(this);
  if (state.bindState === UNBOUND) this.bind({ port: 0, exclusive: true }, null);
  if (state.bindState !== BOUND) {
    whenBound(this, () => this.send(list, port, address, callback));
    return;
  }
  if (connected) depart(this, list, { callback });
  else state.lookup(address, (error, ip) => depart(this, list, { error, ip, address, port, callback }));
}

// depart gives the handle a datagram whose address is known. Failures go to the
// callback; a socket without one hears of those of a lookup only.
function depart(socket, list, { error, ip, address, port, callback }) {
  const { handle } = stateOf(socket);
  if (error) {
    process.nextTick(callback || (() => socket.emit('error', error)), error);
    return;
  }
  if (!handle) return;
  const done = callback && ((failure, sent) => {
    if (failure !== 0) callback(failedAt(failure, 'send', address, port), sent);
    else callback(null, sent);
  });
  const [failure, over] = handle.send(list, ip, port, done);
  if (!over || callback === undefined) return;
  if (failure !== 0) process.nextTick(callback, failedAt(failure, 'send', address, port));
  else process.nextTick(callback, null, list.reduce((size, each) => size + each.length, 0));
}

// sendto is the first form of the old days.
function sendto(buffer, offset, length, port, address, callback) {
  validateNumber(offset, 'offset');
  validateNumber(length, 'length');
  validateNumber(port, 'port');
  validateString(address, 'address');
  this.send(buffer, offset, length, port, address, callback);
}

module.exports = { send, sendto };
