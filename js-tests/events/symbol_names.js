'use strict';

// Events whose names are symbols, and errorMonitor, which is one.

const EventEmitter = require('events');
const { inspect } = require('util');
const log = console.log;

const one = Symbol('one');
const two = Symbol('two');
const e = new EventEmitter();
e.on(one, (...args) => log('one', ...args));
e.on('text', () => {});
e.once(two, function() { log('two', this === e); });
e.prependListener(one, () => log('before one'));
log(e.eventNames(), e._eventsCount);
log(inspect(e), Object.getOwnPropertySymbols(e._events), e._events[one].length, two in e._events);
log(e.emit(one, 1, 2), e.emit(two), e.emit(two), e.emit(Symbol('one')));
log(e.eventNames(), e.listenerCount(one), e.rawListeners(one).length, Object.keys(e._events));
e.on('removeListener', (type) => log('removed', type));
e.on('newListener', (type) => log('new', type));
e.on(two, () => {});
e.removeAllListeners(one);
log(e.eventNames());
e.removeAllListeners();
log(e.eventNames(), e._eventsCount);

const watched = new EventEmitter();
watched.on(EventEmitter.errorMonitor, function(error, ...rest) {
  log('monitor', error.message, rest, this === watched);
});
watched.on('error', (error) => log('error', error.message));
log(watched.emit('error', new Error('first'), 1));
watched.removeAllListeners('error');
try { watched.emit('error', new Error('second')); } catch (error) { log('thrown', error.message); }
watched.off(EventEmitter.errorMonitor, watched.rawListeners(EventEmitter.errorMonitor)[0]);
try { watched.emit('error', 'text'); } catch (error) { log(error.code, error.message, error.context); }
try { watched.emit('error'); } catch (error) { log(error.code, error.message, error.context); }
try { watched.emit('error', null); } catch (error) { log(error.code, error.message, error.context); }

// A plain object of the script's own, with a symbol.
const own = { [one]: () => log('own') };
const plain = new EventEmitter();
plain._events = own;
log(plain.emit(one));
plain.on(two, () => log('own two'));
plain.on(two, () => log('own two again'));
log(plain.emit(two), Reflect.ownKeys(own));
plain.removeAllListeners(two);
log(Reflect.ownKeys(plain._events));
