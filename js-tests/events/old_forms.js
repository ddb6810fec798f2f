'use strict';
// How programs of Node's first years make emitters.
const events = require('events');
const util = require('util');
const { EventEmitter } = events;
const log = console.log;

log(events === EventEmitter, events.EventEmitter === events, events.usingDomains, EventEmitter.defaultMaxListeners);
log(EventEmitter.listenerCount(new EventEmitter(), 'x'));

function Old() {}
util.inherits(Old, EventEmitter);
const o = new Old();
log(o.emit('x'), o.listenerCount('x'), o.listeners('x'), o.eventNames());
o.on('x', (v) => log('old', v));
log(o.emit('x', 1), new Old().emit('x', 2), Old.super_ === EventEmitter);

function Called() { EventEmitter.call(this); }
util.inherits(Called, EventEmitter);
const c = new Called().on('y', () => log('y'));
c.emit('y');
log(c instanceof EventEmitter, Object.keys(c));

const mixin = Object.assign({}, EventEmitter.prototype);
mixin.on('m', () => log('mixin'));
mixin.emit('m');

class Sub extends EventEmitter {
  emit(name, ...args) {
    log('emit', name);
    return super.emit(name, ...args);
  }
}
new Sub().on('z', (...args) => log('z', args)).emit('z', 1, 2);
