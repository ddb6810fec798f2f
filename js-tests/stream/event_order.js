'use strict';
// The order of events, callbacks and ticks of a Readable and a Writable.
const { Readable, Writable } = require('stream');
const log = console.log;

const r = new Readable({
  read() {
    log('_read');
    this.push('a');
    this.push(null);
  },
});
for (const name of ['data', 'end', 'close', 'error', 'pause', 'resume']) {
  r.on(name, (v) => log('r', name, v === undefined ? '' : String(v), r.readableEnded, r.destroyed));
}

const w = new Writable({
  write(chunk, encoding, cb) {
    log('_write', String(chunk), encoding);
    cb();
  },
  final(cb) {
    log('_final');
    cb();
  },
  destroy(error, cb) {
    log('_destroy', error);
    cb(error);
  },
});
for (const name of ['drain', 'finish', 'prefinish', 'close', 'error']) {
  w.on(name, () => log('w', name, w.writableEnded, w.writableFinished, w.destroyed));
}
log(w.write('x', () => log('written x')), w.writableLength);
w.end('y', () => log('ended'));
process.nextTick(() => log('tick'));
Promise.resolve().then(() => log('promise'));
setImmediate(() => log('immediate'));
log('sync end');
