'use strict';

const EventEmitter = require('events');
const {
  codes: {
    ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_SERVER_ALREADY_LISTEN, ERR_SERVER_NOT_RUNNING,
  },
  genericNodeError,
  uvExceptionWithHostPort,
} = require('internal/errors');
const { validateAbortSignal, validateNumber, validatePort } = require('internal/validators');
const { nextTick } = require('internal/task_queue');
const { closeHandle, failureToError } = require('./stream_handle.js');
const { Socket, acceptOptions, applyToHandle } = require('./socket.js');
const { debug } = require('./debug.js');
const { isIP, isPipeName, normalizeArgs, toNumber } = require('./address.js');

const kBacklog = 511;

function Server(options, connectionListener) {
  if (!(this instanceof Server)) return new Server(options, connectionListener);
  EventEmitter.call(this);
  if (typeof options === 'function') {
    connectionListener = options;
    options = {};
  } else if (options === null || options === undefined) {
    options = {};
  } else if (typeof options === 'object') {
    options = { ...options };
  } else {
    throw new ERR_INVALID_ARG_TYPE('options', 'Object', options);
  }
  if (typeof connectionListener === 'function') this.on('connection', connectionListener);
  if (options.keepAliveInitialDelay !== undefined) {
    validateNumber(options.keepAliveInitialDelay, 'options.keepAliveInitialDelay');
    if (options.keepAliveInitialDelay < 0) options.keepAliveInitialDelay = 0;
  }
  if (options.highWaterMark !== undefined) {
    validateNumber(options.highWaterMark, 'options.highWaterMark');
    if (options.highWaterMark < 0) options.highWaterMark = defaultHighWaterMark();
  }

  this._connections = 0;
  this._handle = null;
  this._usingWorkers = false;
  this._workers = [];
  this._unref = false;
  this._listeningId = 1;
  this.allowHalfOpen = options.allowHalfOpen || false;
  this.pauseOnConnect = Boolean(options.pauseOnConnect);
  this.noDelay = Boolean(options.noDelay);
  this.keepAlive = Boolean(options.keepAlive);
  this.keepAliveInitialDelay = ~~(options.keepAliveInitialDelay / 1000);
  this.highWaterMark = options.highWaterMark ?? defaultHighWaterMark();
}
Object.setPrototypeOf(Server.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Server, EventEmitter);

function defaultHighWaterMark() {
  return require('stream').getDefaultHighWaterMark(false);
}

// The older documents count here; getConnections is the newer way.
Object.defineProperty(Server.prototype, 'connections', {
  configurable: true,
  enumerable: false,
  get() { return this._connections; },
  set(n) { this._connections = n; },
});

Object.defineProperty(Server.prototype, 'listening', {
  configurable: true,
  enumerable: true,
  get() { return Boolean(this._handle); },
});

// --- listening ---

Server.prototype.listen = function listen(...args) {
  let [options, cb] = normalizeArgs(args);
  if (this._handle) throw new ERR_SERVER_ALREADY_LISTEN();
  if (cb !== null) this.once('listening', cb);
  const backlogArg = toNumber(args.length > 1 && args[1]) || toNumber(args.length > 2 && args[2]);

  options = options._handle || options.handle || options;
  if (isListeningHandle(options)) {
    this._handle = options;
    take(this);
    return this;
  }
  closeOnAbort(this, options.signal);
  if (typeof options.fd === 'number' && options.fd >= 0) {
    start(this, () => binding.listenFd(options.fd), { address: null, port: -1 });
    return this;
  }
  // A port that is null or left out, in whatever form, is any free one.
  if (args.length === 0 || typeof args[0] === 'function' ||
      (options.port === undefined && 'port' in options) || options.port === null) {
    options.port = 0;
  }
  if (typeof options.port === 'number' || typeof options.port === 'string') {
    validatePort(options.port, 'options.port');
    const target = { ...options, port: options.port | 0, backlog: options.backlog || backlogArg };
    if (options.host) lookupAndListen(this, target);
    else listenEverywhere(this, target);
    return this;
  }
  if (options.path && isPipeName(options.path)) {
    listenPipe(this, options, options.backlog || backlogArg);
    return this;
  }
  if (!('port' in options) && !('path' in options)) {
    throw new ERR_INVALID_ARG_VALUE('options', options, 'must have the property "port" or "path"');
  }
  throw new ERR_INVALID_ARG_VALUE('options', options);
};

