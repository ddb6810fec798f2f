'use strict';
// What events.once takes back, and when: nothing that has left by itself.
const EventEmitter = require('events');
const { once } = EventEmitter;

const log = [];
const print = (what) => console.log(what, log.splice(0));

function spy(target, method) {
  const original = target[method];
  target[method] = function (name, listener, options) {
    log.push(`${method} ${name} ${JSON.stringify(options)}`);
    return original.call(this, name, listener, options);
  };
}

async function run(kind, target, fire) {
  let aborter = new AbortController();
  const { signal } = aborter;
  const plain = once(target, 'foo');
  fire('foo');
  await plain;
  print(`${kind}: event`);

  const signalled = once(target, 'foo', { signal });
  fire('foo');
  await signalled;
  aborter.abort();
  print(`${kind}: event, with a signal`);

  aborter = new AbortController();
  const aborted = once(target, 'foo', { signal: aborter.signal });
  aborter.abort();
  await aborted.catch((error) => log.push(error.name));
  print(`${kind}: abort`);

  const failed = once(target, 'foo');
  const error = once(target, 'error');
  fire('error');
  fire('foo');
  await Promise.allSettled([failed, error]);
  print(`${kind}: error`);
}

(async () => {
  const target = new EventTarget();
  spy(target, 'addEventListener');
  spy(target, 'removeEventListener');
  await run('EventTarget', target, (name) => target.dispatchEvent(new Event(name)));
  const emitter = new EventEmitter();
  spy(emitter, 'once');
  spy(emitter, 'removeListener');
  await run('EventEmitter', emitter, (name) => emitter.emit(name, new Error('failed')));
  console.log(emitter.eventNames());
})();
