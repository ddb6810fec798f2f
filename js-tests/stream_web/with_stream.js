'use strict';
// What the module stream does with web streams: finished, pipeline, signals,
// Duplex.from, and questions about their state.
const stream = require('stream');
const { pipeline, finished } = require('stream/promises');
const consumers = require('stream/consumers');
const log = console.log;
const show = (name) => [(v) => log(name, 'ok', v), (e) => log(name, 'failed', e && e.name, e && e.message, e && e.code)];
const later = () => new Promise(setImmediate);

async function main() {
  let controller;
  const r = new ReadableStream({ start(c) { controller = c; } });
  const over = finished(r);
  over.then(...show('finished'));
  controller.close();
  await over;
  const failed = new ReadableStream({ start(c) { controller = c; } });
  stream.finished(failed, (error) => log('callback', error.message));
  controller.error(new Error('broken'));
  await later();
  log(stream.isErrored(failed), stream.isReadable(failed), stream.isDisturbed(failed), stream.isReadable(new ReadableStream()));
  const w = new WritableStream();
  finished(w).then(...show('writable'));
  await w.close();
  await later();
  const wf = new WritableStream({ write() { throw new Error('sink'); } });
  finished(wf).then(...show('writable fails'));
  wf.getWriter().write(1).catch(() => {});
  await later();
  const ac = new AbortController();
  finished(new ReadableStream(), { signal: ac.signal }).then(...show('aborted'));
  const controlled = new ReadableStream();
  log(stream.addAbortSignal(ac.signal, controlled) === controlled);
  const sink = stream.addAbortSignal(ac.signal, new WritableStream());
  const writer = sink.getWriter();
  writer.closed.then(...show('aborted writer'));
  ac.abort();
  await controlled.getReader().read().then(...show('aborted reader'));
  await later();

  const chunks = [];
  const into = () => new WritableStream({ write(chunk) { chunks.push(String(chunk)); }, close() { log('closed', chunks.splice(0)); } });
  await pipeline(ReadableStream.from(['a', 'b']), into()).then(...show('web to web'));
  await pipeline(stream.Readable.from(['a', 'b']), new TransformStream({ transform(c, k) { k.enqueue(`${c}!`); } }), into())
    .then(...show('node to web'));
  const plain = new stream.Writable({ write(chunk, enc, cb) { chunks.push(String(chunk)); cb(); } });
  await pipeline(ReadableStream.from(['x', 'y']), new TransformStream(), plain).then(...show('web to node'));
  log(chunks.splice(0));
  await pipeline(['1'], into()).then(...show('iterable to web'));
  await pipeline(ReadableStream.from(['p']), async function* (source) { for await (const c of source) yield `${c}${c}`; }, into())
    .then(...show('through a function'));
  await pipeline(new ReadableStream({ pull() { throw new Error('source'); } }), into()).then(...show('failing source'));
  await pipeline(ReadableStream.from(['q']), new WritableStream({ write() { throw new Error('sink'); } })).then(...show('failing sink'));

  const d = stream.Duplex.from({ readable: ReadableStream.from([Buffer.from('r')]), writable: into() });
  d.end('w');
  for await (const chunk of d) log(String(chunk));
  await later();
  const one = stream.Duplex.from(ReadableStream.from([Buffer.from('only')]));
  for await (const chunk of one) log(String(chunk));
  log(await consumers.text(ReadableStream.from([Buffer.from('te'), 'xt'])), await consumers.json(ReadableStream.from(['[1]'])));
  log(await consumers.arrayBuffer(new Blob(['ab']).stream()));
}
main().then(() => log('done'));
