'use strict';
// highWaterMark, drain, needDrain, cork and writev.
const { Writable, Readable, getDefaultHighWaterMark } = require('stream');
const log = console.log;

log(getDefaultHighWaterMark(false), getDefaultHighWaterMark(true));
const w = new Writable({
  highWaterMark: 4,
  write(chunk, encoding, cb) {
    log('write', String(chunk));
    setImmediate(cb);
  },
});
w.on('drain', () => log('drain', w.writableLength, w.writableNeedDrain));
log(w.write('ab'), w.write('cd'), w.write('ef'), w.writableLength, w.writableNeedDrain);

const v = new Writable({
  writev(chunks, cb) {
    log('writev', chunks.map((c) => `${c.chunk}/${c.encoding}`), chunks.allBuffers);
    cb();
  },
});
v.cork();
v.cork();
v.write('1');
v.write('2', 'latin1', () => log('2 written'));
v.uncork();
log(v.writableCorked);
v.write('3');
process.nextTick(() => v.uncork());
v.on('finish', () => log('v finish'));
setImmediate(() => {
  v.cork();
  v.write('last');
  v.end();
  log(v.writableCorked);
});

const plain = new Writable({ decodeStrings: false, defaultEncoding: 'hex', write(c, e, cb) { log(typeof c, e); cb(); } });
plain.write('ff');
plain.write('text', 'utf8');
plain.setDefaultEncoding('BASE64');
plain.write('aa');

let pushed = 0;
const r = new Readable({
  highWaterMark: 3,
  read(n) {
    log('read', n, this.push(String(pushed++)));
    if (pushed === 8) this.push(null);
  },
});
// After everything above has come to rest.
setTimeout(() => {
  r.pipe(new Writable({ highWaterMark: 2, write(c, e, cb) { setTimeout(cb, 1); } })).on('finish', () => log('piped', pushed));
}, 300);

for (const highWaterMark of [-1, 'a', 1.5]) {
  try {
    new Writable({ highWaterMark });
  } catch (error) {
    log(error.code, error.message);
  }
}
const half = new (require('stream').Duplex)({ readableHighWaterMark: 5, writableHighWaterMark: 6, writableObjectMode: true });
log(half.readableHighWaterMark, half.writableHighWaterMark, half.readableObjectMode, half.writableObjectMode);
