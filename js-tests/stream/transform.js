'use strict';
// Transform, PassThrough and Duplex.
const { Transform, PassThrough, Duplex } = require('stream');
const log = console.log;

const t = new Transform({
  transform(chunk, encoding, cb) {
    this.push(String(chunk).toUpperCase());
    cb(null, '.');
  },
  flush(cb) {
    log('flush');
    cb(null, 'end');
  },
});
t.setEncoding('utf8');
t.on('data', (d) => log('data', d)).on('end', () => log('end')).on('finish', () => log('finish')).on('close', () => log('close'));
t.write('a');
t.write('b');
t.end('c');

class Old extends Transform {
  _transform(chunk, encoding, cb) { cb(chunk[0] === 120 ? new Error('x!') : null, chunk); }
  _final(cb) {
    log('own final');
    cb();
  }
  _flush(cb) {
    log('own flush');
    cb();
  }
}
const o = new Old();
o.on('error', (e) => log('error', e.message)).resume().on('close', () => log('o close'));
o.write('ok');
o.end();
const bad = new Old();
bad.on('error', (e) => log('error', e.message)).on('close', () => log('bad close'));
bad.write('x');

const objects = new Transform({ objectMode: true, transform(v, e, cb) { cb(null, { v }); } });
objects.on('data', (v) => log(v));
objects.write(1);
objects.write({ a: 1 });
objects.write('text');
objects.end();

const full = new PassThrough({ highWaterMark: 2 });
log(full.write('ab'), full.write('cd'), full.writableLength, full.readableLength, full.writableNeedDrain);
full.on('drain', () => log('drain')).on('data', (d) => log(String(d)));

const half = new Duplex({ allowHalfOpen: false, read() {}, write(c, e, cb) { cb(); } });
half.on('finish', () => log('half finish')).on('end', () => log('half end')).on('close', () => log('half close'));
half.resume();
half.push(null);

const reader = new Duplex({ writable: false, read() {} });
log(reader.writable, reader.readable, reader.writableEnded, new Duplex({ readable: false }).readable);
function Called() { Duplex.call(this, { read() {} }); }
require('util').inherits(Called, Duplex);
const called = new Called();
log(called instanceof Duplex, called instanceof require('stream').Writable, called instanceof require('stream').Readable);
try {
  new Transform().write('x');
} catch (error) {
  log(error.code);
}
