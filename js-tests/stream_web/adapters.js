'use strict';
// toWeb and fromWeb of Readable, Writable and Duplex, both ways, with errors,
// early ends and backpressure.
const { Readable, Writable, Duplex, PassThrough, Transform } = require('stream');
const log = console.log;
const show = (name) => [(v) => log(name, 'ok', v), (e) => log(name, 'failed', e && e.name, e && e.message, e && e.code, e && e.cause && e.cause.code)];
const later = () => new Promise(setImmediate);
const text = (chunk) => `${chunk.constructor.name} ${Buffer.from(chunk)}`;

function watch(name, stream) {
  for (const event of ['end', 'finish', 'close']) stream.on(event, () => log(name, event));
  stream.on('error', (e) => log(name, 'error', e.name, e.message, e.code));
  return stream;
}

async function toWeb() {
  const web = Readable.toWeb(Readable.from(['a', 'b'], { objectMode: false }));
  log(web);
  const reader = web.getReader();
  log(text((await reader.read()).value), text((await reader.read()).value), await reader.read());
  const objects = Readable.toWeb(Readable.from([{ a: 1 }, 'x']));
  for await (const value of objects) log(value);
  const canceled = watch('canceled', new Readable({ read() {} }));
  await Readable.toWeb(canceled).cancel(new Error('why')).then(...show('cancel'));
  await later();
  const failing = watch('failing', new Readable({ read() {} }));
  const r2 = Readable.toWeb(failing).getReader();
  r2.read().then(...show('read'));
  failing.destroy(new Error('broken'));
  await later();
  const early = new Readable({ read() {} });
  const r3 = Readable.toWeb(early).getReader();
  r3.read().then(...show('early'));
  early.destroy();
  await later();
  log(Readable.toWeb(early));
  let pushed = 0;
  const much = new Readable({ highWaterMark: 10, read() { pushed++; this.push('12345'); } });
  const r4 = Readable.toWeb(much, { strategy: { highWaterMark: 3 } }).getReader();
  await r4.read();
  await later();
  log(much.isPaused(), pushed < 20);

  const chunks = [];
  const writable = watch('w', new Writable({ write(chunk, enc, cb) { chunks.push(text(chunk)); cb(); } }));
  const writer = Writable.toWeb(writable).getWriter();
  log(writer.desiredSize);
  await writer.write('x');
  await writer.write(new Uint8Array([65]));
  await writer.close().then(...show('close'));
  log(chunks, writable.destroyed);
  const slow = watch('slow', new Writable({ highWaterMark: 2, write(chunk, enc, cb) { setImmediate(cb); } }));
  const w2 = Writable.toWeb(slow).getWriter();
  w2.write('abc').then(...show('abc'));
  w2.write('d').then(...show('d'));
  await w2.close().then(...show('close'));
  const bad = watch('bad', new Writable({ write(chunk, enc, cb) { cb(new Error('disk full')); } }));
  const w3 = Writable.toWeb(bad).getWriter();
  w3.closed.then(...show('bad closed'));
  await w3.write('abc').then(...show('bad'));
  await later();
  const aborted = watch('aborted', new Writable({ write(chunk, enc, cb) { cb(); } }));
  await Writable.toWeb(aborted).abort(new Error('stop')).then(...show('abort'));
  await later();
  const pair = Duplex.toWeb(new PassThrough());
  log(pair);
  const w4 = pair.writable.getWriter();
  w4.write(Buffer.from('through'));
  w4.close();
  for await (const value of pair.readable) log(text(value));
  for (const fn of [() => Readable.toWeb({}), () => Writable.toWeb({}), () => Duplex.toWeb({}), () => Readable.fromWeb({}),
                    () => Writable.fromWeb({}), () => Duplex.fromWeb({}), () => Duplex.fromWeb({ readable: new ReadableStream() }),
                    () => Readable.fromWeb(new ReadableStream(), 1), () => Readable.fromWeb(new ReadableStream(), { objectMode: 1 }),
                    () => Readable.fromWeb(new ReadableStream(), { encoding: 'x' })]) {
    try {
      fn();
    } catch (error) {
      log(error.name, error.code);
    }
  }
}

async function fromWeb() {
  const readable = watch('r', Readable.fromWeb(ReadableStream.from([Buffer.from('a'), 'b'])));
  for await (const chunk of readable) log(text(chunk));
  const objects = Readable.fromWeb(ReadableStream.from([1, { a: 1 }]), { objectMode: true });
  for await (const chunk of objects) log(chunk);
  const encoded = Readable.fromWeb(ReadableStream.from([new Uint8Array([65, 66])]), { encoding: 'hex' });
  encoded.on('data', (chunk) => log('hex', chunk));
  await later();
  let controller;
  const source = new ReadableStream({ start(c) { controller = c; }, cancel(reason) { log('cancel', reason && reason.message); } });
  const destroyed = watch('destroyed', Readable.fromWeb(source));
  destroyed.destroy(new Error('given up'));
  await later();
  const failing = watch('failing', Readable.fromWeb(new ReadableStream({ start(c) { controller = c; } })));
  failing.resume();
  controller.error(new Error('source'));
  await later();
  const ac = new AbortController();
  watch('signal', Readable.fromWeb(new ReadableStream(), { signal: ac.signal }));
  ac.abort();
  await later();

  const sink = (more) => new WritableStream({
    write(chunk) { log('sink', typeof chunk === 'string' ? chunk : text(chunk)); },
    close() { log('sink close'); },
    abort(reason) { log('sink abort', reason && reason.message); },
    ...more,
  });
  const writable = watch('w', Writable.fromWeb(sink()));
  writable.write('text');
  writable.write('ff', 'hex');
  writable.cork();
  writable.write('c1');
  writable.write('c2');
  writable.uncork();
  writable.end();
  await new Promise((r) => writable.on('close', r));
  const strings = Writable.fromWeb(sink(), { decodeStrings: false });
  strings.end('as text');
  await new Promise((r) => strings.on('close', r));
  const bad = watch('bad', Writable.fromWeb(sink({ write() { throw new Error('no'); } })));
  bad.write('x', (error) => log('callback', error && error.message));
  await later();
  const gone = watch('gone', Writable.fromWeb(sink()));
  gone.destroy(new Error('gone'));
  await later();

  const { readable: r, writable: w } = new TransformStream({ transform(chunk, c) { c.enqueue(`${Buffer.from(chunk)}!`); } });
  const duplex = watch('duplex', Duplex.fromWeb({ readable: r, writable: w }, { encoding: 'utf8' }));
  duplex.on('data', (chunk) => log('duplex', chunk));
  duplex.write('one');
  duplex.end('two');
  await new Promise((done) => duplex.on('end', done));
  await later();
  const upper = new Transform({ transform(chunk, e, cb) { cb(null, String(chunk).toUpperCase()); } });
  const out = [];
  await ReadableStream.from([Buffer.from('end to end')]).pipeThrough(Duplex.toWeb(upper))
    .pipeTo(new WritableStream({ write(chunk) { out.push(text(chunk)); } }));
  log(out);
}
toWeb().then(fromWeb).then(() => log('done'));
