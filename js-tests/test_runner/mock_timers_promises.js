'use strict';

const { mock } = require('node:test');
const timers = require('timers/promises');

const refused = (error) => console.log(error.name, error.code, error.cause && error.cause.name);

async function main() {
  mock.timers.enable();
  const late = timers.setTimeout(10, 'late');
  mock.timers.tick(10);
  console.log(await late);
  const now = timers.setImmediate('now');
  mock.timers.tick(0);
  console.log(await now);
  const waited = timers.scheduler.wait(10);
  mock.timers.tick(10);
  console.log(await waited);

  const each = timers.setInterval(5, 'each')[Symbol.asyncIterator]();
  for (let i = 0; i < 2; i++) {
    const next = each.next();
    await null;
    mock.timers.tick(5);
    console.log(await next);
  }
  console.log(await each.return());

  const controller = new AbortController();
  const aborted = timers.setTimeout(10, 0, { signal: controller.signal });
  controller.abort();
  await aborted.catch(refused);
  await timers.setTimeout(10, 0, { signal: AbortSignal.abort() }).catch(refused);
  await timers.setTimeout(10, 0, { signal: 5 }).catch(refused);
  await timers.setImmediate(0, { signal: AbortSignal.abort() }).catch(refused);
  await timers.setInterval(5, 0, { signal: AbortSignal.abort() }).next().catch(refused);
  mock.timers.reset();
  console.log(await timers.setTimeout(1, 'real'));
}

main();
