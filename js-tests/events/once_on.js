'use strict';
// events.once and events.on.
const { once, on, EventEmitter } = require('events');
const log = console.log;

async function main() {
  const e = new EventEmitter();
  process.nextTick(() => e.emit('a', 1, 2));
  log(await once(e, 'a'), e.listenerCount('a'), e.listenerCount('error'));

  process.nextTick(() => e.emit('error', new Error('no')));
  await once(e, 'a').catch((error) => log('rejected', error.message, e.listenerCount('a')));
  process.nextTick(() => e.emit('error', new Error('wanted')));
  log((await once(e, 'error'))[0].message);

  const ac = new AbortController();
  process.nextTick(() => ac.abort());
  await once(e, 'a', { signal: ac.signal }).catch((error) => log(error.name, error.code, e.listenerCount('a')));
  await once(e, 'a', { signal: ac.signal }).catch((error) => log(error.name, error.cause === ac.signal.reason));
  await once({}, 'a').catch((error) => log(error.code));

  const target = new EventTarget();
  process.nextTick(() => target.dispatchEvent(new Event('t')));
  log((await once(target, 't'))[0].type);

  const it = on(e, 'b');
  e.emit('b', 1);
  e.emit('b', 2, 3);
  log(await it.next(), await it.next());
  const waiting = it.next();
  e.emit('b', 4);
  log(await waiting, it[Symbol.asyncIterator]() === it);
  const open = it.next();
  log(await it.return(), await open, await it.next(), e.listenerCount('b'));

  process.nextTick(() => {
    e.emit('c', 1);
    e.emit('c', 2);
    e.emit('end');
  });
  for await (const [value] of on(e, 'c', { close: ['end'] })) log('value', value);

  const failing = on(e, 'd');
  e.emit('d', 'kept');
  e.emit('error', new Error('broken'));
  log(await failing.next());
  await failing.next().catch((error) => log(error.message));
  log(await failing.next());

  const stop = new AbortController();
  process.nextTick(() => stop.abort());
  try {
    for await (const value of on(e, 'e', { signal: stop.signal })) log('never', value);
  } catch (error) {
    log(error.name, error.code);
  }
}

main();
