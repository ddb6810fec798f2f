'use strict';

// What is set on a socket that is bound.

const { validateNumber, validateString } = require('internal/validators');
const {
  codes: { ERR_MISSING_ARGS, ERR_SOCKET_BAD_BUFFER_SIZE, ERR_SOCKET_BUFFER_SIZE }, uvErrmapGet,
} = require('internal/errors');
const { failed, running, stateOf } = require('./state.js');

function check(failure, name) {
  if (failure !== 0) throw failed(failure, name);
}

// bufferSize sets a size, or returns it where size is 0.
function bufferSize(socket, size, sending) {
  if (size >>> 0 !== size) throw new ERR_SOCKET_BAD_BUFFER_SIZE();
  const [failure, told] = stateOf(socket).handle.bufferSize(size, sending);
  if (failure === 0) return told;
  const [code, message] = uvErrmapGet(failure) || ['UNKNOWN', 'unknown error'];
  throw new ERR_SOCKET_BUFFER_SIZE({
    errno: failure, code, message, syscall: sending ? 'uv_send_buffer_size' : 'uv_recv_buffer_size',
  });
}

const methods = {
  setBroadcast(on) {
    check(stateOf(this).handle.setBroadcast(!!on), 'setBroadcast');
  },

  setTTL(ttl) {
    validateNumber(ttl, 'ttl');
    check(stateOf(this).handle.setTTL(ttl), 'setTTL');
    return ttl;
  },

  setMulticastTTL(ttl) {
    validateNumber(ttl, 'ttl');
    check(stateOf(this).handle.setMulticastTTL(ttl), 'setMulticastTTL');
    return ttl;
  },

  setMulticastLoopback(on) {
    check(stateOf(this).handle.setMulticastLoopback(!!on), 'setMulticastLoopback');
    return on;
  },

  setMulticastInterface(interfaceAddress) {
    const { handle } = running(this);
    validateString(interfaceAddress, 'interfaceAddress');
    check(handle.setMulticastInterface(interfaceAddress), 'setMulticastInterface');
  },

  addMembership(multicastAddress, interfaceAddress) {
    member(this, 'addMembership', multicastAddress, interfaceAddress);
  },

  dropMembership(multicastAddress, interfaceAddress) {
    member(this, 'dropMembership', multicastAddress, interfaceAddress);
  },

  addSourceSpecificMembership(sourceAddress, groupAddress, interfaceAddress) {
    memberOf(this, 'addSourceSpecificMembership', sourceAddress, groupAddress, interfaceAddress);
  },

  dropSourceSpecificMembership(sourceAddress, groupAddress, interfaceAddress) {
    memberOf(this, 'dropSourceSpecificMembership', sourceAddress, groupAddress, interfaceAddress);
  },

  setRecvBufferSize(size) { bufferSize(this, size, false); },

  setSendBufferSize(size) { bufferSize(this, size, true); },

  getRecvBufferSize() { return bufferSize(this, 0, false); },

  getSendBufferSize() { return bufferSize(this, 0, true); },

  getSendQueueSize() { return stateOf(this).handle.queueSize(); },

  getSendQueueCount() { return stateOf(this).handle.queueCount(); },
};

function member(socket, name, multicastAddress, interfaceAddress) {
  const { handle } = running(socket);
  if (!multicastAddress) throw new ERR_MISSING_ARGS('multicastAddress');
  check(handle[name](multicastAddress, interfaceAddress), name);
}

function memberOf(socket, name, sourceAddress, groupAddress, interfaceAddress) {
  const { handle } = running(socket);
  validateString(sourceAddress, 'sourceAddress');
  validateString(groupAddress, 'groupAddress');
  check(handle[name](sourceAddress, groupAddress, interfaceAddress), name);
}

module.exports = { bufferSize, methods };