// isListeningHandle recognises what another server has under _handle.
function isListeningHandle(value) {
  return typeof value.getsockname === 'function' && typeof value.close === 'function' &&
    value.readStart === undefined;
}

function closeOnAbort(server, signal) {
  if (signal === undefined) return;
  validateAbortSignal(signal, 'options.signal');
  const onAborted = () => server.close();
  if (signal.aborted) {
    nextTick(onAborted);
    return;
  }
  signal.addEventListener('abort', onAborted);
  server.once('close', () => signal.removeEventListener('abort', onAborted));
}

// bindPipe says EACCES for a folder that is missing, as libuv does everywhere.
function bindPipe(target) {
  const handle = bind('unix', target);
  if (isFailure(handle) && handle.code === 'ENOENT') {
    [handle.errno, handle.text] = binding.errorOf('EACCES');
    handle.code = 'EACCES';
  }
  return handle;
}

function bind(network, { address, port, backlog, ipv6Only, reusePort, mode, exclusive }) {
  return binding.listen({
    network, address, port, backlog: backlog || kBacklog, ipv6Only, reusePort, mode, exclusive,
  });
}

function isFailure(handle) {
  return handle.getsockname === undefined;
}

// start binds by fn(target), which may settle the target's address, and tells the
// result in the next tick.
function start(server, fn, target) {
  debug?.('bind to', target.address);
  let handle;
  try {
    handle = fn(target);
  } catch (err) {
    // A refusal by the host.
    nextTick(emitError, server, err);
    return false;
  }
  if (isFailure(handle)) {
    nextTick(emitError, server, listenError(handle, target));
    return false;
  }
  server._handle = handle;
  const { address, port } = target;
  server._connectionKey = `${port === -1 ? -1 : isIP(address)}:${address}:${port}`;
  take(server);
  if (handle.shared()) require('internal/cluster/servers').joined(server, sharedRequest(target));
  return true;
}

// sharedRequest is what a worker tells its primary of where it listens.
function sharedRequest({ address, host, port }) {
  if (port === -1) return { addressType: -1, address, port };
  return { addressType: host && isIP(address) === 6 ? 6 : 4, address: host ? address : null, port };
}

function take(server) {
  const handle = server._handle;
  handle.owner = server;
  handle.onconnection = onconnection;
  // A subclass that reads for itself needs no stream.
  if (handle.setBare !== undefined) handle.setBare(server._takeConnection !== undefined);
  if (server._unref) handle.unref();
  if (handle.shared !== undefined && handle.shared()) binding.outside(emitListening, server);
  else nextTick(emitListening, server);
}

function listenError(failure, target) {
  const { address, port } = target;
  if (failure.code === 'ERR_ACCESS_DENIED') {
    return genericNodeError('Access to this API has been restricted',
      { code: failure.code, permission: 'Net', resource: `${address}:${port}` });
  }
  if (failure.code === 'UNKNOWN') return failureToError(failure);
  if (binding.clustered && !target.exclusive && !target.reusePort) {
    const { ExceptionWithHostPort } = require('internal/errors');
    return new ExceptionWithHostPort(failure.errno, 'bind', sharedRequest(target).address, port);
  }
  return uvExceptionWithHostPort(failure.errno, 'listen', address, port);
}

// listenEverywhere serves both families where the machine has IPv6.
function listenEverywhere(server, options) {
  const target = { ...options, address: binding.hasIPv6() ? '::' : '0.0.0.0' };
  start(server, () => {
    if (target.address === '::') {
      const handle = bind(target.ipv6Only ? 'tcp6' : 'tcp', target);
      if (!isFailure(handle) || handle.code === 'EADDRINUSE') return handle;
      target.address = '0.0.0.0';
    }
    return bind('tcp4', target);
  }, target);
}

function lookupAndListen(server, target) {
  const family = isIP(target.host);
  if (family !== 0) {
    listenAt(server, target.host, family, target);
    return;
  }
  const id = server._listeningId;
  require('dns').lookup(target.host, function onLookup(err, address, family) {
    // close came first.
    if (server._listeningId !== id) return;
    if (err) server.emit('error', err);
    else listenAt(server, address, address ? family : 4, target);
  });
}

function listenAt(server, address, family, target) {
  let network = family === 6 ? 'tcp6' : 'tcp4';
  if (address === '::' && !target.ipv6Only) network = 'tcp';
  start(server, (to) => bind(network, to), { ...target, address });
}

