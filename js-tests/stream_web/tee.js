'use strict';
// tee: both branches get everything, cancel waits for both, errors reach both.
const log = console.log;
const show = (name) => [(v) => log(name, 'ok', v), (e) => log(name, 'failed', e && e.message, e && e.code)];
const later = () => new Promise(setImmediate);

async function all(readable) {
  const reader = readable.getReader();
  const out = [];
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return out;
    out.push(value);
  }
}

async function main() {
  for (const type of [undefined, 'bytes']) {
    log('---', type);
    let n = 0;
    const source = new ReadableStream({
      type,
      pull(c) {
        if (n === 4) {
          c.close();
          if (c.byobRequest) c.byobRequest.respond(0);
        } else {
          c.enqueue(new Uint8Array([n++]));
        }
      },
    });
    const [a, b] = source.tee();
    log(source.locked, a, b.locked);
    log(await Promise.all([all(a), all(b)]));

    const canceled = new ReadableStream({ type, cancel(reason) { log('cancel', reason); } });
    const [c, d] = canceled.tee();
    c.cancel('one').then(...show('c'));
    await later();
    log('one is canceled');
    d.cancel('two').then(...show('d'));
    await later();

    let controller;
    const errored = new ReadableStream({ type, start(k) { controller = k; } });
    const [e, f] = errored.tee();
    const r = e.getReader();
    r.read().then(...show('e'));
    controller.enqueue(new Uint8Array([1]));
    await later();
    controller.error(new Error('broken'));
    await later();
    r.read().then(...show('e later'));
    f.getReader().read().then(...show('f'));
    await later();

    const half = new ReadableStream({ type, start(k) { controller = k; } });
    const [g, h] = half.tee();
    g.cancel('not wanted').then(...show('g'));
    controller.enqueue(new Uint8Array([5, 6]));
    controller.close();
    log(await all(h));
    await later();
  }
  const bytes = new ReadableStream({
    type: 'bytes',
    pull(c) {
      log('source has', c.byobRequest && c.byobRequest.view.byteLength);
      c.byobRequest.view[0] = 3;
      c.byobRequest.respond(1);
    },
  });
  const [i, j] = bytes.tee();
  const r = i.getReader({ mode: 'byob' });
  log(await r.read(new Uint8Array(5)));
  log(await j.getReader().read());
}
main().then(() => log('done'));
