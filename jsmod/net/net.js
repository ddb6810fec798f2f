'use strict';

const { isIP, isIPv4, isIPv6, normalizeArgs } = require('./address.js');
const { debug } = require('./debug.js');
const { Server } = require('./server.js');
const { Socket } = require('./socket.js');
const connecting = require('./connect.js');

function createServer(options, connectionListener) {
  return new Server(options, connectionListener);
}

function connect(...args) {
  const normalized = normalizeArgs(args);
  const options = normalized[0];
  debug?.('createConnection', normalized);
  const socket = new Socket(options);
  if (options.timeout) socket.setTimeout(options.timeout);
  return socket.connect(normalized);
}

// Windows once wanted this; it has done nothing for long.
function _setSimultaneousAccepts() {}

// _createServerHandle binds and returns the handle, or libuv's error number.
function _createServerHandle(address, port, addressType, fd) {
  let handle;
  if (typeof fd === 'number' && fd >= 0) {
    handle = binding.listenFd(fd);
  } else if (port === -1 && addressType === -1) {
    handle = binding.listen({ network: 'unix', address });
  } else {
    handle = binding.listen({
      network: addressType === 6 ? 'tcp6' : 'tcp4',
      address: address || (addressType === 6 ? '::' : '0.0.0.0'),
      port,
    });
  }
  return handle.getsockname === undefined ? handle.errno : handle;
}

module.exports = {
  _createServerHandle,
  _normalizeArgs: normalizeArgs,
  _setSimultaneousAccepts,
  get BlockList() { return require('./blocklist.js').BlockList; },
  get SocketAddress() { return require('./socket_address.js').SocketAddress; },
  connect,
  createConnection: connect,
  createServer,
  isIP,
  isIPv4,
  isIPv6,
  Server,
  Socket,
  Stream: Socket,
  getDefaultAutoSelectFamily: connecting.getDefaultAutoSelectFamily,
  setDefaultAutoSelectFamily: connecting.setDefaultAutoSelectFamily,
  getDefaultAutoSelectFamilyAttemptTimeout: connecting.getDefaultAutoSelectFamilyAttemptTimeout,
  setDefaultAutoSelectFamilyAttemptTimeout: connecting.setDefaultAutoSelectFamilyAttemptTimeout,
};
