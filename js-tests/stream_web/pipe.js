'use strict';
// pipeTo and pipeThrough: order, backpressure, what passes on in which case,
// signals.
const log = console.log;
const show = (name) => [(v) => log(name, 'ok', v), (e) => log(name, 'failed', e && e.name, e && e.message, e && e.code)];
const later = () => new Promise(setImmediate);

function sinkOf(name, more) {
  return new WritableStream({
    write(chunk) { log(name, 'write', chunk); return later(); },
    close() { log(name, 'close'); },
    abort(reason) { log(name, 'abort', reason && reason.message); },
    ...more,
  });
}

function sourceOf(name, count, more) {
  let n = 0;
  return new ReadableStream({
    pull(c) {
      log(name, 'pull');
      if (n === count) c.close();
      else c.enqueue(n++);
    },
    cancel(reason) { log(name, 'cancel', reason && reason.message); },
    ...more,
  });
}

async function main() {
  const source = sourceOf('a', 3);
  const sink = sinkOf('a');
  const piped = source.pipeTo(sink);
  log(source.locked, sink.locked);
  await piped.then(...show('a'));
  log(source, sink);

  const upper = new TransformStream({ transform(chunk, c) { c.enqueue(`<${chunk}>`); } });
  const out = sourceOf('b', 2).pipeThrough(upper);
  log(out === upper.readable, upper.writable.locked);
  await out.pipeTo(sinkOf('b')).then(...show('b'));

  for (const options of [{}, { preventClose: true, preventAbort: true, preventCancel: true }]) {
    log('--- prevent', Object.keys(options).length);
    const s1 = sinkOf('closed');
    await sourceOf('closed', 1).pipeTo(s1, options).then(...show('closed'));
    log(s1);
    let controller;
    const failing = new ReadableStream({ start(c) { controller = c; c.enqueue(1); } });
    const s2 = sinkOf('errored source');
    const p2 = failing.pipeTo(s2, options);
    await later();
    controller.error(new Error('source breaks'));
    await p2.then(...show('errored source'));
    log(s2);
    const full = sourceOf('errored sink', 9);
    await full.pipeTo(sinkOf('errored sink', { write() { throw new Error('sink breaks'); } }), options).then(...show('errored sink'));
    log(full);
    const over = sinkOf('closed sink');
    over.close();
    const unread = sourceOf('closed sink', 1);
    await unread.pipeTo(over, options).then(...show('closed sink'));
    log(unread);
    const ac = new AbortController();
    const s3 = sinkOf('aborted');
    const endless = sourceOf('aborted', 2, { pull() {} });
    const p3 = endless.pipeTo(s3, { ...options, signal: ac.signal });
    await later();
    ac.abort(new Error('enough'));
    await p3.then(...show('aborted'));
    log(endless, s3);
    const p4 = sourceOf('before', 1).pipeTo(sinkOf('before'), { ...options, signal: AbortSignal.abort() });
    await p4.then(...show('before'));
  }

  log('--- both ends of a chain');
  const chain = sourceOf('chain', 3)
    .pipeThrough(new TransformStream())
    .pipeThrough(new TransformStream({ transform(chunk, c) { if (chunk === 1) throw new Error('one'); c.enqueue(chunk); } }));
  await chain.pipeTo(sinkOf('chain')).then(...show('chain'));
  await later();

  log('--- backpressure');
  let release;
  const slow = new WritableStream({ write(chunk) { log('slow', chunk); return new Promise((r) => { release = r; }); } });
  let pulled = 0;
  new ReadableStream({ pull(c) { c.enqueue(pulled++); } }).pipeTo(slow);
  for (let i = 0; i < 3; i++) {
    await later();
    log('pulled', pulled);
    release();
  }
}
main().then(() => log('done'));
