'use strict';
// TransformStream: its methods, ends of both sides, errors from each side.
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
  let controller;
  const transformer = {
    start(c) {
      controller = c;
      log('start', this === transformer, c.desiredSize);
      c.enqueue('first');
    },
    transform(chunk, c) {
      log('transform', chunk, c === controller, c.desiredSize);
      c.enqueue(chunk * 2);
      c.enqueue(chunk * 3);
    },
    flush(c) {
      log('flush', c === controller);
      c.enqueue('last');
    },
  };
  const t = new TransformStream(transformer);
  const writer = t.writable.getWriter();
  const read = all(t.readable);
  writer.write(1).then(...show('1'));
  writer.write(2).then(...show('2'));
  writer.close().then(...show('close'));
  log(await read, t);

  const identity = new TransformStream();
  const w2 = identity.writable.getWriter();
  log(w2.desiredSize);
  w2.write('x').then(...show('x'));
  w2.ready.then(...show('ready'));
  await later();
  log('reading', await identity.readable.getReader().read());
  await later();

  log('--- backpressure');
  const wide = new TransformStream({ transform(c, k) { log('t', c, k.desiredSize); k.enqueue(c); } },
                                   { highWaterMark: 3 }, { highWaterMark: 2 });
  const w3 = wide.writable.getWriter();
  for (let i = 0; i < 5; i++) w3.write(i).then(...show(`w${i}`));
  log(w3.desiredSize);
  await later();
  const r3 = wide.readable.getReader();
  for (let i = 0; i < 5; i++) log(await r3.read());

  log('--- errors');
  for (const how of ['transform', 'flush', 'start', 'error', 'terminate', 'cancel readable', 'abort writable']) {
    let c;
    const bad = new TransformStream({
      start(k) {
        c = k;
        if (how === 'start') return Promise.reject(new Error('start'));
      },
      transform() { if (how === 'transform') throw new Error('transform'); },
      flush() { if (how === 'flush') throw new Error('flush'); },
      cancel(reason) { log('cancel', reason); },
    });
    const w = bad.writable.getWriter();
    const r = bad.readable.getReader();
    r.closed.then(...show(`${how}: readable closed`));
    w.closed.then(...show(`${how}: writable closed`));
    await later();
    if (how === 'error') c.error(new Error('error'));
    if (how === 'terminate') c.terminate();
    if (how === 'cancel readable') r.cancel('c').then(...show(`${how}: cancel`));
    if (how === 'abort writable') w.abort('a').then(...show(`${how}: abort`));
    r.read().then(...show(`${how}: read`));
    w.write(1).then(...show(`${how}: write`));
    w.close().then(...show(`${how}: close`));
    await later();
    log(bad);
    try {
      c.enqueue(1);
    } catch (error) {
      log(error.name, error.code, error.message);
    }
    log(c.desiredSize);
  }
}
main().then(() => log('done'));
