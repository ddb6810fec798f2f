'use strict';
// The warning of a leak, and where its limit comes from.
const events = require('events');
const { EventEmitter } = events;
const log = console.log;

process.on('warning', (w) => log(w.name, w.message, w.count, String(w.type), w.emitter instanceof EventEmitter));
const e = new EventEmitter();
for (let i = 0; i < 13; i++) e.on('x', () => {});
class Named extends EventEmitter {}
const n = new Named().setMaxListeners(1);
n.on(Symbol('s'), () => {}).on('t', () => {}).on('t', () => {});
const none = new EventEmitter().setMaxListeners(0);
for (let i = 0; i < 20; i++) none.on('x', () => {});
log(e.getMaxListeners(), n.getMaxListeners(), events.getMaxListeners(n), events.getMaxListeners(new EventTarget()));
const target = new EventTarget();
events.setMaxListeners(3, target, e);
log(events.getMaxListeners(target), e.getMaxListeners());
for (let i = 0; i < 4; i++) target.addEventListener('q', () => {});
for (const bad of [-1, NaN, 'a', undefined]) {
  try {
    e.setMaxListeners(bad);
  } catch (error) {
    log(error.name, error.code, error.message);
  }
  try {
    EventEmitter.defaultMaxListeners = bad;
  } catch (error) {
    log(error.name, error.code, error.message);
  }
}
try {
  events.setMaxListeners(1, {});
} catch (error) {
  log(error.message);
}
EventEmitter.defaultMaxListeners = 2;
log(new EventEmitter().getMaxListeners());
