'use strict';

// How a socket finds its peer: addresses, lookups and one attempt after the other.

const {
  NodeAggregateError,
  codes: {
    ERR_INVALID_ADDRESS_FAMILY,
    ERR_INVALID_ARG_TYPE,
    ERR_INVALID_IP_ADDRESS,
  },
} = require('internal/errors');
const {
  validateBoolean, validateFunction, validateInt32, validateNumber, validatePort,
} = require('internal/validators');
const { nextTick } = require('internal/task_queue');
const { connectError, kUpdateTimer, own } = require('./stream_handle.js');
const { applyOptions } = require('./socket.js');
const { isIP } = require('./address.js');
const { debug } = require('./debug.js');

let autoSelectFamilyDefault = binding.flag('no-network-family-autoselection') === undefined &&
  binding.flag('network-family-autoselection') !== 'false';
let autoSelectFamilyAttemptTimeoutDefault =
  Math.max(10, Number(binding.flag('network-family-autoselection-attempt-timeout')) || 250);

function getDefaultAutoSelectFamily() {
  return autoSelectFamilyDefault;
}

function setDefaultAutoSelectFamily(value) {
  validateBoolean(value, 'value');
  autoSelectFamilyDefault = value;
}

function getDefaultAutoSelectFamilyAttemptTimeout() {
  return autoSelectFamilyAttemptTimeoutDefault;
}

function setDefaultAutoSelectFamilyAttemptTimeout(value) {
  validateInt32(value, 'value', 1);
  autoSelectFamilyAttemptTimeoutDefault = Math.max(10, value);
}

function fail(socket, err) {
  socket.destroy(err);
}

function connectPipe(socket, path) {
  const handle = socket._handle;
  handle.connectDone = (failure) => {
    if (socket.destroyed) return;
    if (failure === undefined) {
      connected(socket, handle);
      return;
    }
    const err = connectError(failure, path);
    socket.emit('connectionAttemptFailed', path, undefined, undefined, err);
    socket.destroy(err);
  };
  attempt(socket, () => handle.connect({ network: 'unix', address: path }));
}

// attempt runs fn; a refusal by the host is thrown by the binding and becomes
// the socket's error.
function attempt(socket, fn) {
  try {
    fn();
  } catch (err) {
    nextTick(fail, socket, err);
  }
}

// connected is called when the handle has its connection. A subclass that lays
// another protocol over it takes the handle in _wrapConnected.
function connected(socket, handle) {
  debug?.('afterConnect');
  socket.connecting = false;
  socket._sockname = undefined;
  applyOptions(socket, handle);
  if (socket._wrapConnected !== undefined) socket._wrapConnected(handle);
  socket[kUpdateTimer]();
  socket.emit('connect');
  socket.emit('ready');
  if (!socket.isPaused() && !socket.destroyed) socket.read(0);
}

// connectTo makes one attempt; done is called with a failure object or nothing.
function connectTo(socket, target, localAddress, localPort, done) {
  const { address, port, family } = target;
  const handle = socket._handle;
  handle.connectDone = done;
  debug?.('connect: attempting to connect to %s:%d (addressType: %d)', address, port, family);
  socket.emit('connectionAttempt', address, port, family);
  if (socket._handle !== handle || !socket.connecting) return;
  attempt(socket, () => handle.connect({
    network: family === 6 ? 'tcp6' : 'tcp4', address, port, localAddress, localPort,
  }));
}

// fails ends a socket whose only attempt failed. The local address is bound on
// the way, so a failure of that is no attempt's.
function fails(socket, failure, target, localAddress, localPort) {
  if (failure.syscall === 'bind') {
    socket.destroy(connectError(failure, localAddress, localPort));
    return;
  }
  const err = attemptError(failure, target, localAddress, localPort);
  socket.emit('connectionAttemptFailed', target.address, target.port, target.family, err);
  socket.destroy(err);
}

