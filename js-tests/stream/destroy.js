'use strict';
// destroy: errors, callbacks, what comes after, autoDestroy and emitClose.
const { Readable, Writable, Duplex, destroy } = require('stream');
const log = console.log;

function watch(name, stream) {
  for (const event of ['error', 'end', 'finish', 'close']) {
    stream.on(event, (e) => log(name, event, e ? e.code || e.message : '', stream.destroyed, stream.closed));
  }
  return stream;
}

const w = watch('w', new Writable({ write(c, e, cb) { setImmediate(cb); } }));
w.write('a', (e) => log('cb a', e && e.message));
w.write('b', (e) => log('cb b', e && e.message));
w.end('c', (e) => log('cb end', e && e.message));
w.destroy(new Error('stop'));
w.write('late', (e) => log('late', e.code));
w.destroy(new Error('second'), () => log('destroy callback'));
log(w.errored.message, w.writable, w.writableAborted, w.writableFinished);

const after = watch('after', new Writable({ write(c, e, cb) { cb(); } }));
after.end();
after.write('x', (e) => log('after', e.code));
after.end('y', (e) => log('after end', e.code));

const done = watch('done', new Writable({ write(c, e, cb) { cb(); } }));
done.end(() => done.end((e) => log('again', e.code)));

const r = watch('r', new Readable({ read() {} }));
r.push(null);
r.push('x');
const s = watch('s', new Readable({ read() { throw new Error('in read'); } }));
s.resume();
const d = watch('d', new Duplex({ read() {}, write(c, e, cb) { cb(new Error('in write')); } }));
d.write('x');
const silent = watch('silent', new Readable({ read() {}, emitClose: false }));
silent.destroy();
const keeps = watch('keeps', new Writable({ autoDestroy: false, write(c, e, cb) { cb(new Error('kept')); } }));
keeps.write('x');
setImmediate(() => log('keeps', keeps.destroyed, keeps.errored.message, silent.closed));
destroy(watch('helper', new Readable({ read() {} })));

const twice = watch('twice', new Writable({
  write(c, e, cb) {
    cb();
    cb();
  },
}));
twice.write('x');
const thrower = watch('thrower', new Writable({ destroy() { throw new Error('in destroy'); } }));
thrower.destroy();
for (const attempt of [
  () => after.write(null), () => new Writable().write(5), () => new Writable().write('x', 'nope'), () => new Writable().write(),
  () => new Readable().push(7), () => new Writable().setDefaultEncoding('nope'),
]) {
  try {
    log('returned', attempt());
  } catch (error) {
    log(error.name, error.code, error.message);
  }
}
process.on('uncaughtException', (error) => log('uncaught', error.code));
