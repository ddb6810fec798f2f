'use strict';

// What a script puts in the place of EventEmitter's functions is called, also
// where Node's own modules emit.

const EventEmitter = require('events');
const { Readable } = require('stream');
const log = console.log;
const { emit, on, removeListener } = EventEmitter.prototype;

// On one emitter.
const e = new EventEmitter();
e.emit = function(type, ...args) {
  log('own emit', String(type), args.length);
  return emit.call(this, type, ...args);
};
e.on('newListener', () => {});
e.on('removeListener', () => {});
e.once('x', () => log('x'));
e.emit('x', 1, 2);
e.on('error', () => {});
e.on(EventEmitter.errorMonitor, () => {});
e.emit('error', new Error('e'));

// In a subclass.
class Loud extends EventEmitter {
  emit(type, ...args) {
    log('emit', type);
    return super.emit(type, ...args);
  }

  on(type, listener) {
    log('on', type, typeof listener, listener.listener === undefined);
    return super.on(type, listener);
  }

  prependListener(type, listener) {
    log('prepend', type);
    return super.prependListener(type, listener);
  }

  removeListener(type, listener) {
    log('remove', type, typeof listener.listener);
    return super.removeListener(type, listener);
  }
}
const loud = new Loud();
loud.on('x', () => log('x'));
loud.addListener('x', () => log('x too'));
loud.once('x', () => log('x once'));
loud.prependOnceListener('x', () => log('x first'));
loud.emit('x');
loud.off('x', () => {});
loud.on('removeListener', () => {});
loud.once('y', () => {});
loud.removeAllListeners('y');
loud.removeAllListeners();
log(loud.eventNames());

// In the prototype of all.
const seen = [];
EventEmitter.prototype.emit = function(type, ...args) {
  seen.push(type);
  return emit.call(this, type, ...args);
};
EventEmitter.prototype.on = function(type, listener) {
  seen.push(`on ${type}`);
  return on.call(this, type, listener);
};
EventEmitter.prototype.removeListener = function(type, listener) {
  seen.push(`remove ${type}`);
  return removeListener.call(this, type, listener);
};
new EventEmitter().once('x', () => {}).emit('x');
log(seen.splice(0));
const r = new Readable({ read() { this.push(null); } });
EventEmitter.prototype.on.call(r, 'end', () => {
  process.nextTick(() => {
    log(seen.includes('end'));
    Object.assign(EventEmitter.prototype, { emit, on, removeListener });
    log(new EventEmitter().on('z', () => {}).emit('z'));
  });
});
r.resume();

// newListener and removeListener: when, and with what.
const order = new EventEmitter();
const f = () => {};
order.on('newListener', function(type, listener) {
  log('new', type, listener === f, this.listenerCount(type));
});
order.once('newListener', (type) => log('new once', type));
order.on('removeListener', function(type, listener) {
  log('removed', type, listener === f, listener.listener === f, this.listenerCount(type));
});
order.on('a', f);
order.once('a', f);
order.prependOnceListener('b', f);
order.emit('a');
order.emit('b');
order.on('c', Object.assign(() => {}, { listener: f }));
log(order.listeners('c')[0] === f, order.listenerCount('c', f));
order.off('c', f);
order.removeAllListeners('a');
order.off('newListener', f);

// What is no listener.
for (const method of ['on', 'addListener', 'prependListener', 'once', 'prependOnceListener', 'off', 'removeListener']) {
  for (const listener of [undefined, null, {}, 'text']) {
    try {
      order[method]('x', listener);
    } catch (error) {
      log(method, error.name, error.code, error.message);
    }
  }
}
const functions = ['addListener', 'emit', 'eventNames', 'getMaxListeners', 'listenerCount', 'listeners', 'off', 'on',
  'once', 'prependListener', 'prependOnceListener', 'rawListeners', 'removeAllListeners', 'removeListener',
  'setMaxListeners'];
for (const name of functions) {
  const fn = EventEmitter.prototype[name];
  log(name, fn.name, fn.length, Object.keys(EventEmitter.prototype).includes(name));
}
log(EventEmitter.prototype.on === EventEmitter.prototype.addListener);
log(EventEmitter.prototype.off === EventEmitter.prototype.removeListener);
log(EventEmitter.init.name, EventEmitter.init.length);
