'use strict';
// timers/promises.
const timers = require('timers/promises');
const util = require('util');
const log = console.log;
const fails = (promise) => promise.then(() => log('no error'), (e) => log(e.name, e.code, e.message));

async function main() {
  log(require('timers').promises === timers, util.promisify(setTimeout) === timers.setTimeout,
    util.promisify(setImmediate) === timers.setImmediate);
  log(await timers.setTimeout(1, 'value'), await timers.setTimeout(), await timers.setImmediate('now'));
  const ac = new AbortController();
  setTimeout(() => ac.abort('why'), 5);
  await timers.setTimeout(10000, null, { signal: ac.signal })
    .catch((e) => log(e.name, e.code, e.message, e.cause));
  await fails(timers.setTimeout(1, null, { signal: ac.signal }));
  await fails(timers.setImmediate(null, { signal: ac.signal }));
  await fails(timers.setTimeout('1'));
  await fails(timers.setTimeout(1, 1, null));
  await fails(timers.setTimeout(1, 1, { ref: 'yes' }));
  await fails(timers.setTimeout(1, 1, { signal: {} }));
  await fails(timers.setImmediate(1, 'options'));
  await fails(timers.setInterval(1, 1, { ref: 1 }).next());

  let n = 0;
  for await (const value of timers.setInterval(2, 'tick')) {
    log(value, ++n);
    if (n === 3) break;
  }
  const stop = new AbortController();
  try {
    for await (const value of timers.setInterval(1, n, { signal: stop.signal })) {
      log(value);
      stop.abort();
    }
  } catch (e) {
    log(e.name, e.code);
  }
  log(await timers.scheduler.wait(1), await timers.scheduler.yield());
  try {
    new timers.scheduler.constructor();
  } catch (e) {
    log(e.code);
  }
  timers.setTimeout(100000, null, { ref: false }).then(() => log('never'));
}

main();
