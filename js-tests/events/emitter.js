'use strict';
// Order of listeners, newListener and removeListener, prepend, once, off.
const EventEmitter = require('events');
const log = console.log;

const e = new EventEmitter();
e.on('newListener', (name, fn) => log('new', String(name), fn.name));
e.on('removeListener', (name, fn) => log('removed', String(name), fn.name));
function a(...args) { log('a', args.length, ...args, this === e); }
function b() { log('b'); }
function c() { log('c', arguments.length); }
e.on('x', a);
e.prependListener('x', b);
e.once('x', c);
e.prependOnceListener('x', function d() { log('d'); });
log(e.listenerCount('x'), e.listeners('x').map((f) => f.name), e.rawListeners('x').length);
log(e.emit('x', 1, undefined), e.emit('x'), e.emit('nothing'));
log(e.eventNames());
e.off('x', b).removeListener('x', () => {});
log(e.emit('x', 1, 2, 3, 4, 5));

// A listener that changes the list does not change the round under way.
const f = new EventEmitter();
f.on('y', function first() {
  log('first');
  f.removeListener('y', second);
  f.on('y', () => log('third'));
});
function second() { log('second'); }
f.on('y', second);
f.emit('y');
f.emit('y');

// The same function twice goes from the back.
const g = new EventEmitter();
const twice = () => {};
g.on('z', twice).on('z', a).on('z', twice);
g.off('z', twice);
log(g.listeners('z').map((fn) => fn.name), g.listenerCount('z', twice), g.listenerCount('z', b));
g.removeAllListeners('z');
log(g.eventNames(), g._eventsCount);

const s = Symbol('sym');
g.on(s, () => log('symbol')).on(7, () => log('number'));
log(g.emit(s), g.emit(7), g.emit('7'), g.eventNames());
e.removeAllListeners();
log(e.eventNames());
for (const bad of [undefined, null, 'f', {}]) {
  try {
    e.on('x', bad);
  } catch (error) {
    log(error.name, error.code, error.message);
  }
}
