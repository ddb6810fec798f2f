// Streams whose states, methods and options are nonsense, used all the same. The
// value is a function that does so many steps, beginning with a seed.
(function(require, seed, steps) {
  'use strict';
  const { Readable, Writable, Duplex, Transform, PassThrough } = require('stream');
  const { EventEmitter } = require('events');
  function rnd(n) {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return (seed >> 8) % n;
  }
  const pick = (list) => list[rnd(list.length)];
  const quiet = (fn) => {
    try {
      return fn();
    } catch {
      return undefined;
    }
  };
  const streams = [];
  const any = () => pick(streams);
  const deep = {};
  for (let i = 0, o = deep; i < 50; i++) o = o.next = {};
  const natives = () => {
    const o = any();
    const fn = o && quiet(() => o[pick(methods)]);
    return typeof fn === 'function' ? fn.bind(pick([o, any()]), ...pick([[], ['x'], [null], [odd()]])) : fn;
  };
  const throwing = { get a() { throw new Error('got'); }, get length() { throw new Error('length'); } };
  const values = [
    () => undefined, () => null, () => NaN, () => -1, () => 0, () => 3, () => 1e9, () => Infinity, () => 2 ** 53, () => 5n,
    () => 'text', () => '', () => Symbol('s'), () => true, () => false, () => ({}), () => [], () => [1, 'a', null, undefined],
    () => Buffer.from('abc'), () => new Uint16Array(3), () => new DataView(new ArrayBuffer(2)), () => deep, () => throwing,
    () => new Proxy({}, {}), () => new Proxy(any(), {}), () => Object.create(any()), () => any(), () => any()._readableState,
    () => any()._writableState, () => Object.setPrototypeOf({ length: 5 }, Buffer.prototype), () => { throw new Error('value'); },
    () => () => {}, () => () => { throw new Error('thrown'); }, () => (...a) => { const cb = a.at(-1); if (typeof cb === 'function') cb(); },
    () => (...a) => { const cb = a.at(-1); if (typeof cb === 'function') { cb(); cb(new Error('twice')); } },
    () => (...a) => { const cb = a.at(-1); if (typeof cb === 'function') setImmediate(cb); }, natives, natives, natives,
    () => Object.freeze({ length: 1, 0: 'x' }), () => 'utf8', () => 'hex', () => 'buffer', () => new Set([1]), () => new Error('odd'),
    () => ({ write: {}, end: 5 }), () => ({ clear: 1 }), () => class {}, () => 'data', () => 'readable', () => 'error',
  ];
  function odd() {
    try {
      return pick(values)();
    } catch (e) {
      return e;
    }
  }
  const states = [
    'objectMode', 'highWaterMark', 'buffer', 'bufferIndex', 'length', 'pipes', 'flowing', 'ended', 'endEmitted', 'reading',
    'constructed', 'sync', 'needReadable', 'emittedReadable', 'readableListening', 'resumeScheduled', 'errorEmitted', 'emitClose',
    'autoDestroy', 'destroyed', 'errored', 'closed', 'closeEmitted', 'defaultEncoding', 'awaitDrainWriters', 'multiAwaitDrain',
    'readingMore', 'dataEmitted', 'decoder', 'encoding', 'paused', 'finalCalled', 'needDrain', 'ending', 'finished', 'decodeStrings',
    'writing', 'corked', 'bufferProcessing', 'writelen', 'afterWriteTickInfo', 'buffered', 'bufferedIndex', 'allBuffers', 'allNoop',
    'pendingcb', 'prefinished', 'onwrite', 'writecb', 'readable', 'writable', 'other', Symbol('state'),
  ];
  const methods = [
    'push', 'unshift', 'read', 'resume', 'pause', 'isPaused', 'setEncoding', 'on', 'once', 'removeListener', 'off', 'destroy',
    '_undestroy', 'write', 'end', 'cork', 'uncork', 'setDefaultEncoding', 'pipe', 'unpipe', 'emit', 'removeAllListeners',
    'listeners', 'rawListeners', 'listenerCount', 'eventNames', 'prependListener', 'prependOnceListener', 'wrap', 'iterator',
  ];
  const replaced = [
    '_read', '_write', '_writev', '_final', '_destroy', '_construct', '_transform', '_flush', 'push', 'read', 'resume', 'pause',
    'destroy', 'end', 'uncork', 'cork', 'write', 'emit', 'on', 'removeListener', 'removeAllListeners', '_events', '_eventsCount',
    '_maxListeners', '_readableState', '_writableState', 'allowHalfOpen', 'destroyed', 'readable', 'writable', 'readableFlowing',
  ];
  const options = [
    'highWaterMark', 'objectMode', 'encoding', 'defaultEncoding', 'decodeStrings', 'emitClose', 'autoDestroy', 'allowHalfOpen', 'read',
    'write', 'writev', 'final', 'destroy', 'construct', 'signal', 'readable', 'writable', 'readableHighWaterMark', 'transform', 'flush',
  ];
  const work = { read() {}, write(c, e, cb) { setImmediate(cb); }, transform(c, e, cb) { cb(null, c); } };
  function make() {
    const Class = pick([Readable, Writable, Duplex, Transform, PassThrough, EventEmitter]);
    const given = { ...work };
    for (let i = rnd(3); i > 0; i--) given[pick(options)] = odd();
    if (rnd(20) === 0) Object.defineProperty(given, pick(options), { get() { throw new Error('option'); } });
    const s = quiet(() => new Class(given)) || new Class(work);
    quiet(() => s.on('error', () => {}));
    streams[rnd(6)] = s;
  }
  for (let i = 0; i < 6; i++) streams[i] = new PassThrough();
  const step = () => {
    const s = any();
    switch (rnd(10)) {
      case 0: return make();
      case 1: case 2: {
        const state = quiet(() => s[pick(['_readableState', '_writableState', '_events'])]);
        return quiet(() => { state[pick(states)] = odd(); });
      }
      case 3: return quiet(() => { s[pick(replaced)] = odd(); });
      case 4: {
        const at = pick([s, quiet(() => s._readableState), quiet(() => s._events)]);
        const get = pick([natives(), () => { throw new Error('got'); }, () => { quiet(() => s.removeAllListeners()); }]);
        return quiet(() => Object.defineProperty(at, pick([...replaced, ...states]), { get, configurable: true }));
      }
      case 5: return rnd(10) === 0 && quiet(() => Object.freeze(s));
      case 6: return quiet(() => { any()[pick(methods)].call(odd(), odd(), odd(), odd()); });
      case 7: return quiet(() => { delete pick([s, s._readableState, s._writableState, s._events])[pick([...replaced, ...states])]; });
      default: return quiet(() => { s[pick(methods)](...pick([[], [odd()], [odd(), odd()], [odd(), odd(), odd()]])); });
    }
  };
  process.on('uncaughtException', () => {});
  process.on('unhandledRejection', () => {});
  process.removeAllListeners('warning');
  const turn = () => {
    for (let i = 0; i < 20 && steps > 0; i++, steps--) step();
    if (steps > 0) setImmediate(turn);
  };
  turn();
});
