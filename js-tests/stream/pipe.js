'use strict';
// pipe: several destinations, unpipe, end, errors, legacy streams.
const { Readable, Writable, PassThrough, Stream } = require('stream');
const log = console.log;
const next = () => new Promise((resolve) => setImmediate(resolve));

function sink(name, highWaterMark, slow) {
  const w = new Writable({
    highWaterMark,
    write(chunk, encoding, cb) {
      log(name, String(chunk));
      if (slow) setImmediate(cb);
      else cb();
    },
  });
  for (const event of ['pipe', 'unpipe', 'finish', 'close']) w.on(event, () => log(name, event));
  return w;
}

async function main() {
  const r = new Readable({ read() {} });
  const a = sink('a', 1, true);
  const b = sink('b', 100, false);
  r.pipe(a);
  r.pipe(b);
  r.push('1');
  r.push('2');
  for (let i = 0; i < 4; i++) await next();
  r.unpipe(a);
  r.push('3');
  for (let i = 0; i < 4; i++) await next();
  r.unpipe();
  log(r.readableFlowing, r.isPaused());
  r.pipe(b, { end: false });
  r.push(null);
  for (let i = 0; i < 4; i++) await next();
  log(b.writableEnded, a.writableEnded);

  const failing = new Writable({ write(c, e, cb) { cb(new Error('full')); } });
  failing.on('error', (error) => log('error', error.message));
  failing.on('unpipe', () => log('unpiped'));
  const p = new PassThrough();
  p.pipe(failing);
  p.write('x');
  for (let i = 0; i < 4; i++) await next();
  log(p.readableFlowing, failing.destroyed, p.destroyed);

  const old = new Stream();
  old.readable = true;
  old.pause = () => log('pause');
  old.resume = () => log('resume');
  const into = sink('old', 1, true);
  log(old.pipe(into) === into);
  old.emit('data', 'chunk');
  for (let i = 0; i < 3; i++) await next();
  old.emit('end');
  for (let i = 0; i < 3; i++) await next();

  const source = new Stream();
  const wrapped = new Readable({ highWaterMark: 2 }).wrap(source);
  source.pause = () => log('source pause');
  source.resume = () => log('source resume');
  source.emit('data', Buffer.from('abc'));
  wrapped.on('data', (d) => log('wrapped', String(d))).on('end', () => log('wrapped end'));
  await next();
  source.emit('end');
  await next();
  new Writable().on('error', (error) => log(error.code)).pipe(b);
  log(old.listenerCount('data'), old.listenerCount('end'));
}

main();
