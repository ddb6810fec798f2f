'use strict';

// BroadcastChannel: all of one name in this runtime hear each other.

const {
  codes: { ERR_INVALID_THIS, ERR_MISSING_ARGS },
} = require('internal/errors');
const { EventTarget, defineEventHandler } = require('internal/event_target');
const clones = require('internal/structured_clone');
const { MessageEvent } = require('./message_event.js');

const kChannel = Symbol('kChannel');
const customInspect = Symbol.for('nodejs.util.inspect.custom');
const named = new Map(); // name -> set of channels that are open

class BroadcastChannel extends EventTarget {
  constructor(name) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    super();
    const channel = { name: `${name}`, target: this, hold: binding.hold(), queue: [], open: true };
    Object.defineProperty(this, kChannel, { value: channel });
    channel.hold.ref();
    if (!named.has(channel.name)) named.set(channel.name, new Set());
    named.get(channel.name).add(channel);
  }

  [customInspect](depth, options) {
    const { name, open } = channelOf(this);
    if (depth < 0) return 'BroadcastChannel';
    const inner = { ...options, depth: typeof options.depth === 'number' ? options.depth - 1 : options.depth };
    return `BroadcastChannel ${require('util').inspect({ name, active: open }, inner)}`;
  }

  get name() { return channelOf(this).name; }

  close() {
    const channel = channelOf(this);
    if (!channel.open) return;
    channel.open = false;
    const group = named.get(channel.name);
    group.delete(channel);
    if (group.size === 0) named.delete(channel.name);
    channel.hold.close(() => {});
  }

  postMessage(message) {
    const channel = channelOf(this);
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('message');
    if (!channel.open) {
      const { DOMException } = require('internal/domexception');
      throw new DOMException('BroadcastChannel is closed.', 'InvalidStateError');
    }
    const others = [...named.get(channel.name)].filter((other) => other !== channel);
    const first = clones.cloneMessage(message, []);
    others.forEach((other, i) => send(other, i === 0 ? first : clones.cloneMessage(message, [])));
  }

  ref() {
    const channel = channelOf(this);
    if (channel.open) channel.hold.ref();
    return this;
  }

  unref() {
    const channel = channelOf(this);
    if (channel.open) channel.hold.unref();
    return this;
  }
}

for (const name of ['name', 'close', 'postMessage']) {
  Object.defineProperty(BroadcastChannel.prototype, name, { enumerable: true });
}
defineEventHandler(BroadcastChannel.prototype, 'message');
defineEventHandler(BroadcastChannel.prototype, 'messageerror');

function channelOf(target) {
  const channel = target === null || target === undefined ? undefined : target[kChannel];
  if (channel === undefined) throw new ERR_INVALID_THIS('BroadcastChannel');
  return channel;
}

function send(channel, message) {
  channel.queue.push(message);
  channel.hold.post(() => {
    if (channel.queue.length === 0) return;
    const { data } = channel.queue.shift();
    channel.target.dispatchEvent(new MessageEvent('message', { data }));
  });
}

// queueOf is for receiveMessageOnPort; undefined for what is no channel.
function queueOf(target) {
  const channel = target === null || target === undefined ? undefined : target[kChannel];
  return channel === undefined ? undefined : channel.queue;
}

module.exports = { BroadcastChannel, queueOf };
