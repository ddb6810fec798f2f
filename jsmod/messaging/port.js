'use strict';

// MessageChannel and MessagePort. A port is the object that a script has, around an
// end of the channel, which another object takes over when the port is transferred.

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { defineEventHandler, watchListeners, Event } = require('internal/event_target');
const clones = require('internal/structured_clone');
const { MessageEvent } = require('./message_event.js');
const { NodeEventTarget, kCreateEvent, withArgument } = require('./node_target.js');
const { typeError } = require('./checks.js');

const kEnd = Symbol('kEnd');
const kClosing = Symbol('kClosing'); // the end, from close() to the event
const customInspect = Symbol.for('nodejs.util.inspect.custom');

class MessagePortCloseEvent extends Event {}


class Port extends NodeEventTarget {
  constructor() {
    super();
    Object.defineProperty(this, kEnd, { value: null, writable: true });
    Object.defineProperty(this, kClosing, { value: null, writable: true });
    watchListeners(this, (type, size) => {
      if (type === 'message') listened(this, size);
    });
  }

  postMessage(message, transfer) {
    if (arguments.length === 0) {
      throw typeError('ERR_MISSING_ARGS', 'Not enough arguments to MessagePort.postMessage');
    }
    const end = endOf(this);
    const list = clones.transferListOf(transfer);
    if (list.includes(this)) throw clones.dataCloneError('Transfer list contains source port');
    const lost = end !== null && end.peer !== null && list.includes(end.peer.port);
    const made = clones.cloneMessage(message, list);
    if (lost) {
      require('process').emitWarning(
        'The target port was posted to itself, and the communication channel was lost');
      shut(end);
      return true;
    }
    if (end === null || end.peer === null) return undefined;
    deliver(end.peer, made);
    return true;
  }

  start() {
    const end = endOf(this);
    if (end === null || end.receiving) return;
    end.receiving = true;
    for (let i = 0; i < end.queue.length; i++) end.hold.post(end.next);
  }

  close(callback) {
    if (typeof callback === 'function') this.once('close', callback);
    const end = endOf(this);
    if (end !== null) shut(end);
  }

  ref() {
    const end = endOf(this);
    if (end !== null) refer(end, true);
  }

  unref() {
    const end = endOf(this);
    if (end !== null) refer(end, false);
  }

  hasRef() {
    const end = endOf(this) || this[kClosing];
    return end !== null && end.refed;
  }

  [customInspect](depth, options) {
    if (depth < 0) return 'MessagePort [EventTarget]';
    const inner = { ...options, depth: typeof options.depth === 'number' ? options.depth - 1 : options.depth };
    const state = { active: endOf(this) !== null, refed: this.hasRef() };
    return `MessagePort [EventTarget] ${require('util').inspect(state, inner)}`;
  }
}

// Scripts cannot make ports.
function MessagePort() {
  throw typeError('ERR_CONSTRUCT_CALL_INVALID', 'Constructor cannot be called');
}
Object.setPrototypeOf(MessagePort, NodeEventTarget);
Object.defineProperty(MessagePort, 'prototype', { value: Port.prototype, writable: false });
Object.defineProperty(Port.prototype, 'constructor', { value: MessagePort });

Object.defineProperty(MessagePort.prototype, kCreateEvent, {
  value(type, data) {
    if (type !== 'message' && type !== 'messageerror') return withArgument(new Event(type), data);
    return withArgument(new MessageEvent(type, { data }), data);
  },
});
defineEventHandler(MessagePort.prototype, 'message');
defineEventHandler(MessagePort.prototype, 'messageerror');
for (const name of ['postMessage', 'start', 'close', 'ref', 'unref', 'hasRef']) {
  Object.defineProperty(MessagePort.prototype, name, { enumerable: true });
}

function endOf(port) {
  const end = port === null || port === undefined ? undefined : port[kEnd];
  if (end === undefined) throw new TypeError('Illegal invocation');
  return end;
}

// shell makes a port without an end.
function shell() {
  return new Port();
}

// settle gives the port its end.
function settle(port, end) {
  Object.assign(end, { port, receiving: false, refed: false, next: () => receive(end) });
  port[kEnd] = end;
  // Hooks of async_hooks see the port now.
  end.hold = binding.hold(port);
  return port;
}

function refer(end, on) {
  end.refed = on;
  if (on) end.hold.ref();
  else end.hold.unref();
}

// listened is told how many listeners hear of messages now.
function listened(port, size) {
  const end = port[kEnd];
  if (end === null) return;
  if (size === 0) {
    end.receiving = false;
    refer(end, false);
  } else if (size === 1 && !end.receiving) {
    port.ref();
    port.start();
  }
}

function deliver(end, message) {
  end.queue.push(message);
  if (end.receiving) end.hold.post(end.next);
}

function receive(end) {
  const { port } = end;
  // A port that is closed by one message hears those that have come already.
  while (end.receiving && end.queue.length > 0) {
    const { data, ports } = end.queue.shift();
    port.dispatchEvent(withArgument(new MessageEvent('message', { data, ports }), data));
    if (port[kEnd] !== null || end.port !== port) break;
  }
  endIfDone(end);
}

// endIfDone closes an end whose peer has closed, after the last message.
function endIfDone(end) {
  if (end.ended && end.queue.length === 0) shut(end);
}

function shut(end) {
  const { port, hold, peer } = end;
  if (port === null || port[kEnd] !== end) return;
  port[kEnd] = null;
  port[kClosing] = end;
  end.peer = null;
  hold.close(() => {
    port[kClosing] = null;
    port.dispatchEvent(new MessagePortCloseEvent('close'));
  });
  if (peer === null) return;
  peer.peer = null;
  peer.ended = true;
  peer.hold.post(() => endIfDone(peer));
}

// move gives the port's end to another, and closes the port.
function move(port, other) {
  const end = port[kEnd];
  const { hold } = end;
  port[kEnd] = null;
  hold.close(() => port.dispatchEvent(new MessagePortCloseEvent('close')));
  settle(other, end);
  if (end.ended) end.hold.post(() => endIfDone(end));
}

clones.transferPorts({
  isPort: (value) => value instanceof MessagePort && value[kEnd] !== undefined,
  isDetached: (port) => port[kEnd] === null,
  move,
  shell,
});

// MessageChannel throws what Node's does when it is called without new.
function MessageChannel() {
  if (!new.target) throw typeError('ERR_CONSTRUCT_CALL_REQUIRED', 'Cannot call constructor without `new`');
  const ends = [1, 2].map(() => ({ queue: [], peer: null, ended: false }));
  ends[0].peer = ends[1];
  ends[1].peer = ends[0];
  this.port1 = settle(shell(), ends[0]);
  this.port2 = settle(shell(), ends[1]);
}

function receiveMessageOnPort(port) {
  const broadcast = require('./broadcast.js').queueOf(port);
  if (broadcast === undefined && !(port instanceof MessagePort)) {
    const error = new ERR_INVALID_ARG_TYPE('port', 'MessagePort', port);
    error.message = 'The "port" argument must be a MessagePort instance';
    throw error;
  }
  const end = broadcast === undefined ? endOf(port) : { queue: broadcast, ended: false };
  if (end === null || end.queue.length === 0) return undefined;
  const { data } = end.queue.shift();
  endIfDone(end);
  return { message: data };
}

// There are no contexts to move a port to.
function moveMessagePortToContext() {
  throw typeError('ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', 'There are no other contexts in this runtime');
}

module.exports = { MessageChannel, MessagePort, moveMessagePortToContext, receiveMessageOnPort };
