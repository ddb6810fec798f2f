'use strict';

// What others may have of this module.

const { MessageChannel, MessagePort, receiveMessageOnPort, moveMessagePortToContext } = require('./port.js');

module.exports = {
  BroadcastChannel: require('./broadcast.js').BroadcastChannel,
  MessageChannel,
  MessageEvent: require('./message_event.js').MessageEvent,
  MessagePort,
  markAsUntransferable: require('internal/structured_clone').markAsUntransferable,
  moveMessagePortToContext,
  receiveMessageOnPort,
};
