'use strict';

// IncomingMessage: what was received. Its fields, and what it does, are in Go:
// header fields are taken apart when somebody looks.

const EventEmitter = require('events');
const { Readable, finished } = require('stream');
const { showFields } = require('./shared.js');

const kIncomingMessage = Symbol('IncomingMessage');

function readStart(socket) {
  if (socket && !socket._paused && socket.readable) socket.resume();
}

function readStop(socket) {
  if (socket) socket.pause();
}

function IncomingMessage(socket) {
  binding.initIncoming(this, socket);
}
Object.setPrototypeOf(IncomingMessage.prototype, Readable.prototype);
Object.setPrototypeOf(IncomingMessage, Readable);

Object.defineProperty(IncomingMessage.prototype, 'connection', {
  get() { return this.socket; },
  set(socket) { this.socket = socket; },
});

IncomingMessage.prototype.setTimeout = function setTimeout(msecs, callback) {
  if (callback) this.on('timeout', callback);
  this.socket.setTimeout(msecs);
  return this;
};

// endWithSocket destroys a socket and tells why it is over; that it ended early is
// no reason.
function endWithSocket(socket, error, told) {
  socket.destroy(error);
  const forget = finished(socket, (e) => {
    forget();
    const cut = e !== undefined && e !== null && e.code === 'ERR_STREAM_PREMATURE_CLOSE';
    told(cut ? null : e);
  });
}

binding.setup({
  IncomingMessage, endWithSocket,
  on: EventEmitter.prototype.on, off: EventEmitter.prototype.removeListener,
  streamOn: Readable.prototype.on, streamOff: Readable.prototype.removeListener,
});
binding.showIncoming(IncomingMessage.prototype);
const fields = Array.from(binding.fields.incoming);
fields.splice(fields.indexOf('complete') + 1, 0, 'rawHeaders', 'rawTrailers'); // where they are in Node
showFields(IncomingMessage, fields);

module.exports = { IncomingMessage, readStart, readStop };
Object.defineProperty(module.exports, 'kIncomingMessage', { value: kIncomingMessage });
