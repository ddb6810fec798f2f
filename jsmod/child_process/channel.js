'use strict';

// Messages between a process and its parent: JSON, a line each, over a socket.
// openChannel gives either side send, disconnect, connected and 'message'.

const EventEmitter = require('events');
const { StringDecoder } = require('string_decoder');
const {
  codes: {
    ERR_INVALID_ARG_TYPE, ERR_INVALID_HANDLE_TYPE, ERR_IPC_CHANNEL_CLOSED, ERR_IPC_DISCONNECTED, ERR_MISSING_ARGS,
  },
  genericNodeError,
} = require('internal/errors');
const { validateObject } = require('internal/validators');
const { nextTick } = require('internal/task_queue');

const kTypes = ['string', 'object', 'number', 'boolean'];
// How much may wait to be sent before send() asks for patience.
const kRoom = 128 * 1024;
// How long a line of the other side may be.
const kLongest = 256 * 1024 * 1024;

// Control is target.channel: whether the channel keeps the process alive.
class Control extends EventEmitter {
  constructor(socket) {
    super();
    hide(this, { socket, count: 0, chosen: false });
  }

  refCounted() {
    if (++this._state.count === 1 && !this._state.chosen) this._state.socket.ref();
  }

  unrefCounted() {
    if (--this._state.count === 0 && !this._state.chosen) {
      this._state.socket.unref();
      this.emit('unref');
    }
  }

  ref() {
    this._state.chosen = true;
    this._state.socket.ref();
  }

  unref() {
    this._state.chosen = true;
    this._state.socket.unref();
  }
}

function hide(object, state) {
  Object.defineProperty(object, '_state', { value: state, enumerable: false });
}

function openChannel(target, socket) {
  const channel = new Channel(target, socket);
  target.channel = channel.control;
  target.connected = true;
  target.send = send;
  target._send = (...args) => channel.send(...args);
  target.disconnect = disconnect;
  target._disconnect = () => channel.leave();
  channel.open();
  return channel.control;
}

function send(message, handle, options, callback) {
  if (typeof handle === 'function') {
    callback = handle;
    handle = options = undefined;
  } else if (typeof options === 'function') {
    callback = options;
    options = undefined;
  } else if (options !== undefined) {
    validateObject(options, 'options');
  }
  options = { swallowErrors: false, ...options };
  if (this.connected) return this._send(message, handle, options, callback);
  fail(this, new ERR_IPC_CHANNEL_CLOSED(), callback);
  return false;
}

function disconnect() {
  if (this.connected) this._disconnect();
  else this.emit('error', new ERR_IPC_DISCONNECTED());
}

// Channel is one end.
class Channel {
  constructor(target, socket) {
    this.target = target;
    this.socket = socket;
    this.control = new Control(socket);
    this.lines = new Lines();
    this.waiting = []; // messages that came before a listener did
    this.leaving = false; // the channel ends when a message that has begun is whole
  }

  open() {
    const { target, socket } = this;
    target.on('newListener', () => nextTick(() => this.deliverWaiting()));
    socket.on('data', (bytes) => this.take(bytes));
    // Whatever ends the connection is the other side's end.
    socket.on('error', () => {});
    socket.once('end', () => this.gone());
    socket.once('close', () => this.gone());
  }

  take(bytes) {
    const { target } = this;
    for (const line of this.lines.take(bytes)) {
      if (target.channel || this.leaving) this.receive(JSON.parse(line));
    }
    if (this.leaving && this.lines.whole()) this.finish();
    if (this.lines.length <= kLongest) return;
    this.socket.destroy();
    target.emit('error', genericNodeError('The other side sends a message without an end', { code: 'ERR_BUFFER_TOO_LARGE' }));
  }

  receive(message) {
    if (message !== null && typeof message === 'object' && message.cmd === 'NODE_HANDLE') {
      // Nothing took the handle: the other side learns that, and goes on.
      this.socket.write(`${JSON.stringify({ cmd: 'NODE_HANDLE_NACK' })}\n`);
      return;
    }
    nextTick(() => this.deliver(isInternal(message) ? 'internalMessage' : 'message', message));
  }

  deliver(event, message) {
    const { target } = this;
    if (event === 'internalMessage' || target.listenerCount('message') > 0) target.emit(event, message, undefined);
    else this.waiting.push(message);
  }

  deliverWaiting() {
    const { target } = this;
    if (!target.channel || target.listenerCount('message') === 0) return;
    const messages = this.waiting;
    this.waiting = [];
    for (const message of messages) target.emit('message', message, undefined);
  }

  send(message, handle, options, callback) {
    const { control, socket, target } = this;
    if (message === undefined) throw new ERR_MISSING_ARGS('message');
    if (!kTypes.includes(typeof message)) throw new ERR_INVALID_ARG_TYPE('message', kTypes, message);
    if (handle) refuseHandle(handle);
    let counted = false;
    socket.write(`${JSON.stringify(message)}\n`, (err) => {
      if (counted) control.unrefCounted();
      if (!err && typeof callback === 'function') callback(null);
      else if (err && !(options && options.swallowErrors)) fail(target, err, callback);
    });
    if (socket.writableLength > 0) {
      counted = true;
      control.refCounted();
    }
    return socket.writableLength < kRoom;
  }

  gone() {
    if (this.leaving) this.finish();
    else if (this.target.connected) this.target.disconnect();
  }

  leave() {
    const { lines, socket, target } = this;
    target.connected = false;
    target.channel = null;
    this.leaving = true;
    if (lines.whole() || socket.destroyed || socket.readableEnded) this.finish();
  }

  finish() {
    this.leaving = false;
    nextTick(() => {
      this.socket.destroySoon();
      this.target.emit('disconnect');
    });
  }
}

function fail(target, error, callback) {
  if (typeof callback === 'function') nextTick(callback, error);
  else nextTick(() => target.emit('error', error));
}

// Lines makes lines of bytes.
class Lines {
  constructor() {
    this.decoder = new StringDecoder('utf8');
    this.pieces = [];
    this.length = 0;
  }

  whole() {
    return this.length === 0;
  }

  take(bytes) {
    const pieces = this.decoder.write(bytes).split('\n');
    const last = pieces.pop();
    if (pieces.length > 0) {
      pieces[0] = this.pieces.join('') + pieces[0];
      this.pieces = [];
      this.length = 0;
    }
    if (last !== '') {
      this.pieces.push(last);
      this.length += last.length;
    }
    return pieces.filter((line) => line !== '');
  }
}

// Node keeps messages for itself whose cmd begins so.
function isInternal(message) {
  return message !== null && typeof message === 'object' && typeof message.cmd === 'string' &&
    message.cmd.length > 5 && message.cmd.startsWith('NODE_');
}

function refuseHandle(handle) {
  const net = require('net');
  if (!(handle instanceof net.Socket) && !(handle instanceof net.Server)) throw new ERR_INVALID_HANDLE_TYPE();
  throw genericNodeError('sockets and servers cannot be sent to another process',
    { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' });
}

// checkSerialization refuses what the channel does not speak.
function checkSerialization(serialization) {
  if (serialization !== 'advanced') return;
  throw genericNodeError('serialization: \'advanced\' is not available: messages are JSON',
    { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' });
}

module.exports = { checkSerialization, openChannel };
