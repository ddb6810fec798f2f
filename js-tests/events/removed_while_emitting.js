'use strict';

// Those who listen when an event is emitted hear of it, whatever they do to the
// others; a listener of once does not hear twice.

const EventEmitter = require('events');
const log = console.log;

const e = new EventEmitter();
const c = () => log('c');
e.on('x', function a() {
  log('a');
  e.removeListener('x', a);
  e.removeListener('x', c);
  e.on('x', () => log('late'));
});
e.on('x', c);
e.emit('x');
e.emit('x');

const all = new EventEmitter();
all.on('x', () => { log('first'); all.removeAllListeners(); });
all.on('x', () => log('second'));
log(all.emit('x'), all.emit('x'), all._eventsCount, all.eventNames());

// More than a handful, each of which takes the next one away.
const row = new EventEmitter();
row.setMaxListeners(0);
const fns = [];
for (let i = 0; i < 40; i++) {
  fns.push(() => { if (fns[i + 1]) row.off('x', fns[i + 1]); });
  row.on('x', fns[i]);
}
row.emit('x');
log(row.listenerCount('x'));
row.emit('x');
log(row.listenerCount('x'));

// once inside of an emit of the same event.
const again = new EventEmitter();
again.on('x', (n) => { if (n > 0) again.emit('x', n - 1); });
again.once('x', (n) => log('once', n));
again.on('x', (n) => log('on', n));
again.emit('x', 2);
again.once('y', () => log('y', again.emit('y')));
log(again.emit('y'));

// The same function twice, and as a listener of once.
const twice = new EventEmitter();
const f = (n) => log('f', n);
twice.on('x', f);
twice.once('x', f);
twice.on('x', f);
twice.off('x', f);
log(twice.rawListeners('x').map((fn) => fn === f));
twice.emit('x', 1);
twice.emit('x', 2);
twice.off('x', f);
log(twice.emit('x', 3), twice._eventsCount);

// A listener that throws keeps the rest from hearing, and is still there.
const thrower = new EventEmitter();
thrower.once('x', () => { throw new Error('once'); });
thrower.on('x', () => log('after'));
try { thrower.emit('x'); } catch (error) { log(error.message, thrower.listenerCount('x')); }
log(thrower.emit('x'));

// What listeners see as this, and arrow functions.
const self = new EventEmitter();
self.on('x', function() { log(this === self); });
self.once('x', function() { log(this === self); });
self.on('x', () => log(this === module.exports));
self.emit('x');

// Names by the hundred.
const many = new EventEmitter();
for (let i = 0; i < 300; i++) many.on(`n${i % 150}`, () => {});
for (let i = 0; i < 150; i += 2) many.removeAllListeners(`n${i}`);
for (let i = 0; i < 10; i++) many.on(`n${i}`, () => {});
log(many._eventsCount, many.eventNames().length, many.eventNames().slice(-7), many.listenerCount('n149'));
log(many.emit('n148'), many.emit('n149'), 'n148' in many._events, 'n149' in many._events);
many.removeAllListeners();
log(many._eventsCount, many.eventNames());
