'use strict';

// What the files of this module know of a socket, and the errors that they throw.

const {
  ErrnoException, ExceptionWithHostPort, codes: { ERR_SOCKET_DGRAM_NOT_RUNNING }, genericNodeError,
} = require('internal/errors');

const kState = Symbol('state symbol');

// Stages of bind and of connect.
const UNBOUND = 0;
const BINDING = 1;
const BOUND = 2;
const DISCONNECTED = 0;
const CONNECTING = 1;
const CONNECTED = 2;

function stateOf(socket) {
  return socket[kState];
}

// running returns the state of a socket that is not closed, or throws.
function running(socket) {
  const state = stateOf(socket);
  if (!state.handle) throw new ERR_SOCKET_DGRAM_NOT_RUNNING();
  return state;
}

// denied is the error of a refusal by the host, undefined for other failures.
function denied(failure, resource) {
  if (typeof failure !== 'string') return undefined;
  return genericNodeError('Access to this API has been restricted', { code: failure, permission: 'Net', resource });
}

// failed is the error of a call of the system's.
function failed(failure, syscall) {
  return denied(failure, syscall) || new ErrnoException(failure, syscall);
}

// failedAt is the same with the address that it was about.
function failedAt(failure, syscall, address, port) {
  return denied(failure, `${address}:${port}`) || new ExceptionWithHostPort(failure, syscall, address, port);
}

// whenBound calls fn once the socket is bound, after what waits already. A failure to
// bind drops all that waits.
function whenBound(socket, fn) {
  const state = stateOf(socket);
  if (state.queue !== undefined) {
    state.queue.push(fn);
    return;
  }
  state.queue = [fn];
  const listening = () => {
    socket.removeListener('error', error);
    const { queue } = state;
    state.queue = undefined;
    for (const waiting of queue) waiting();
  };
  const error = () => {
    socket.removeListener('listening', listening);
    state.queue = undefined;
  };
  socket.once('error', error);
  socket.once('listening', listening);
}

module.exports = {
  BINDING, BOUND, CONNECTED, CONNECTING, DISCONNECTED, UNBOUND,
  failed, failedAt, kState, running, stateOf, whenBound,
};
