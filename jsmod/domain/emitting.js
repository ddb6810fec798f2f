'use strict';

// Emitters belong to the domain that they were made in: their listeners run in it, and
// an 'error' that nobody listens to goes to it.

const EventEmitter = require('events');
const { codes: { ERR_UNHANDLED_ERROR } } = require('internal/errors');

const plainEmit = EventEmitter.prototype.emit;

function install({ Domain, active, listen, mark, setCurrent, stack }) {
  binding.onEmitter((emitter) => {
    mark(emitter, active() && !(emitter instanceof Domain) ? active() : null);
  });

  EventEmitter.prototype.emit = function emit(...args) {
    const { domain } = this;
    if (domain === null || domain === undefined || this === process) return Reflect.apply(plainEmit, this, args);
    const [type] = args;
    if (type === 'error') {
      if (this.listenerCount('error') > 0) return Reflect.apply(plainEmit, this, args);
      tell(this, domain, args[1] || new ERR_UNHANDLED_ERROR());
      return false;
    }
    domain.enter();
    const any = Reflect.apply(plainEmit, this, args);
    domain.exit();
    return any;
  };

  // tell tells the domain of an emitter's error. Its listeners run outside of the
  // domain in force.
  function tell(emitter, domain, error) {
    if (typeof error === 'object') {
      error.domainEmitter = emitter;
      mark(error, domain);
      error.domainThrown = false;
    }
    const before = [...stack];
    const current = process.domain;
    while (stack.length > 0 && stack[stack.length - 1] === current) stack.pop();
    setCurrent(null);
    listen();
    domain.emit('error', error);
    stack.splice(0, stack.length, ...before);
    setCurrent(current);
    listen();
  }
}

module.exports = { install };
