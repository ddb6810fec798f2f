'use strict';

// A script's way to its parent process. The runtime loads this before the script,
// where the embedder has given it one.

const net = require('net');
const { wrapConnection } = require('internal/net_stream');
const { openChannel } = require('./channel.js');

const socket = new net.Socket({ handle: wrapConnection(binding.parent(), false, true), readable: true });
socket.unref();
const control = openChannel(process, socket);

// A process goes on for its parent's sake while it listens to it.
const counted = (name) => name === 'message' || name === 'disconnect';
process.on('newListener', (name) => {
  if (counted(name)) control.refCounted();
});
process.on('removeListener', (name) => {
  if (counted(name)) control.unrefCounted();
});
