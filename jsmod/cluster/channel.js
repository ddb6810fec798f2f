'use strict';

// Messages between a primary and a worker: what Node gives to process in the
// one and to worker.process in the other.

const {
  codes: {
    ERR_INVALID_ARG_TYPE, ERR_INVALID_HANDLE_TYPE, ERR_IPC_CHANNEL_CLOSED, ERR_IPC_DISCONNECTED, ERR_MISSING_ARGS,
  },
} = require('internal/errors');
const { nextTick } = require('internal/task_queue');

const types = ['string', 'object', 'number', 'boolean'];

function checkMessage(message) {
  if (message === undefined) throw new ERR_MISSING_ARGS('message');
  if (!types.includes(typeof message)) throw new ERR_INVALID_ARG_TYPE('message', types, message);
}

// openChannel makes target able to send and receive over the native link.
// Returns { onmessage, oncut, sendInternal } for whoever owns the link.
function openChannel(target, link) {
  target.connected = true;
  target.channel = {
    ref() { link.ref(); },
    unref() { link.unref(); },
  };

  target.send = function send(message, handle, options, callback) {
    if (typeof handle === 'function') {
      callback = handle;
      handle = options = undefined;
    } else if (typeof options === 'function') {
      callback = options;
      options = undefined;
    } else if (options !== undefined && (options === null || typeof options !== 'object')) {
      throw new ERR_INVALID_ARG_TYPE('options', 'Object', options);
    }
    if (!target.connected) return refuse(callback);
    checkMessage(message);
    if (handle) throw new ERR_INVALID_HANDLE_TYPE();
    const sent = link.send(isInternal(message), JSON.stringify(message));
    if (sent === 0) return refuse(callback);
    if (typeof callback === 'function') nextTick(callback, null);
    return sent === 2;
  };

  function refuse(callback) {
    const error = new ERR_IPC_CHANNEL_CLOSED();
    if (typeof callback === 'function') nextTick(callback, error);
    else nextTick(() => target.emit('error', error));
    return false;
  }

  target.disconnect = function disconnect() {
    if (!target.connected) {
      target.emit('error', new ERR_IPC_DISCONNECTED());
      return;
    }
    target.connected = false;
    link.cut();
    nextTick(finish);
  };

  let finished = false;
  function finish() {
    if (finished) return;
    finished = true;
    target.connected = false;
    target.channel = null;
    target.emit('disconnect');
  }

  return {
    onmessage(internal, text) {
      target.emit(internal ? 'internalMessage' : 'message', JSON.parse(text), undefined);
    },
    oncut: finish,
    sendInternal(message) {
      return target.connected && link.send(true, JSON.stringify(message)) !== 0;
    },
  };
}

// Node keeps messages for itself whose cmd begins so.
function isInternal(message) {
  return message !== null && typeof message === 'object' && typeof message.cmd === 'string' &&
    message.cmd.startsWith('NODE_');
}

module.exports = { openChannel };
