'use strict';
// Flowing and paused mode: data, readable, pause, resume, read, isPaused.
const { Readable } = require('stream');
const log = console.log;
const next = () => new Promise((resolve) => setImmediate(resolve));

async function main() {
  const r = new Readable({ read() {} });
  log(r.readableFlowing, r.isPaused());
  r.push('one');
  log(r.readableLength, r.read(2).toString(), r.read(5), r.read().toString(), r.read());
  const seen = (d) => log('data', d.toString());
  r.on('data', seen);
  log(r.readableFlowing);
  r.push('two');
  await next();
  r.push('direct');
  r.pause();
  log(r.readableFlowing, r.isPaused());
  r.push('kept');
  await next();
  log('resume');
  r.resume();
  await next();
  r.off('data', seen);
  log(r.readableFlowing);
  r.on('readable', () => {
    let chunk;
    while ((chunk = r.read(3)) !== null) log('read', chunk.toString());
    log('left', r.readableLength);
  });
  log(r.readableFlowing);
  await next();
  r.push('abcdefgh');
  await next();
  r.push('ij');
  r.push(null);
  await next();
  log(r.read(), r.readableEnded);
  await next();
  log(r.readableEnded, r.destroyed);

  const u = new Readable({ read() {} });
  const nothing = () => {};
  u.on('data', nothing);
  u.off('data', nothing);
  log(u.readableFlowing);
  u.on('readable', () => {});
  u.removeAllListeners();
  await next();
  log(u.readableFlowing);

  const big = new Readable({ highWaterMark: 4, read() { this.push(Buffer.from('0123456789')); this.push(null); } });
  log(big.read(), big.readableHighWaterMark);
  await next();
  log(String(big.read(6)), big.readableHighWaterMark, String(big.read(100)), String(big.read()));
}

main();
