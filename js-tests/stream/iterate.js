'use strict';
// Readable.from, asynchronous iteration, operators, compose, Duplex.from.
const { Readable, Writable, Transform, PassThrough, Duplex, compose, addAbortSignal } = require('stream');
const log = console.log;

async function main() {
  for await (const c of Readable.from(['a', Promise.resolve('b')])) log(c);
  for await (const c of Readable.from('whole')) log(c);
  const r = new Readable({ read() {} });
  r.push('1');
  r.push('2');
  for await (const c of r) {
    log(String(c));
    break;
  }
  log(r.destroyed);
  const kept = Readable.from([1, 2, 3]);
  for await (const c of kept.iterator({ destroyOnReturn: false })) {
    log(c);
    break;
  }
  log(kept.destroyed, await kept.toArray());
  const failing = new Readable({ read() { this.destroy(new Error('failed')); } });
  try {
    for await (const c of failing) log(c);
  } catch (e) {
    log(e.message);
  }
  const three = () => Readable.from([1, 2, 3, 4]);
  log(await three().map((x) => x * 2).toArray(), await three().filter((x) => x % 2).toArray());
  log(await three().flatMap((x) => [x, x]).toArray(), await three().drop(1).take(2).toArray());
  log(await three().reduce((a, b) => a + b), await three().reduce((a, b) => a + b, 10));
  log(await three().some((x) => x > 3), await three().every((x) => x > 1), await three().find((x) => x > 2));
  await three().forEach((x) => log('each', x));
  log(await three().map(async (x) => x, { concurrency: 2 }).toArray());
  for (const attempt of [
    () => three().map(1),
    () => three().take(-1),
    () => three().map((x) => x, { concurrency: 0 }),
    () => three().map((x) => x, 1),
    () => Readable.from(5),
    () => addAbortSignal(1, r),
    () => addAbortSignal(AbortSignal.abort(), 1),
  ]) {
    try {
      attempt();
    } catch (e) {
      log(e.name, e.code, e.message);
    }
  }
  await three().map((x) => { if (x === 3) throw new Error('three'); return x; }).toArray().catch((e) => log(e.message));
  await Readable.from([]).reduce((a) => a).catch((e) => log(e.code, e.message));

  const upper = new Transform({ transform(c, e, cb) { cb(null, String(c).toUpperCase()); } });
  const both = compose(upper, async function* (source) {
    for await (const c of source) yield `${c}?`;
  });
  both.end('composed');
  log((await both.toArray()).map(String));
  log(await Duplex.from(['p', 'q']).toArray(), await Duplex.from(Promise.resolve('promised')).toArray());
  const pass = new PassThrough();
  const pair = Duplex.from({ readable: pass, writable: pass });
  pair.end('through');
  log((await pair.toArray()).map(String));
  const list = [];
  const asyncSink = Duplex.from(async (source) => { for await (const c of source) list.push(String(c)); });
  asyncSink.end('sunk');
  await new Promise((resolve) => asyncSink.on('finish', resolve));
  log(list);
  const ac = new AbortController();
  const stopped = addAbortSignal(ac.signal, new Readable({ read() {} }));
  stopped.on('error', (e) => log(e.name, e.code, e.cause === ac.signal.reason));
  ac.abort();
  await new Promise((resolve) => stopped.on('close', resolve));
}

main();