function attemptError(failure, target, localAddress, localPort) {
  const details = localAddress && localPort ? `${localAddress}:${localPort}` : undefined;
  const err = connectError(failure, target.address, target.port, details);
  if (details !== undefined) {
    err.localAddress = localAddress;
    err.localPort = localPort;
  }
  return err;
}

function connectOne(socket, target, options) {
  const { localAddress, localPort } = options;
  connectTo(socket, target, localAddress, localPort, (failure, handle) => {
    if (socket.destroyed) return;
    if (failure === undefined) connected(socket, handle);
    else fails(socket, failure, target, localAddress, localPort);
  });
}

// connectMany tries the addresses in turn, each with its time, until one
// answers. Only one attempt is under way at a time.
function connectMany(socket, targets, options, timeout) {
  const errors = [];
  const { localPort } = options;
  const { port } = targets[0];
  socket.autoSelectFamilyAttemptedAddresses = [];
  const timers = require('timers');
  let index = 0;

  function next() {
    if (!socket.connecting) return;
    if (index === targets.length) {
      socket.destroy(errors.length === 1 ? errors[0] : new NodeAggregateError(errors));
      return;
    }
    const target = targets[index++];
    socket.autoSelectFamilyAttemptedAddresses.push(`${target.address}:${port}`);
    if (index > 1) replaceHandle(socket);
    let timer;
    let settled = false;
    connectTo(socket, target, undefined, localPort, (failure, handle) => {
      if (settled || socket.destroyed) return;
      settled = true;
      timers.clearTimeout(timer);
      if (failure === undefined) {
        connected(socket, handle);
        return;
      }
      const err = attemptError(failure, target, undefined, localPort);
      socket.emit('connectionAttemptFailed', target.address, target.port, target.family, err);
      errors.push(err);
      next();
    });
    // The last one has all the time that the system gives.
    if (index === targets.length || settled) return;
    timer = timers.setTimeout(() => {
      if (settled || !socket.connecting) return;
      settled = true;
      socket.emit('connectionAttemptTimeout', target.address, target.port, target.family);
      errors.push(timeoutError(target));
      next();
    }, timeout);
    if (!socket._handle || !socket._handle.hasRef()) timer.unref();
  }
  next();
}

function timeoutError({ address, port }) {
  const [errno] = binding.errorOf('ETIMEDOUT');
  return connectError({ code: 'ETIMEDOUT', errno, syscall: 'connect' }, address, port);
}

// replaceHandle drops an attempt that failed or took too long.
function replaceHandle(socket) {
  const old = socket._handle;
  const wasRef = old.hasRef();
  old.owner = undefined;
  old.connectDone = undefined;
  old.close();
  socket._handle = binding.createStream();
  own(socket._handle, socket);
  if (!wasRef) socket._handle.unref();
}

// checkOptions throws for what is wrong and returns the port as a number.
function checkOptions(options) {
  const { localAddress, localPort, autoSelectFamily, autoSelectFamilyAttemptTimeout } = options;
  let { port } = options;
  if (localAddress && !isIP(localAddress)) throw new ERR_INVALID_IP_ADDRESS(localAddress);
  if (localPort) validateNumber(localPort, 'options.localPort');
  if (port !== undefined) {
    if (typeof port !== 'number' && typeof port !== 'string') {
      throw new ERR_INVALID_ARG_TYPE('options.port', ['number', 'string'], port);
    }
    validatePort(port);
  }
  port |= 0;
  if (autoSelectFamily !== undefined && autoSelectFamily !== null) {
    validateBoolean(autoSelectFamily, 'options.autoSelectFamily');
  }
  if (autoSelectFamilyAttemptTimeout !== undefined && autoSelectFamilyAttemptTimeout !== null) {
    validateInt32(autoSelectFamilyAttemptTimeout, 'options.autoSelectFamilyAttemptTimeout', 1);
  }
  return port;
}

