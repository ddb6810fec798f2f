'use strict';
// Byte streams: readers with and without memory of their own, requests, new
// views, elements of several bytes, the end.
const log = console.log;
const show = (name) => [(v) => log(name, 'ok', v), (e) => log(name, 'failed', e && e.message, e && e.code)];
const later = () => new Promise(setImmediate);

async function main() {
  let controller;
  const start = (c) => { controller = c; };
  const plain = new ReadableStream({ type: 'bytes', start, pull(c) { log('pull', c === controller, c.desiredSize, c.byobRequest); } });
  log(plain, controller, controller.desiredSize);
  const given = new Uint8Array([1, 2, 3, 4, 5]);
  controller.enqueue(given);
  log(given.byteLength, given.buffer.byteLength, controller.desiredSize);
  const reader = plain.getReader({ mode: 'byob' });
  log(reader);
  const mine = new Uint8Array(3);
  log(await reader.read(mine), mine.byteLength);
  log(await reader.read(new DataView(new ArrayBuffer(8), 2, 3)));
  const waiting = reader.read(new Uint8Array(4));
  await later();
  log(reader);
  const request = controller.byobRequest;
  log(request, request === controller.byobRequest, request.view);
  request.view[0] = 7;
  request.respond(1);
  log(await waiting, request.view);
  for (const fn of [() => request.respond(1), () => request.respondWithNewView(new Uint8Array(1))]) {
    try {
      fn();
    } catch (error) {
      log(error.name, error.code, error.message);
    }
  }
  reader.read().then(...show('no view'));
  reader.read(new Uint8Array(0)).then(...show('empty view'));
  for (const min of [0, -1, 1.5, 'x', 9, 2]) reader.read(new Uint8Array(4), { min }).then(...show(`min ${min}`));
  await later();
  controller.enqueue(new Uint8Array([1]));
  await later();
  controller.enqueue(new Uint8Array([2, 3, 4, 5, 6, 7]));
  await later();
  reader.releaseLock();
  log(await plain.getReader().read());

  log('--- elements of two bytes');
  const wide = new ReadableStream({ type: 'bytes', start });
  const r2 = wide.getReader({ mode: 'byob' });
  const two = r2.read(new Uint16Array(4));
  await later();
  controller.enqueue(new Uint8Array([1]));
  await later();
  controller.enqueue(new Uint8Array([0, 2]));
  log(await two);
  r2.read(new Uint16Array(2)).then(...show('half of an element'));
  await later();
  try {
    controller.close();
  } catch (error) {
    log(error.name, error.code, error.message);
  }
  await later();
  r2.closed.then(...show('closed'));

  log('--- close');
  const ending = new ReadableStream({ type: 'bytes', start });
  const r3 = ending.getReader({ mode: 'byob' });
  const last = r3.read(new Uint8Array(4));
  last.then(...show('last'));
  await later();
  controller.close();
  await later();
  controller.byobRequest.respond(0);
  await last;
  log(await r3.read(new Uint8Array(2)), await r3.closed);
  for (const act of ['close', 'enqueue']) {
    try {
      controller[act](new Uint8Array(1));
    } catch (error) {
      log(error.name, error.code, error.message);
    }
  }

  log('--- automatic memory');
  const auto = new ReadableStream({
    type: 'bytes',
    autoAllocateChunkSize: 16,
    pull(c) {
      const { view } = c.byobRequest;
      log('pull', view.constructor.name, view.byteLength);
      view[0] = 1;
      view[1] = 2;
      c.byobRequest.respond(2);
    },
  });
  const r4 = auto.getReader();
  log(await r4.read(), await r4.read());
  r4.releaseLock();

  log('--- a new view');
  const views = new ReadableStream({
    type: 'bytes',
    pull(c) {
      const { view } = c.byobRequest;
      for (const bad of [new Uint8Array(1), new Uint8Array(view.buffer, 1, 1), 'x', new Uint8Array(view.buffer, 0, 0)]) {
        try {
          c.byobRequest.respondWithNewView(bad);
        } catch (error) {
          log(error.name, error.code);
        }
      }
      view[0] = 9;
      c.byobRequest.respondWithNewView(new Uint8Array(view.buffer, 0, 1));
    },
  });
  log(await views.getReader({ mode: 'byob' }).read(new Uint8Array(2)));

  log('--- cancel and error');
  const canceled = new ReadableStream({ type: 'bytes', cancel(reason) { log('cancel', reason); } });
  const r5 = canceled.getReader({ mode: 'byob' });
  r5.read(new Uint8Array(2)).then(...show('canceled read'));
  await r5.cancel('why').then(...show('cancel'));
  const errored = new ReadableStream({ type: 'bytes', start });
  const r6 = errored.getReader({ mode: 'byob' });
  r6.read(new Uint8Array(2)).then(...show('failed read'));
  controller.error(new Error('bytes fail'));
  await r6.closed.then(...show('failed'));
  const released = new ReadableStream({ type: 'bytes', start });
  const r7 = released.getReader({ mode: 'byob' });
  r7.read(new Uint8Array(2)).then(...show('released read'));
  r7.releaseLock();
  await later();
  const r8 = released.getReader();
  const next = r8.read();
  controller.enqueue(new Uint8Array([1, 2, 3]));
  log(await next);
  const kept = new Uint8Array([1]);
  structuredClone(kept, { transfer: [kept.buffer] });
  for (const bad of [kept, new Uint8Array(0), 'x', null]) {
    try {
      controller.enqueue(bad);
    } catch (error) {
      log(error.name, error.code, error.message);
    }
  }
}
main().then(() => log('done'));
