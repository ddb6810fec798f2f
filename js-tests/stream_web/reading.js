'use strict';
// A default stream: when a source is started, pulled and canceled, and what a
// reader gets.
const log = console.log;
const show = (name) => [(v) => log(name, 'ok', v), (e) => log(name, 'failed', e && e.message, e && e.code)];

async function main() {
  let controller;
  let n = 0;
  const source = {
    start(c) {
      controller = c;
      log('start', this === source, c.desiredSize);
      return Promise.resolve().then(() => log('started'));
    },
    pull(c) {
      log('pull', this === source, c === controller, c.desiredSize);
      c.enqueue(n++);
      if (n === 3) c.close();
    },
    cancel(reason) {
      log('cancel', reason);
      return 'ignored';
    },
  };
  const stream = new ReadableStream(source, { highWaterMark: 2 });
  log(stream.locked, stream);
  const reader = stream.getReader();
  log(stream.locked, reader);
  reader.closed.then(...show('closed'));
  log(await reader.read(), controller.desiredSize);
  log(await reader.read(), await reader.read(), await reader.read(), controller.desiredSize);
  for (const act of ['close', 'enqueue', 'error']) {
    try {
      controller[act](1);
      log(act, 'passes');
    } catch (error) {
      log(act, error.name, error.code, error.message);
    }
  }
  reader.releaseLock();
  log(stream);
  reader.read().then(...show('read after release'));
  reader.closed.then(...show('closed after release'));
  reader.cancel().then(...show('cancel after release'));
  await stream.cancel('late').then(...show('cancel when closed'));

  const failing = new ReadableStream({ pull() { throw new Error('no more'); } }, { highWaterMark: 0 });
  const r2 = failing.getReader();
  r2.closed.then(...show('r2 closed'));
  await r2.read().then(...show('r2'));
  await r2.read().then(...show('r2 again'));
  await r2.cancel().then(...show('r2 cancel'));
  log(failing);

  const waiting = new ReadableStream({ cancel() { throw new Error('cancel fails'); } });
  const r3 = waiting.getReader();
  r3.read().then(...show('pending read of a canceled stream'));
  await r3.cancel('x').then(...show('r3 cancel'));
  await r3.closed.then(...show('r3 closed'));

  const held = new ReadableStream({});
  const r4 = held.getReader();
  r4.read().then(...show('pending read of a released reader'));
  r4.closed.then(...show('r4 closed'));
  r4.releaseLock();
  for (const fn of [() => { held.getReader(); held.getReader(); }, () => held.getReader({ mode: 'x' }),
                    () => held.getReader({ mode: 'byob' }), () => held.tee(), () => held.values(),
                    () => held.pipeThrough({}), () => held.pipeThrough(new TransformStream())]) {
    try {
      fn();
    } catch (error) {
      log(error.name, error.code, error.message);
    }
  }
  held.cancel().then(...show('cancel of a locked stream'));
  held.pipeTo().then(...show('pipeTo nothing'));
  held.pipeTo(new WritableStream()).then(...show('pipeTo of a locked stream'));
  new ReadableStream().pipeTo(new WritableStream(), { signal: 1 }).then(...show('pipeTo with a bad signal'));
  new ReadableStream({ start() { return Promise.reject(new Error('start')); } }).getReader().closed.then(...show('start'));
  try {
    new ReadableStream({ start() { throw new Error('start throws'); } });
  } catch (error) {
    log(error.message);
  }
  await new Promise(setImmediate);

  const sized = new ReadableStream({ start(c) { controller = c; } }, { highWaterMark: 10, size: (s) => s.length });
  controller.enqueue('abc');
  log(controller.desiredSize);
  for (const size of [-1, NaN, Infinity, 'x']) {
    const bad = new ReadableStream({
      start(c) {
        try {
          c.enqueue('a');
        } catch (error) {
          log(error.name, error.code, error.message);
        }
      },
    }, { size: () => size });
    await bad.getReader().read().then(...show(`size ${size}`));
  }
  log(await sized.getReader().read());
  const throwing = new ReadableStream({ start(c) { try { c.enqueue(1); } catch (e) { log(e.message); } } }, { size() { throw new Error('size'); } });
  throwing.getReader().closed.then(...show('throwing'));
}
main().then(() => log('done'));