function lookupAndConnect(socket, options) {
  const port = checkOptions(options);
  const host = options.host || 'localhost';
  const family = isIP(host);
  if (family !== 0) {
    nextTick(() => {
      if (socket.connecting) connectOne(socket, { address: host, port, family }, options);
    });
    return;
  }
  // Nobody is asked about an address.
  if (options.lookup !== undefined && options.lookup !== null) {
    validateFunction(options.lookup, 'options.lookup');
  }
  socket._host = host;
  const many = (options.autoSelectFamily ?? autoSelectFamilyDefault) &&
    normalizeFamily(options.family) === 0 && !options.localAddress;
  const lookup = options.lookup || require('dns').lookup;
  const query = { family: options.family, hints: options.hints || 0 };
  if (query.family !== 4 && query.family !== 6 && query.hints === 0 && process.platform !== 'win32') {
    query.hints = require('dns').ADDRCONFIG;
  }
  debug?.('connect: find host', host);
  debug?.('connect: dns options', query);
  if (many) lookupMany(socket, lookup, host, port, query, options);
  else lookupOne(socket, lookup, host, port, query, options);
}

function normalizeFamily(family) {
  if (family === 'IPv4') return 4;
  if (family === 'IPv6') return 6;
  return family || 0;
}

function lookupOne(socket, lookup, host, port, query, options) {
  lookup(host, query, function emitLookup(err, address, family) {
    socket.emit('lookup', err, address, family, host);
    if (!socket.connecting) return;
    if (err) {
      nextTick(fail, socket, err);
    } else if (!isIP(address)) {
      nextTick(fail, socket, new ERR_INVALID_IP_ADDRESS(address));
    } else if (family !== 4 && family !== 6) {
      nextTick(fail, socket, new ERR_INVALID_ADDRESS_FAMILY(family, options.host, options.port));
    } else {
      socket[kUpdateTimer]();
      connectOne(socket, { address, port, family }, options);
    }
  });
}

function lookupMany(socket, lookup, host, port, query, options) {
  query.all = true;
  lookup(host, query, function emitLookup(err, addresses) {
    if (err || !Array.isArray(addresses)) {
      socket.emit('lookup', err, undefined, undefined, host);
      if (!socket.connecting) return;
      if (!err) err = new ERR_INVALID_IP_ADDRESS(addresses);
      nextTick(fail, socket, err);
      return;
    }
    for (const { address, family } of addresses) {
      socket.emit('lookup', null, address, family, host);
      if (!socket.connecting) return;
    }
    const found = usable(addresses, port);
    if (found.targets.length === 0) {
      const { address, family } = found.bad || { address: undefined, family: 0 };
      nextTick(fail, socket, isIP(address) ?
        new ERR_INVALID_ADDRESS_FAMILY(family, options.host, options.port) :
        new ERR_INVALID_IP_ADDRESS(address));
      return;
    }
    socket[kUpdateTimer]();
    if (found.targets.length === 1) {
      connectOne(socket, found.targets[0], options);
      return;
    }
    const timeout = options.autoSelectFamilyAttemptTimeout === undefined ?
      autoSelectFamilyAttemptTimeoutDefault : Math.max(10, options.autoSelectFamilyAttemptTimeout);
    connectMany(socket, found.targets, options, timeout);
  });
}

// usable alternates between the families, beginning with that of the first.
function usable(addresses, port) {
  const byFamily = { 4: [], 6: [] };
  let first = 0;
  let bad;
  for (const { address, family } of addresses) {
    if (isIP(address) && (family === 4 || family === 6)) {
      if (first === 0) first = family;
      byFamily[family].push({ address, port, family });
    } else if (bad === undefined) {
      bad = { address, family };
    }
  }
  const a = byFamily[first] || [];
  const b = byFamily[first === 4 ? 6 : 4];
  const targets = [];
  for (let i = 0; i < a.length || i < b.length; i++) {
    if (i < a.length) targets.push(a[i]);
    if (i < b.length && first !== 0) targets.push(b[i]);
  }
  return { targets, bad };
}

module.exports = {
  connectPipe,
  getDefaultAutoSelectFamily,
  getDefaultAutoSelectFamilyAttemptTimeout,
  lookupAndConnect,
  setDefaultAutoSelectFamily,
  setDefaultAutoSelectFamilyAttemptTimeout,
};
