'use strict';

// _events is an object that old packages read and write: listeners by name, one
// as the function itself and several as an array.

const EventEmitter = require('events');
const { inspect } = require('util');
const log = console.log;

const named = (name) => Object.defineProperty((...args) => log(name, ...args), 'name', { value: name });
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(named);

const e = new EventEmitter();
log(e._events, Object.keys(e._events), e);
e.on('x', a);
log(e._events.x === a, e._events.y, 'x' in e._events, 'y' in e._events, typeof e._events.hasOwnProperty);
e.on('x', b);
log(Array.isArray(e._events.x), e._events.x.length, e._events.x === e._events.x);
log(Object.keys(e._events), Object.entries(e._events).length, JSON.stringify(e));
for (const name in e._events) log(name);
log(Object.getPrototypeOf(e._events), Object.getOwnPropertyDescriptor(e._events, 'x').enumerable);
log(inspect(e));

// An array that was taken out is the emitter's own.
e._events.x.unshift(c);
e.emit('x', 1);
const list = e._events.x;
e.on('x', d);
e.prependListener('x', d);
log(list.map((fn) => fn.name), list === e._events.x);
e.off('x', d);
e.off('x', d);
log(list.map((fn) => fn.name));
e.off('x', a);
e.off('x', b);
log(e._events.x === c, e.listenerCount('x'), e.eventNames());

// What is assigned.
e._events.y = a;
log(e.emit('y', 2), e._eventsCount, e.eventNames());
e._events.y = [b, c];
log(e.emit('y', 3), e.listenerCount('y'), e.listeners('y').map((fn) => fn.name));
e.on('y', d);
log(e._events.y.map((fn) => fn.name), e._eventsCount);
e._events.y = undefined;
log(e.emit('y'), e.listenerCount('y'), e.listeners('y'), 'y' in e._events);
delete e._events.y;
log('y' in e._events, delete e._events.z);

// Listeners of once show what stands for them.
const o = new EventEmitter();
o.once('x', a);
log(o._events.x === a, o._events.x.listener === a, o._events, o.rawListeners('x'));
o.once('x', b);
log(o._events.x, o.listeners('x'), o.rawListeners('x')[0] === o._events.x[0]);
o.rawListeners('x')[1](4, 5);
log(o._events.x.listener === a, o.listenerCount('x', a), o.listenerCount('x', b));
o._events.x(6);
o.emit('x', 7);
log(o._events, o._eventsCount);

// Names that are numbers come first, as in any object.
const n = new EventEmitter();
for (const name of ['b', '10', 'a', 2, '01', '-1', '__proto__', 'constructor']) n.on(name, a);
log(Object.keys(n._events), n.eventNames());
log(n.emit(10, 1), n.emit('2', 2), n.emit('__proto__', 3), n.emit('toString'));

// An object of the script's own is worked on as it is.
const own = { y: [b, c] };
const p = new EventEmitter();
p._events = own;
p._eventsCount = 1;
p.on('x', a);
p.on('y', d);
p.once('z', a);
p.prependListener('x', b);
log(p._events === own, Object.keys(own), own.x.map((fn) => fn.name), own.y.map((fn) => fn.name), p._eventsCount);
log(own.z, p.eventNames());
p.emit('x', 1);
p.emit('y', 2);
p.emit('z', 3);
log('z' in own, p.emit('z'), p._eventsCount);
own.w = c;
log(p.emit('w', 4), p.listenerCount('w'));
p.off('y', d);
p.off('x', a);
log(own.x === b, own.y.map((fn) => fn.name));
p.removeAllListeners('y');
log(p._events === own, Object.keys(own));
p.removeAllListeners();
log(p._events === own, p._events, p._eventsCount);

// Emitters without a constructor call.
const mixed = Object.assign({}, EventEmitter.prototype);
mixed.on('x', a);
log(mixed.emit('x', 1), mixed._eventsCount, mixed.eventNames());
const bare = { on: EventEmitter.prototype.on, emit: EventEmitter.prototype.emit };
log(bare.emit('x'));
bare.on('x', b);
log(bare.emit('x', 2), bare._eventsCount, Object.keys(bare));
function Old() {}
Old.prototype = Object.create(EventEmitter.prototype);
const old = new Old();
log(old._eventsCount, old.listenerCount('x'), old.eventNames(), old.removeAllListeners() === old);
old.on('x', c);
log(old.emit('x', 3), Object.keys(old), inspect(old));
const child = Object.create(old);
child.on('y', a);
log(Object.keys(child), old.emit('y', 4), child.emit('x', 5));

// A saved _events is put back.
const saved = old._events;
old._events = {};
log(old.emit('x'));
old._events = saved;
log(old.emit('x', 6));
old.removeAllListeners();
log(old._events === saved, saved.x === c, old.emit('x'));
