'use strict';

// UDP sockets: their making, bind, connect and close.

const EventEmitter = require('events');
const {
  codes: {
    ERR_SOCKET_ALREADY_BOUND, ERR_SOCKET_BAD_TYPE, ERR_SOCKET_DGRAM_IS_CONNECTED, ERR_SOCKET_DGRAM_NOT_CONNECTED,
  },
} = require('internal/errors');
const {
  validateAbortSignal, validateFunction, validatePort, validateString, validateUint32,
} = require('internal/validators');
const { bufferSize, methods } = require('./options.js');
const { send, sendto } = require('./send.js');
const {
  BINDING, BOUND, CONNECTED, CONNECTING, DISCONNECTED, UNBOUND,
  failed, failedAt, kState, running, stateOf, whenBound,
} = require('./state.js');

const made = require('diagnostics_channel').channel('udp.socket');

binding.setup(
  function onmessage(data, address, family, port) {
    this.owner.emit('message', data, { address, family, port, size: data.length });
  },
  function onerror(failure) {
    this.owner.emit('error', failed(failure, 'recvmsg'));
  });

// lookupFor finds addresses of the socket's family; its own is where none is given.
function lookupFor(type, lookup) {
  if (lookup === undefined) ({ lookup } = require('dns'));
  else validateFunction(lookup, 'lookup');
  if (type === 'udp4') return (address, callback) => lookup(address || '127.0.0.1', 4, callback);
  if (type === 'udp6') return (address, callback) => lookup(address || '::1', 6, callback);
  throw new ERR_SOCKET_BAD_TYPE();
}

function Socket(type, listener) {
  EventEmitter.call(this);
  const options = type !== null && typeof type === 'object' ? type : {};
  if (options === type) ({ type } = options);
  for (const name of ['recvBufferSize', 'sendBufferSize']) {
    if (options[name]) validateUint32(options[name], `options.${name}`);
  }
  const lookup = lookupFor(type, options.lookup);
  const handle = binding.create(type, !!options.ipv6Only, !!options.reuseAddr, !!options.reusePort);
  handle.owner = this;
  this.type = type;
  if (typeof listener === 'function') this.on('message', listener);
  Object.defineProperty(this, kState, {
    value: {
      handle, lookup, bindState: UNBOUND, connectState: DISCONNECTED, queue: undefined,
      recvBufferSize: options.recvBufferSize, sendBufferSize: options.sendBufferSize,
    },
  });
  if (options.signal !== undefined) closeOn(this, options.signal);
  if (made.hasSubscribers) made.publish({ socket: this });
}
Object.setPrototypeOf(Socket.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Socket, EventEmitter);

function closeOn(socket, signal) {
  validateAbortSignal(signal, 'options.signal');
  const abort = () => {
    if (stateOf(socket).handle) socket.close();
  };
  if (signal.aborted) {
    abort();
    return;
  }
  const listening = EventEmitter.addAbortListener(signal, abort);
  socket.once('close', () => listening[Symbol.dispose]());
}

function createSocket(type, listener) {
  return new Socket(type, listener);
}

// onListening calls the callback of bind, unless binding fails.
function onListening(socket, callback) {
  const forget = () => {
    socket.removeListener('error', forget);
    socket.removeListener('listening', listening);
  };
  const listening = () => {
    forget();
    callback.call(socket);
  };
  socket.on('error', forget);
  socket.on('listening', listening);
}

// listen begins to hear. A shared socket is the cluster's matter too.
function listen(socket, state, shared) {
  state.handle.start();
  state.bindState = BOUND;
  if (state.recvBufferSize) bufferSize(socket, state.recvBufferSize, false);
  if (state.sendBufferSize) bufferSize(socket, state.sendBufferSize, true);
  if (shared !== undefined && binding.clustered) require('internal/cluster/servers').bound(socket, shared);
  socket.emit('listening');
}

function unbound(socket, state, error) {
  state.bindState = UNBOUND;
  socket.emit('error', error);
}

