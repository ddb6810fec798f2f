'use strict';

// Agent: connections that requests share, one after the other.

const net = require('net');
const EventEmitter = require('events');
const { validateNumber, validateOneOf, validateString } = require('internal/validators');
const { inContext } = require('internal/task_queue');
const { debug } = require('./shared.js');

const kOnKeylog = Symbol('onkeylog');
const kRequestOptions = Symbol('requestOptions');
const kAssign = Symbol('assign');

// A server closes a connection that was idle for as long as it said; ours must have
// left it before.
const kKeepAliveGrace = 1000;

function Agent(options) {
  if (!(this instanceof Agent)) return new Agent(options);
  EventEmitter.call(this);
  this.defaultPort = 80;
  this.protocol = 'http:';
  this.options = { __proto__: null, ...options };
  if (this.options.noDelay === undefined) this.options.noDelay = true;
  // The path of a request is none of a unix socket.
  this.options.path = null;
  this.requests = { __proto__: null };
  this.sockets = { __proto__: null };
  this.freeSockets = { __proto__: null };
  this.keepAliveMsecs = this.options.keepAliveMsecs || 1000;
  this.keepAlive = this.options.keepAlive || false;
  this.maxSockets = this.options.maxSockets || Agent.defaultMaxSockets;
  this.maxFreeSockets = this.options.maxFreeSockets || 256;
  this.scheduling = this.options.scheduling || 'lifo';
  this.maxTotalSockets = this.options.maxTotalSockets;
  this.totalSocketCount = 0;
  validateOneOf(this.scheduling, 'scheduling', ['fifo', 'lifo']);
  if (this.maxTotalSockets !== undefined) validateNumber(this.maxTotalSockets, 'maxTotalSockets', 1);
  else this.maxTotalSockets = Infinity;
  this.on('free', (socket, free) => { onFree(this, socket, free); });
  this.on('newListener', maybeEnableKeylog);
}
Object.setPrototypeOf(Agent.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Agent, EventEmitter);

Agent.defaultMaxSockets = Infinity;
Agent.prototype.createConnection = net.createConnection;

// Secrets are told only where somebody listens for them.
function maybeEnableKeylog(event) {
  if (event !== 'keylog') return;
  this.removeListener('newListener', maybeEnableKeylog);
  const agent = this;
  this[kOnKeylog] = function onkeylog(line) {
    agent.emit('keylog', line, this);
  };
  // Each of these is the list of one host.
  for (const sockets of Object.values(this.sockets)) for (const s of sockets) s.on('keylog', this[kOnKeylog]);
}

// getName tells apart the connections that may not be shared.
function nameOf(host, port, localAddress, family, socketPath) {
  let name = `${host || 'localhost'}:${port || ''}:${localAddress || ''}`;
  if (family === 4 || family === 6) name += `:${family}`;
  if (socketPath) name += `:${socketPath}`;
  return name;
}

function getName(options = {}) {
  return nameOf(options.host, options.port, options.localAddress, options.family, options.socketPath);
}

Agent.prototype.getName = getName;

// nameFor is the name of a connection that was made with options, which have it.
function nameFor(agent, options) {
  return agent.getName === getName && options._agentKey !== undefined ? options._agentKey : agent.getName(options);
}

// complete makes the options of a connection out of a request's and the agent's.
function complete(agent, options, req) {
  options = { __proto__: null, ...options, ...agent.options };
  if (options.socketPath) options.path = options.socketPath;
  if (!options.servername && options.servername !== '') options.servername = servername(options, req);
  return options;
}

// The name that TLS asks for is that of the Host header, which may be another than
// that of the peer.
function servername(options, req) {
  let name = options.host;
  const header = req.getHeader('host');
  if (header) {
    validateString(header, 'options.headers.host');
    const bracket = header.indexOf(']');
    if (header[0] !== '[') [name] = header.split(':', 1);
    else name = bracket === -1 ? header : header.slice(1, bracket);
  }
  return net.isIP(name) ? '' : name;
}

