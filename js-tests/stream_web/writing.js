'use strict';
// A WritableStream: order of start, writes, close and abort; backpressure;
// errors of the sink.
const log = console.log;
const show = (name) => [(v) => log(name, 'ok', v), (e) => log(name, 'failed', e && e.message, e && e.code)];
const later = () => new Promise(setImmediate);

async function main() {
  let controller;
  const sink = {
    start(c) {
      controller = c;
      log('start', this === sink, c.signal.aborted);
      return later();
    },
    write(chunk, c) {
      log('write', chunk, c === controller);
      return later();
    },
    close() { log('close', arguments.length); },
    abort(reason) { log('abort', reason); },
  };
  const stream = new WritableStream(sink, { highWaterMark: 2 });
  const writer = stream.getWriter();
  log(writer.desiredSize, stream, writer, controller);
  writer.closed.then(...show('closed'));
  writer.ready.then(...show('ready at once'));
  writer.write('a').then(...show('a'));
  log(writer.desiredSize);
  writer.write('b').then(...show('b'));
  log(writer.desiredSize);
  const { ready } = writer;
  ready.then(...show('ready'));
  writer.write('c').then(...show('c'));
  log(writer.desiredSize);
  const closing = writer.close();
  closing.then(...show('close'));
  writer.write('d').then(...show('d'));
  writer.close().then(...show('close again'));
  await closing;
  log(writer.desiredSize, stream, writer.ready === ready);
  writer.abort().then(...show('abort when closed'));
  writer.releaseLock();
  writer.ready.then(...show('ready after release'));
  writer.closed.then(...show('closed after release'));
  writer.write('f').then(...show('write after release'));
  writer.close().then(...show('close after release'));
  writer.abort().then(...show('abort after release'));
  try {
    log(writer.desiredSize);
  } catch (error) {
    log(error.name, error.code, error.message);
  }
  await later();

  log('--- abort during a write');
  const w2 = new WritableStream({
    write(chunk, c) {
      c.signal.addEventListener('abort', () => log('signal', c.signal.reason));
      return later();
    },
    abort(reason) { log('abort', reason); },
    close() { log('never'); },
  }).getWriter();
  w2.write(1).then(...show('1'));
  w2.write(2).then(...show('2'));
  w2.close().then(...show('close'));
  w2.closed.then(...show('closed'));
  await later();
  const aborted = w2.abort('why');
  log(aborted === w2.abort('other'), w2.desiredSize);
  w2.ready.then(...show('ready'));
  await aborted.then(...show('aborted'));
  await later();

  log('--- a sink that fails');
  for (const how of ['start', 'write', 'close', 'abort']) {
    const failing = new WritableStream({ [how]() { return Promise.reject(new Error(how)); } });
    const w = failing.getWriter();
    w.closed.then(...show(`${how}: closed`));
    w.ready.then(...show(`${how}: ready`));
    w.write('x').then(...show(`${how}: write`));
    await later();
    w.ready.then(...show(`${how}: ready later`));
    (how === 'abort' ? w.abort('r') : w.close()).then(...show(`${how}: end`));
    await later();
    log(w.desiredSize, failing);
    w.write('y').then(...show(`${how}: write later`));
    w.abort().then(...show(`${how}: abort later`));
    await later();
  }

  log('--- controller.error, and locks');
  const errored = new WritableStream({ start(c) { controller = c; } });
  controller.error(new Error('by the controller'));
  controller.error(new Error('too late'));
  errored.abort().then(...show('abort'));
  errored.close().then(...show('close'));
  await later();
  const w4 = errored.getWriter();
  w4.closed.then(...show('closed'));
  w4.ready.then(...show('ready'));
  errored.close().then(...show('close locked'));
  errored.abort().then(...show('abort locked'));
  try {
    errored.getWriter();
  } catch (error) {
    log(error.name, error.code, error.message);
  }
  await later();

  log('--- sizes');
  const sized = new WritableStream({}, { highWaterMark: 5, size: (chunk) => chunk.length }).getWriter();
  sized.write('abc');
  log(sized.desiredSize);
  const bad = new WritableStream({}, { size: () => -1 }).getWriter();
  await bad.write('abc').then(...show('bad size'));
  const thrown = new WritableStream({}, { size() { throw new Error('size'); } }).getWriter();
  thrown.closed.then(...show('thrown size closed'));
  await thrown.write('abc').then(...show('thrown size'));
  const empty = new WritableStream();
  await empty.close().then(...show('close of an empty one'));
  empty.close().then(...show('close twice'));
}
main().then(() => log('done'));
