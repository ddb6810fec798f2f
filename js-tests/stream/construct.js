'use strict';
// _construct holds back reading and writing until it is over.
const { Readable, Writable, Duplex } = require('stream');
const log = console.log;

function watch(name, stream) {
  for (const event of ['error', 'end', 'finish', 'close', 'data']) stream.on(event, (v) => log(name, event, v ? String(v) : ''));
  return stream;
}

const w = watch('w', new Writable({
  construct(cb) {
    log('construct');
    setImmediate(cb);
  },
  write(c, e, cb) {
    log('write', String(c));
    cb();
  },
  final(cb) {
    log('final');
    cb();
  },
}));
w.write('a');
w.end('b');
log('sync', w._writableState.constructed);

const r = watch('r', new Readable({
  construct(cb) { process.nextTick(cb); },
  read() {
    log('read');
    this.push('x');
    this.push(null);
  },
}));
log(r._readableState.constructed);

watch('failing', new Duplex({
  construct(cb) { cb(new Error('no')); },
  read() { log('never'); },
  write(c, e, cb) { log('never'); cb(); },
})).write('x');

watch('destroyed', new Writable({
  construct(cb) { setImmediate(cb); },
  destroy(error, cb) {
    log('destroy', error.message);
    cb(error);
  },
})).destroy(new Error('early'));
watch('twice', new Readable({
  construct(cb) {
    cb();
    cb();
  },
  read() {},
}));
