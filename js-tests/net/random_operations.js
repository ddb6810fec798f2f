'use strict';
// Sockets that are written to, corked, paused and ended in any order: all bytes
// arrive in order, and every callback is called.
const net = require('net');
const { createHash } = require('crypto');

// Cases come from a generator that gives the same numbers everywhere. A seed and a
// number of cases are its arguments.
const first = Number(process.argv[2] || 1);
const count = Number(process.argv[3] || 100);
let seed = first;
function rnd(n) {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
  return (seed >> 8) % n;
}
const pick = (list) => list[rnd(list.length)];

// The peer answers with what it has got.
const server = net.createServer({ allowHalfOpen: true }, (c) => {
  const chunks = [];
  c.on('data', (d) => chunks.push(d)).on('error', () => {}).on('end', () => {
    const all = Buffer.concat(chunks);
    c.end(`${all.length} ${createHash('md5').update(all).digest('hex').slice(0, 8)}`);
  });
});

function chunk() {
  switch (rnd(6)) {
    case 0: return Buffer.alloc(rnd(200000), 65 + rnd(20));
    case 1: return 'h\u00e9\u20ac'.repeat(rnd(50));
    case 2: return Buffer.alloc(0);
    case 3: return new Uint16Array(rnd(50) + 1);
    default: return 'abc'.repeat(rnd(300));
  }
}

function connect() {
  const options = { port: server.address().port, host: '127.0.0.1', allowHalfOpen: rnd(3) === 0 };
  if (rnd(4) === 0) options.highWaterMark = pick([1, 10, 1000, 100000]);
  const s = net.connect(options);
  let reply = '';
  const data = (d) => { reply += d; };
  if (rnd(4) !== 0) s.on('data', data);
  else s.on('readable', () => { for (let d; (d = s.read()) !== null;) data(d); });
  if (rnd(5) === 0) s.setEncoding('utf8');
  if (rnd(6) === 0) s.setTimeout(60000);
  if (rnd(8) === 0) {
    const { _write } = s;
    s._write = function(c, encoding, cb) { _write.call(this, c, encoding, cb); };
  }
  s.reply = () => reply;
  return s;
}

let n = 0;
function next() {
  if (n++ === count) {
    server.close();
    return;
  }
  seed = (n * 7919 + first) & 0x7fffffff;
  const said = [];
  const called = [];
  const s = connect();
  const destroyed = rnd(8) === 0;
  s.on('finish', () => said.push('finish', s.bytesWritten)).on('end', () => said.push('end'));
  s.on('error', (e) => said.push('error', e.message));
  s.on('close', (failed) => {
    // How far one comes until it is destroyed is a matter of time.
    if (destroyed) console.log(n, 'destroyed', failed, s.destroyed);
    else console.log(n, said.join(' '), 'reply', s.reply(), 'closed', failed, s.writableLength, called.join());
    next();
  });
  let writes = 0;
  const write = () => {
    const i = writes++;
    const args = [chunk()];
    if (typeof args[0] === 'string' && rnd(4) === 0) args.push(pick(['latin1', 'utf8', 'utf16le']));
    if (rnd(3) === 0) args.push((e) => called.push(e ? e.code : i));
    s.write(...args);
  };
  let left = 5 + rnd(25);
  const turn = () => {
    for (let i = 1 + rnd(6); i > 0 && left > 0; i--, left--) {
      switch (rnd(10)) {
        case 0: s.cork(); break;
        case 1: s.uncork(); break;
        case 2: s.pause(); break;
        case 3: s.resume(); break;
        default: write();
      }
    }
    if (left > 0) {
      pick([setImmediate, process.nextTick, (fn) => setTimeout(fn, 1)])(turn);
      return;
    }
    s.resume();
    const ended = () => said.push('ended');
    if (destroyed) s.destroy(rnd(2) ? new Error('given') : undefined);
    else if (rnd(3) === 0) s.end(chunk(), ended);
    else s.end(ended);
  };
  if (rnd(2)) turn();
  else s.once('connect', turn);
}
server.listen(0, '127.0.0.1', next);
