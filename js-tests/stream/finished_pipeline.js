'use strict';
// finished and pipeline, with callbacks and promises.
const { Readable, Writable, Transform, PassThrough, Duplex, finished, pipeline } = require('stream');
const promises = require('stream/promises');
const util = require('util');
const log = console.log;

async function main() {
  log(util.promisify(finished) === promises.finished, util.promisify(pipeline) === promises.pipeline);
  const upper = () => new Transform({ transform(c, e, cb) { cb(null, String(c).toUpperCase()); } });
  const out = (list) => new Writable({ objectMode: true, write(c, e, cb) { list.push(String(c)); cb(); } });

  let list = [];
  await promises.pipeline(Readable.from(['a', 'b']), upper(), out(list));
  log(list);
  list = [];
  await promises.pipeline(['x', 'y'], async function* (source) {
    for await (const c of source) yield `${c}!`;
  }, out(list));
  log(list);
  log(await promises.pipeline(Readable.from([1, 2, 3]), async (source) => {
    let sum = 0;
    for await (const n of source) sum += n;
    return sum;
  }));
  for (const make of [
    () => promises.pipeline(Readable.from(['a']), new Transform({ transform(c, e, cb) { cb(new Error('bad')); } }), out([])),
    () => promises.pipeline(async function* () { yield 'a'; throw new Error('source'); }, out([])),
    () => promises.pipeline(Readable.from(['a']), out([]), { signal: AbortSignal.abort() }),
    () => promises.pipeline(new Readable({ read() { this.destroy(); } }), out([])),
  ]) {
    await make().then(() => log('no error'), (e) => log(e.name, e.code, e.message));
  }
  const open = new PassThrough();
  await promises.pipeline(Readable.from(['kept']), open, { end: false });
  log(open.writableEnded, String(open.read()));
  for (const args of [[], [Readable.from([])], [Readable.from([]), () => {}]]) {
    try {
      pipeline(...args);
    } catch (e) {
      log(e.code, e.message);
    }
  }

  const r = new Readable({ read() {} });
  finished(r, (e) => log('closed early', e.code));
  r.destroy();
  const w = new Writable({ write(c, e, cb) { cb(); } });
  finished(w, (e) => log('finished', e));
  w.end();
  const d = new Duplex({ read() {}, write(c, e, cb) { cb(); } });
  finished(d, { readable: false }, (e) => log('writable side', e));
  d.end();
  const stop = finished(new Readable({ read() {} }), () => log('never'));
  stop();
  const ac = new AbortController();
  const pending = promises.finished(new Readable({ read() {} }), { signal: ac.signal });
  ac.abort();
  await pending.catch((e) => log(e.name, e.code));
  const failed = new Readable({ read() {} });
  failed.on('error', () => {});
  failed.destroy(new Error('broken'));
  await promises.finished(failed).catch((e) => log(e.message));
  await promises.finished(w);
  for (const args of [[], [r], [r, 1], [{}, () => {}]]) {
    try {
      finished(...args);
    } catch (e) {
      log(e.code, e.message);
    }
  }
}

main();
