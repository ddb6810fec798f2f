'use strict';
// Methods that a script puts in the place of a stream's own, on one object, in a
// subclass or on a prototype, are what the stream calls from then on.
const { Duplex, PassThrough, Readable, Writable } = require('stream');
const log = (...args) => console.log(...args);

function seen(name, fn) {
  return function(...args) {
    log(name, args.length, typeof args[0] === 'object' ? 'object' : args[0]);
    return fn.apply(this, args);
  };
}

class Source extends Readable {
  constructor(options) {
    super(options);
    this.left = ['a', 'b', 'c'];
  }

  _read() {
    this.push(this.left.length > 0 ? this.left.shift() : null);
  }

  push(chunk, encoding) {
    log('Source.push', chunk);
    return super.push(chunk, encoding);
  }
}

function methods(next) {
  const r = new Source({ encoding: 'utf8' });
  for (const name of ['read', 'emit', 'resume', 'pause', 'destroy', '_destroy']) r[name] = seen(name, r[name]);
  r.on('data', () => {});
  r.on('close', () => setImmediate(next));
}

function reads(next) {
  const r = new Readable({ read() { log('first _read'); this.push('x'); } });
  r.once('readable', () => {
    r._read = function() { log('second _read'); this.push(null); };
    log('read', String(r.read()));
    r.on('end', next).resume();
  });
}

function writes(next) {
  const w = new Writable({ highWaterMark: 1, write(chunk, encoding, cb) { log('_write', String(chunk)); cb(); } });
  w.write('1');
  w._write = (chunk, encoding, cb) => { log('other _write', String(chunk), encoding); setImmediate(cb); };
  w.write('2');
  w._writev = (chunks, cb) => { log('_writev', chunks.map(({ chunk, encoding }) => `${chunk}/${encoding}`).join()); cb(); };
  w.write('3');
  w.write('4', 'latin1', () => log('4 is written'));
  w._final = (cb) => { log('_final'); cb(); };
  for (const name of ['uncork', 'destroy', 'emit']) w[name] = seen(name, w[name]);
  w.cork();
  w.end('5', () => log('end is over'));
  w.on('close', next);
}

function prototypes(next) {
  const { emit } = Duplex.prototype;
  const names = [];
  Duplex.prototype.emit = function(name, ...args) {
    names.push(name);
    return emit.call(this, name, ...args);
  };
  const p = new PassThrough();
  p.on('data', () => {});
  p.on('close', () => {
    delete Duplex.prototype.emit;
    log(names.join());
    next();
  });
  p.end('x');
}

function states(next) {
  const d = new Duplex({ read() {}, write(chunk, encoding, cb) { cb(); } });
  const { _readableState: r, _writableState: w } = d;
  r.mine = 1;
  w.mine = { a: 2 };
  log(r.mine, w.mine, 'mine' in r, Object.keys(r).includes('mine'), delete r.mine, r.mine);
  log(r instanceof Readable.ReadableState, w instanceof Writable.WritableState, d instanceof Writable);
  log('length' in r, 'nothing' in r, typeof w.getBuffer, r.constructor.name, w.constructor.name);
  r.highWaterMark = 7;
  w.highWaterMark = 3;
  log(d.readableHighWaterMark, d.writableHighWaterMark, d.push('12345678'), d.write('12'), d.write('34'));
  log(r.buffer.length, r.length, w.length, w.needDrain);
  r.flowing = false;
  log(d.readableFlowing, d.isPaused());
  d.destroyed = true;
  log(r.destroyed, w.destroyed, d.destroyed);
  next();
}

methods(() => reads(() => writes(() => prototypes(() => states(() => log('done'))))));
