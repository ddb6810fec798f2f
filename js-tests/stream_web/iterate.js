'use strict';
// Asynchronous iteration, and ReadableStream.from.
const log = console.log;
const show = (name) => [(v) => log(name, 'ok', v), (e) => log(name, 'failed', e && e.message, e && e.code)];
const later = () => new Promise(setImmediate);

function numbers(more) {
  let n = 0;
  return new ReadableStream({
    pull(c) { if (n < 3) c.enqueue(n++); else c.close(); },
    cancel(reason) { log('cancel', reason); },
    ...more,
  });
}

async function main() {
  for await (const value of numbers()) log(value);
  const left = numbers();
  for await (const value of left) {
    log(value, left.locked);
    break;
  }
  log(left);
  const kept = numbers();
  for await (const value of kept.values({ preventCancel: true })) {
    log(value);
    break;
  }
  log(kept);
  for await (const value of kept) log('rest', value);
  try {
    for await (const value of numbers({ pull() { throw new Error('pull'); } })) log(value);
  } catch (error) {
    log(error.message);
  }
  const it = numbers().values();
  log(typeof it.next, typeof it.return, it[Symbol.asyncIterator]() === it);
  it.next().then(...show('n1'));
  it.next().then(...show('n2'));
  it.return('r').then(...show('return'));
  it.next().then(...show('n3'));
  it.return('again').then(...show('return again'));
  await later();
  const empty = numbers({ pull(c) { c.close(); } })[Symbol.asyncIterator]();
  log(await empty.next(), await empty.return('x'));

  log('--- from');
  async function* generate() {
    try {
      yield 1;
      yield Promise.resolve(2);
    } finally {
      log('generator over');
    }
  }
  for (const given of [[1, Promise.resolve(2)], 'ab', new Set([1]), generate(), numbers()]) {
    const stream = ReadableStream.from(given);
    const out = [];
    for await (const value of stream) out.push(value);
    log(out);
  }
  const partial = ReadableStream.from(generate());
  for await (const value of partial) {
    log(value);
    break;
  }
  const own = {
    [Symbol.asyncIterator]() {
      return {
        next() { log('next'); return { value: 1, done: false }; },
        return(reason) { log('return', reason); return {}; },
      };
    },
  };
  const reader = ReadableStream.from(own).getReader();
  log(await reader.read());
  await reader.cancel('enough').then(...show('cancel'));
  for (const bad of [1, {}, { [Symbol.iterator]() { return 1; } }]) {
    try {
      ReadableStream.from(bad);
    } catch (error) {
      log(error.name, error.code);
    }
  }
  for (const bad of [{ next() { return 1; } }, { next() { throw new Error('next'); } }, { next() { return Promise.resolve(1); } }]) {
    await ReadableStream.from({ [Symbol.asyncIterator]: () => bad }).getReader().read().then(...show('bad'));
  }
}
main().then(() => log('done'));
