'use strict';

// emitKeypressEvents makes a stream tell of keys, while somebody listens to them.

const { StringDecoder } = require('string_decoder');
const { KeyDecoder } = require('./keys.js');

const kKeys = Symbol('keypress-decoder');
const escapeWait = 500; // milliseconds until an escape stands for itself

function emitKeypressEvents(stream, iface = {}) {
  if (stream[kKeys]) return;
  stream[kKeys] = true;
  const text = new StringDecoder('utf8');
  const keys = new KeyDecoder((typed, key) => stream.emit('keypress', typed, key));
  const alone = () => keys.feed('');
  let timer;

  function onData(input) {
    if (stream.listenerCount('keypress') === 0) {
      stream.removeListener('data', onData);
      stream.on('newListener', onNewListener);
      return;
    }
    const string = text.write(input);
    if (!string) return;
    clearTimeout(timer);
    // What is pasted is not completed, but for its last character.
    iface.isCompletionEnabled = false;
    let length = 0;
    for (const ch of string) {
      length += ch.length;
      if (length === string.length) iface.isCompletionEnabled = true;
      try {
        keys.feed(ch);
        if (length === string.length && ch === '\x1b') {
          const wait = iface.escapeCodeTimeout;
          timer = setTimeout(alone, wait === undefined ? escapeWait : wait);
        }
      } catch (err) {
        keys.reset();
        throw err;
      }
    }
  }

  function onNewListener(event) {
    if (event !== 'keypress') return;
    stream.on('data', onData);
    stream.removeListener('newListener', onNewListener);
  }

  if (stream.listenerCount('keypress') > 0) stream.on('data', onData);
  else stream.on('newListener', onNewListener);
}

module.exports = { emitKeypressEvents };