// addRequest gives a request a connection: one that is free, a new one, or the next
// that becomes free. It once took (req, host, port, localAddress).
function addRequest(req, options, port, localAddress) {
  if (typeof options === 'string') options = { __proto__: null, host: options, port, localAddress };
  options = complete(this, options, req);
  const name = this.getName(options);
  if (!this.sockets[name]) this.sockets[name] = [];
  const free = this.freeSockets[name];
  const socket = free ? takeFree(this, name, free) : undefined;
  const freeCount = free ? free.length : 0;
  const count = freeCount + this.sockets[name].length;
  if (socket) {
    this.reuseSocket(socket, req);
    assign(this, req, socket);
    this.sockets[name].push(socket);
  } else if (count < this.maxSockets && this.totalSocketCount < this.maxTotalSockets) {
    debug?.('call onSocket', count, freeCount);
    this.createSocket(req, options, (error, created) => {
      if (error) req.onSocket(created, error);
      else assign(this, req, created);
    });
  } else {
    debug?.('wait for socket');
    req[kRequestOptions] = options;
    req[kAssign] = inContext((given) => { assign(this, req, given); });
    (this.requests[name] ||= []).push(req);
  }
}

Agent.prototype.addRequest = addRequest;

// What names a connection; an agent may have options of its own for all of them.
const kNaming = ['host', 'port', 'localAddress', 'family', 'socketPath'];

// reuse is addRequest for a request that a free connection can have: nothing need
// be known but the name. It reports false where addRequest is to be called.
function reuse(agent, req, options, host, port) {
  if (agent.addRequest !== addRequest || agent.getName !== getName) return false;
  const own = agent.options;
  for (let i = 0; i < kNaming.length; i++) if (kNaming[i] in own) return false;
  const { family, localAddress, socketPath } = options;
  const name = nameOf(host, port, localAddress, family, socketPath);
  const free = agent.freeSockets[name];
  if (free === undefined) return false;
  const header = req.getHeader('host');
  if (header && typeof header !== 'string') return false;
  const socket = takeFree(agent, name, free);
  if (!socket) return false;
  agent.reuseSocket(socket, req);
  assign(agent, req, socket);
  (agent.sockets[name] ||= []).push(socket);
  return true;
}

function takeFree(agent, name, free) {
  while (free.length > 0 && free[0].destroyed) free.shift();
  const socket = agent.scheduling === 'fifo' ? free.shift() : free.pop();
  if (free.length === 0) delete agent.freeSockets[name];
  return socket;
}

// createSocket connects for req; cb may be called once, with an error or a socket.
Agent.prototype.createSocket = function createSocket(req, options, cb) {
  options = complete(this, options, req);
  const name = this.getName(options);
  options._agentKey = name;
  debug?.('createConnection', name, options);
  options.encoding = null;
  let called = false;
  const oncreate = (error, socket) => {
    if (called) return;
    called = true;
    if (error) {
      cb(error);
      return;
    }
    (this.sockets[name] ||= []).push(socket);
    this.totalSocketCount++;
    debug?.('sockets', name, this.sockets[name].length, this.totalSocketCount);
    install(this, socket, options);
    cb(null, socket);
  };
  if (this.keepAlive) {
    options.keepAlive = this.keepAlive;
    options.keepAliveInitialDelay = this.keepAliveMsecs;
  }
  const socket = this.createConnection(options, oncreate);
  if (socket) oncreate(null, socket);
};

// install listens for what becomes of a connection.
function install(agent, socket, options) {
  function onSocketFree() {
    debug?.('CLIENT socket onFree');
    agent.emit('free', socket, options);
  }
  function onClose() {
    debug?.('CLIENT socket onClose');
    agent.totalSocketCount--;
    agent.removeSocket(socket, options);
  }
  function onTimeout() {
    debug?.('CLIENT socket onTimeout');
    // One that is in use is its request's to end.
    if (Object.values(agent.freeSockets).some((list) => list.includes(socket))) socket.destroy();
  }
  // The connection speaks something else from now on.
  function onRemove() {
    debug?.('CLIENT socket onRemove');
    agent.totalSocketCount--;
    agent.removeSocket(socket, options);
    socket.removeListener('close', onClose);
    socket.removeListener('free', onSocketFree);
    socket.removeListener('timeout', onTimeout);
    socket.removeListener('agentRemove', onRemove);
  }
  socket.on('free', onSocketFree);
  socket.on('close', onClose);
  socket.on('timeout', onTimeout);
  socket.on('agentRemove', onRemove);
  if (agent[kOnKeylog]) socket.on('keylog', agent[kOnKeylog]);
}