function listenPipe(server, options, backlog) {
  server._pipeName = options.path;
  let mode = 0;
  if ((options.readableAll || options.writableAll) && options.path.startsWith('\0')) {
    throw new ERR_INVALID_ARG_VALUE('options', options,
      'can not set readableAll or writableAllt to true when path is abstract unix socket');
  }
  if (options.readableAll) mode |= 0o444;
  if (options.writableAll) mode |= 0o222;
  const bound = start(server, bindPipe, {
    address: options.path, port: -1, backlog, mode, exclusive: options.exclusive,
  });
  if (bound) server._handle.isPipe = true;
}

function emitError(server, err) {
  server.emit('error', err);
}

function emitListening(server) {
  if (server._handle) server.emit('listening');
}

// --- connections ---

// Called with the listening handle as this.
function onconnection(err, handle) {
  const server = this.owner;
  debug?.('onconnection');
  if (err) {
    server.emit('error', failureToError(err));
    return;
  }
  if (server.maxConnections && server._connections >= server.maxConnections) {
    handle = streamOf(handle);
    const local = handle.getsockname() || {};
    const remote = handle.getpeername() || {};
    closeHandle(handle, false, undefined);
    server.emit('drop', {
      localAddress: local.address,
      localPort: local.port,
      localFamily: local.family,
      remoteAddress: remote.address,
      remotePort: remote.port,
      remoteFamily: remote.family,
    });
    return;
  }
  if (server._takeConnection !== undefined) {
    if (server.noDelay || server.keepAlive) {
      handle = streamOf(handle);
      applyToHandle(handle, server.noDelay, server.keepAlive, server.keepAliveInitialDelay);
    }
    if (this.isPipe) handle.isPipe = true;
    if (server._takeConnection(handle)) return;
  }
  handle = streamOf(handle);
  if (this.isPipe) handle.isPipe = true;
  const socket = new Socket({
    handle,
    allowHalfOpen: server.allowHalfOpen,
    // A subclass that lays another protocol over the connection reads it itself.
    pauseOnCreate: server.pauseOnConnect || server._readsItself,
    readable: true,
    writable: true,
    readableHighWaterMark: server.highWaterMark,
    writableHighWaterMark: server.highWaterMark,
  });
  acceptOptions(socket, server.noDelay, server.keepAlive, server.keepAliveInitialDelay);
  server._connections++;
  socket.server = server;
  socket._server = server;
  server.emit('connection', socket);
}

// streamOf makes a stream handle of what may be a connection without one.
function streamOf(handle) {
  return handle.intoStream === undefined ? handle : handle.intoStream();
}

Server.prototype.getConnections = function getConnections(cb) {
  nextTick(cb, null, this._connections);
  return this;
};

Server.prototype.address = function address() {
  const handle = this._handle;
  const bound = handle && handle.getsockname ? handle.getsockname() : undefined;
  return bound || this._pipeName || null;
};

// --- the end ---

Server.prototype.close = function close(cb) {
  if (typeof cb === 'function') {
    if (!this._handle) {
      this.once('close', () => cb(new ERR_SERVER_NOT_RUNNING()));
    } else {
      this.once('close', cb);
    }
  }
  this._listeningId++;
  if (this._handle) {
    const handle = this._handle;
    this._handle = null;
    closeHandle(handle, false, undefined);
  }
  this._emitCloseIfDrained();
  return this;
};

Server.prototype._emitCloseIfDrained = function _emitCloseIfDrained() {
  debug?.('SERVER _emitCloseIfDrained');
  if (this._handle || this._connections > 0) return;
  nextTick(emitClose, this);
};

function emitClose(server) {
  debug?.('SERVER: emit close');
  server.emit('close');
}

Server.prototype[EventEmitter.captureRejectionSymbol] = function(err, event, socket) {
  if (event === 'connection') socket.destroy(err);
  else this.emit('error', err);
};

// There are no worker processes to share connections with.
Server.prototype._setupWorker = function _setupWorker() {};

Server.prototype.ref = function ref() {
  this._unref = false;
  if (this._handle) this._handle.ref();
  return this;
};

Server.prototype.unref = function unref() {
  this._unref = true;
  if (this._handle) this._handle.unref();
  return this;
};

if (Symbol.asyncDispose) {
  Server.prototype[Symbol.asyncDispose] = function() {
    if (!this._handle) return Promise.resolve();
    return new Promise((resolve, reject) => this.close((err) => err ? reject(err) : resolve()));
  };
}

module.exports = { Server };
