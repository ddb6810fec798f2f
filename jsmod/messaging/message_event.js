'use strict';

// MessageEvent, HTML section 9.1.

const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS } } = require('internal/errors');
const { Event } = require('internal/event_target');

const kMessage = Symbol('kMessage');

class MessageEvent extends Event {
  constructor(type, init = {}) {
    super(type); // bubbles and cancelable are false, as Node has them
    const { data = null, origin = '', lastEventId = '', source = null, ports = [] } = init || {};
    const all = [...ports];
    if (source !== null) checkPort(source, 'init.source');
    all.forEach((port, i) => checkPort(port, `init.ports[${i}]`));
    Object.defineProperty(this, kMessage, {
      value: { data, origin: `${origin}`, lastEventId: `${lastEventId}`, source, ports: all },
    });
  }
}

function checkPort(value, name) {
  const { MessagePort } = require('./port.js');
  if (!(value instanceof MessagePort)) throw new ERR_INVALID_ARG_TYPE(name, 'MessagePort', value);
}

for (const name of ['data', 'origin', 'lastEventId', 'source', 'ports']) {
  Object.defineProperty(MessageEvent.prototype, name, {
    configurable: true,
    enumerable: true,
    get() {
      const message = this === null || this === undefined ? undefined : this[kMessage];
      if (message === undefined) throw new ERR_INVALID_THIS('MessageEvent');
      return message[name];
    },
  });
}

module.exports = { MessageEvent };