// onFree is called when a request is done with its connection.
function onFree(agent, socket, options) {
  const name = nameFor(agent, options);
  debug?.('agent.on(free)', name);
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const requests = agent.requests[name];
  if (requests && requests.length > 0) {
    const req = requests.shift();
    if (requests.length === 0) delete agent.requests[name];
    const give = req[kAssign];
    req[kAssign] = undefined;
    if (give) give(socket);
    else assign(agent, req, socket);
    return;
  }
  const req = socket._httpMessage;
  if (!req || !req.shouldKeepAlive || !agent.keepAlive) {
    socket.destroy();
    return;
  }
  const free = agent.freeSockets[name] || [];
  const count = free.length + (agent.sockets[name] ? agent.sockets[name].length : 0);
  if (agent.totalSocketCount > agent.maxTotalSockets || count > agent.maxSockets ||
      free.length >= agent.maxFreeSockets || !agent.keepSocketAlive(socket)) {
    socket.destroy();
    return;
  }
  agent.freeSockets[name] = free;
  socket._httpMessage = null;
  agent.removeSocket(socket, options);
  socket.once('error', onFreeError);
  free.push(socket);
}

function onFreeError(error) {
  debug?.('SOCKET ERROR on FREE socket:', error.message, error.stack);
  this.destroy();
  this.emit('agentRemove');
}

// removeSocket forgets a connection that is used or over, and connects anew for a
// request that waits.
Agent.prototype.removeSocket = function removeSocket(socket, options) {
  const name = nameFor(this, options);
  debug?.('removeSocket', name, 'writable:', socket.writable);
  takeOut(this.sockets, name, socket);
  if (!socket.writable) takeOut(this.freeSockets, name, socket);
  let req;
  if (this.requests[name] && this.requests[name].length > 0) {
    [req] = this.requests[name];
  } else {
    // Another host's request may have waited for the number to go down.
    const [other] = Object.keys(this.requests);
    if (other !== undefined && !(this.sockets[other] && this.sockets[other].length > 0)) {
      [req] = this.requests[other];
      options = req[kRequestOptions];
    }
  }
  if (!req || !options) return;
  debug?.('removeSocket, have a request, make a socket');
  req[kRequestOptions] = undefined;
  this.createSocket(req, options, (error, created) => {
    if (error) req.onSocket(created, error);
    else created.emit('free');
  });
};

function takeOut(lists, name, socket) {
  const list = lists[name];
  if (!list) return;
  const index = list.indexOf(socket);
  if (index === -1) return;
  list.splice(index, 1);
  if (list.length === 0) delete lists[name];
}

// keepSocketAlive makes a connection wait for its next request. It reports false
// where it would not live long enough.
Agent.prototype.keepSocketAlive = function keepSocketAlive(socket) {
  socket.setKeepAlive(true, this.keepAliveMsecs);
  socket.unref();
  let timeout = this.options.timeout || 0;
  let usable = true;
  const res = socket._httpMessage && socket._httpMessage.res;
  const said = res ? binding.header(res, 'keep-alive') : undefined;
  const hint = said ? /^timeout=(\d+)/.exec(said) : null;
  if (hint !== null) {
    const theirs = Math.max(0, Number.parseInt(hint[1], 10) * 1000 - kKeepAliveGrace);
    if (theirs === 0) usable = false;
    else if (theirs < timeout) timeout = theirs;
  }
  if (socket.timeout !== timeout) socket.setTimeout(timeout);
  return usable;
};

Agent.prototype.reuseSocket = function reuseSocket(socket, req) {
  debug?.('have free socket');
  socket.removeListener('error', onFreeError);
  req.reusedSocket = true;
  socket.ref();
};

Agent.prototype.destroy = function destroy() {
  for (const lists of [this.freeSockets, this.sockets]) {
    for (const name of Object.keys(lists)) {
      const list = lists[name];
      for (let i = 0; i < list.length; i++) list[i].destroy();
    }
  }
};

function assign(agent, req, socket) {
  req.onSocket(socket);
  const timeout = agent.options.timeout || 0;
  if (req.timeout !== undefined && req.timeout !== timeout) socket.setTimeout(req.timeout);
}

module.exports = {
  Agent,
  globalAgent: new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5000 }),
};
Object.defineProperty(module.exports, 'reuse', { value: reuse });