// bind([port][, address][, callback]) and bind(options[, callback]).
function bind(...args) {
  let [port, address] = args;
  const state = running(this);
  if (state.bindState !== UNBOUND) throw new ERR_SOCKET_ALREADY_BOUND();
  state.bindState = BINDING;
  const callback = args[args.length - 1];
  if (typeof callback === 'function') onListening(this, callback);
  let exclusive = false;
  if (port !== null && typeof port === 'object') {
    if (port.fd > 0 && port.fd === (port.fd | 0)) return open(this, state, port.fd);
    exclusive = !!port.exclusive;
    ({ address, port } = port);
  }
  if (typeof address === 'function') address = '';
  state.lookup(address || (this.type === 'udp4' ? '0.0.0.0' : '::'), (error, ip) => {
    if (!state.handle) return;
    if (error) {
      unbound(this, state, error);
      return;
    }
    const failure = state.handle.bind(ip, port >>> 0, exclusive);
    if (failure === 0) listen(this, state, exclusive ? undefined : { addressType: this.type, address: ip });
    else unbound(this, state, failedAt(failure, 'bind', ip, port));
  });
  return this;
}

function open(socket, state, fd) {
  const failure = state.handle.open(fd);
  if (failure !== 0) throw failed(failure, 'open');
  listen(socket, state);
  return socket;
}

// connect(port[, address][, callback])
function connect(port, address, callback) {
  port = validatePort(port, 'Port', false);
  if (typeof address === 'function') {
    callback = address;
    address = '';
  } else if (address === undefined) {
    address = '';
  }
  validateString(address, 'address');
  const state = stateOf(this);
  if (state.connectState !== DISCONNECTED) throw new ERR_SOCKET_DGRAM_IS_CONNECTED();
  state.connectState = CONNECTING;
  if (state.bindState === UNBOUND) this.bind({ port: 0, exclusive: true }, null);
  const begin = () => {
    if (callback) this.once('connect', callback);
    state.lookup(address, (error, ip) => connected(this, { error, ip, address, port, callback }));
  };
  if (state.bindState === BOUND) begin();
  else whenBound(this, begin);
}

function connected(socket, { error, ip, address, port, callback }) {
  const state = stateOf(socket);
  if (!state.handle) return;
  if (!error) {
    const failure = state.handle.connect(ip, port);
    if (failure !== 0) error = failedAt(failure, 'connect', address, port);
  }
  if (!error) {
    state.connectState = CONNECTED;
    process.nextTick(() => socket.emit('connect'));
    return;
  }
  state.connectState = DISCONNECTED;
  process.nextTick(() => {
    if (!callback) {
      socket.emit('error', error);
      return;
    }
    socket.removeListener('connect', callback);
    callback(error);
  });
}

function disconnect() {
  const state = stateOf(this);
  if (state.connectState !== CONNECTED) throw new ERR_SOCKET_DGRAM_NOT_CONNECTED();
  const failure = state.handle.disconnect();
  if (failure !== 0) throw failed(failure, 'connect');
  state.connectState = DISCONNECTED;
}

function close(callback) {
  const state = stateOf(this);
  if (typeof callback === 'function') this.on('close', callback);
  if (state.queue !== undefined) {
    state.queue.push(() => this.close());
    return this;
  }
  running(this);
  state.handle.close();
  state.handle = null;
  process.nextTick(() => this.emit('close'));
  return this;
}

function address() {
  const result = running(this).handle.getsockname();
  if (typeof result === 'object') return result;
  throw failed(result, 'getsockname');
}

function remoteAddress() {
  const state = running(this);
  if (state.connectState !== CONNECTED) throw new ERR_SOCKET_DGRAM_NOT_CONNECTED();
  return state.handle.getpeername();
}

function counts(name) {
  return {
    [name]() {
      const { handle } = stateOf(this);
      if (handle) handle[name]();
      return this;
    },
  }[name];
}

Object.assign(Socket.prototype, {
  bind, connect, disconnect, sendto, send, close, address, remoteAddress, ...methods, ref: counts('ref'), unref: counts('unref'),
});
Socket.prototype[Symbol.asyncDispose] = async function() {
  if (!stateOf(this).handle) return undefined;
  return new Promise((resolve) => this.close(resolve));
};

module.exports = { createSocket, Socket };
