'use strict';

// A listener of once gets what a listener gets, and is gone before it is called.

const EventEmitter = require('events');
const { inspect } = require('util');
const log = console.log;

const e = new EventEmitter();
for (let n = 0; n <= 12; n++) {
  e.once('x', function() { log(arguments.length, [].join.call(arguments), e.listenerCount('x'), this === e); });
  log(e.emit('x', ...Array.from({ length: n }, (_, i) => i)));
}
e.once('x', function() { log(arguments.length, arguments[0], 0 in arguments); });
e.emit('x', undefined);
log(e.emit('x'));

e.once('inside', () => {
  log('inside', e.emit('inside'));
  e.once('inside', () => log('again'));
});
e.emit('inside');
e.emit('inside');

// What stands for the listener.
e.once('y', function listener() {});
const [raw] = e.rawListeners('y');
log(inspect(raw), raw.name, raw.length, Object.keys(raw));
log(e.rawListeners('y')[0] === raw, e.listeners('y')[0] === raw.listener);
e.on('z', raw);
raw();
log(e.eventNames());
log(e.emit('z'));
e.removeListener('z', raw);
log(e.eventNames());

// Taken away by the listener or by what stands for it.
const f = () => log('f');
e.once('a', f);
e.off('a', f);
log(e.emit('a'));
e.once('a', f);
e.off('a', e.rawListeners('a')[0]);
log(e.emit('a'));
e.once('a', f);
e.once('a', f);
const [first, second] = e.rawListeners('a');
log(first !== second);
e.off('a', first);
log(e.rawListeners('a')[0] === second);
e.emit('a');
log(e.emit('a'));

// A generator function, an async function, a class, a bound function, a proxy.
e.once('kinds', function* () { log('never'); });
e.once('kinds', async () => { log('async'); });
e.once('kinds', ((...args) => log('bound', ...args)).bind(null, 0));
e.once('kinds', new Proxy((...args) => log('proxy', ...args), {}));
e.once('kinds', Array.prototype.push.bind([]));
log(e.emit('kinds', 1));
e.once('class', class {});
try { e.emit('class'); } catch (error) { log(error.name, e.listenerCount('class')); }
