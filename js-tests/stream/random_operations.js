'use strict';
// Streams on which anything is done in any order: events, results, callbacks and
// properties are the same everywhere.

const stream = require('stream');

// Cases come from a generator that gives the same numbers everywhere; what they
// print is kept as a digest per case. "-v", a seed and a number of cases as
// arguments print all of it.
const verbose = process.argv[2] === '-v';
const first = Number(process.argv[3] || 3);
const count = Number(process.argv[4] || 400);
let seed = first;
function rnd(n) {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
  return (seed >> 8) % n;
}
const pick = (list) => list[rnd(list.length)];
const chance = (n) => rnd(n) === 0;

let digest = 5381;
function log(...words) {
  const line = words.join(' ');
  if (verbose) console.log(line);
  for (let i = 0; i < line.length; i++) digest = (Math.imul(digest, 33) ^ line.charCodeAt(i)) | 0;
}
function show(v) {
  if (v instanceof Error) return `${v.name}:${v.code || (v.name === 'Error' ? v.message : '')}`;
  if (v instanceof Uint8Array) return `<${Buffer.from(v.buffer, v.byteOffset, v.length).toString('latin1')}>`;
  if (typeof v === 'string') return JSON.stringify(v);
  if (v instanceof stream.Stream) return 'stream';
  if (typeof v === 'object' && v) return JSON.stringify(v);
  return String(v);
}
const readableNames = ['readable', 'readableLength', 'readableFlowing', 'readableEnded', 'readableAborted',
  'readableDidRead',
  'readableHighWaterMark', 'readableEncoding', 'readableObjectMode'];
const writableNames = ['writable', 'writableLength', 'writableNeedDrain', 'writableEnded', 'writableFinished',
  'writableCorked',
  'writableAborted', 'writableHighWaterMark', 'writableObjectMode'];
const sharedNames = ['destroyed', 'closed', 'errored'];
const short = (v) => (v === true ? 1 : v === false ? 0 : v === null ? 'n' : v === undefined ? 'u' : show(v));
const state = (s) => (s.readableLength === undefined ? '' : readableNames.map((n) => short(s[n])).join('') + ' ') +
  (s.writableLength === undefined ? '' : writableNames.map((n) => short(s[n])).join('') + ' ') +
  sharedNames.map((n) => short(s[n])).join('');

const letters = () => 'abcdefghijklmnop'.slice(0, rnd(12));
const texts = [letters, letters, () => 'h\u00e9\u20ac', () => '\u{1f600}', () => '6869', () => 'aGk='];
const chunks = [
  ...texts, () => Buffer.from(letters()), () => Buffer.from(letters()), () => Buffer.from([0xe2, 0x82]),
  () => Buffer.from([0xac, 65]),
  () => new Uint8Array([65, 66, 67]), () => new Uint16Array([0x4142, 0x4344]), () => new DataView(new ArrayBuffer(2)),
];
const objects = [...chunks, () => ({ a: rnd(9) }), () => rnd(5), () => false, () => undefined];
const wrong = [() => 5, () => ({}), () => true, () => undefined, () => Symbol.iterator, () => []];
const encodings = [undefined, undefined, undefined, 'utf8', 'hex', 'base64', 'latin1', 'utf16le', 'UTF-8',
  'buffer', null, ''];
const marks = [undefined, undefined, 0, 1, 3, 8, 20];
const failure = (what) => new Error(what);

// How a method of a stream's own calls back.
function answer(tag, cb, ...args) {
  const fine = () => { cb(...args); };
  const error = () => failure(tag);
  switch (rnd(16)) {
    case 0: return cb(error());
    case 1: return void setImmediate(cb, error());
    case 2: return void process.nextTick(cb, error());
    case 3: if (inside && chance(3)) throw failure(tag + ' thrown'); return fine();
    case 4: if (chance(3)) { fine(); return fine(); } return fine();
    case 5: if (chance(3)) return undefined; return fine();
    case 6: case 7: case 8: return void process.nextTick(fine);
    case 9: case 10: return void setImmediate(fine);
    default: return fine();
  }
}

function options(name, t) {
  const o = {};
  const objectMode = chance(5);
  if (objectMode) o.objectMode = true;
  const mark = pick(marks);
  if (mark !== undefined) o.highWaterMark = mark;
  if (chance(8)) o.encoding = pick(['utf8', 'hex', 'base64', 'utf16le']);
  if (chance(8)) o.autoDestroy = false;
  if (chance(8)) o.emitClose = false;
  if (chance(6)) o.decodeStrings = false;
  if (chance(8)) o.defaultEncoding = pick(['hex', 'latin1', 'utf8']);
  if (chance(5)) o.allowHalfOpen = false;
  if (chance(12)) o[pick(['readableObjectMode', 'writableObjectMode'])] = true;
  if (chance(12)) o[pick(['readableHighWaterMark', 'writableHighWaterMark'])] = 2;
  if (chance(20)) o[pick(['readable', 'writable'])] = false;
  let left = rnd(12);
  if (name === 'Readable' || name === 'Duplex') {
    o.read = function(n) {
      log(t.name, '_read', n);
      if (chance(30)) throw failure('read');
      const give = () => {
        if (left-- > 0) {
          const more = this.push(chunk(o.objectMode), chance(5) ? pick(encodings.slice(0, 6)) : undefined);
          log(t.name, 'pushed', more);
        } else if (left > -3) {
          this.push(null);
        }
      };
      const times = 1 + rnd(2);
      for (let i = 0; i < times; i++) {
        switch (rnd(4)) {
          case 0: setImmediate(() => tried(t, 'late push', give)); break;
          case 1: process.nextTick(() => tried(t, 'tick push', give)); break;
          default: give();
        }
      }
    };
  }
  if (name === 'Writable' || name === 'Duplex') {
    o.write = function(c, e, cb) {
      log(t.name, '_write', show(c), e);
      reenter(t, this);
      return answer('write', cb);
    };
    if (chance(3)) {
      o.writev = function(list, cb) {
        log(t.name, '_writev', list.length, list.allBuffers, list.map((c) => show(c.chunk) + c.encoding).join());
        return answer('writev', cb);
      };
    }
  }
  if (name === 'Transform') {
    o.transform = function(c, e, cb) {
      log(t.name, '_transform', show(c), e);
      if (chance(3)) log(t.name, 'push', this.push(c, typeof c === 'string' ? e : undefined));
      reenter(t, this);
      return answer('transform', cb, null, chance(3) ? undefined : c);
    };
    if (chance(2)) {
      o.flush = function(cb) {
        log(t.name, '_flush');
        return answer('flush', cb, null, chance(2) ? 'tail' : undefined);
      };
    }
  }
  if (name !== 'Readable' && chance(3)) {
    o.final = function(cb) {
      log(t.name, '_final');
      return answer('final', cb);
    };
  }
  if (chance(3)) {
    o.destroy = function(err, cb) {
      log(t.name, '_destroy', show(err));
      return answer('destroy', cb, err);
    };
  }
  if (chance(6)) {
    o.construct = function(cb) {
      log(t.name, '_construct');
      return answer('construct', cb);
    };
  }
  return o;
}

function chunk(objectMode) {
  if (chance(40)) return pick(wrong)();
  return objectMode ? pick(objects)() : pick(chunks)();
}

// Logs what a call returns or throws.
let inside = 0;
function tried(t, what, fn) {
  let result;
  inside++;
  try {
    result = fn();
  } catch (e) {
    log(t.name, what, 'threw', show(e));
    return;
  } finally {
    inside--;
  }
  log(t.name, what, show(result));
}

let depth = 0;
function reenter(t, s) {
  if (depth > 1 || !chance(12)) return;
  depth++;
  act(t, s);
  depth--;
}

const events = ['data', 'end', 'readable', 'close', 'error', 'finish', 'drain', 'prefinish', 'pause', 'resume',
  'pipe', 'unpipe'];
function listen(t, s, name) {
  const fn = (...args) => {
    log(t.name, name, args.map(show).join());
    if (name === 'readable' && chance(2)) tried(t, 'read in readable', () => s.read());
    if (inside && chance(60)) throw failure('in ' + name);
    reenter(t, s);
  };
  t.listeners.push([name, fn]);
  s.on(name, fn);
}

// Node gives a part of several texts wrongly.
const amount = (s) => (s.readableEncoding ? 0 : rnd(8));
const done = (t, what) => (chance(2) ? undefined : (...a) => {
  log(t.name, what, 'cb', a.map(show).join());
  if (inside && chance(60)) throw failure('in callback of ' + what);
});
const shift = (args) => {
  while (args.length && args.at(-1) === undefined && chance(2)) args.pop();
  return args;
};
const readableActs = [
  (t, s) => s.push(chunk(s.readableObjectMode), pick(encodings)), (t, s) => s.push(chunk(s.readableObjectMode)),
  (t, s) => (chance(3) ? s.push(null) : s.read(0)), (t, s) => s.unshift(chunk(s.readableObjectMode), pick(encodings)),
  (t, s) => s.read(), (t, s) => s.read(amount(s)), (t, s) => s.read(pick([0, -1, 100, NaN, null, Infinity])),
  (t, s) => (s.readableEncoding ? 0 : s.read(pick(['3', 2.5]))),
  (t, s) => s.resume(), (t, s) => s.pause(), (t, s) => s.isPaused(), (t,
  s) => chance(4) && s.setEncoding(pick(['utf8', 'hex', 'utf16le'])),
  (t, s) => listen(t, s, 'data'), (t, s) => listen(t, s, 'readable'),
  (t, s) => chance(8) && s.removeAllListeners(pick(['data', 'readable'])),
  (t, s) => {
    if (!chance(8)) return;
    s.removeAllListeners();
    s.on('error', (e) => log(t.name, 'error', show(e)));
  },
  (t, s) => {
    const [name, fn] = t.listeners.length ? pick(t.listeners) : [];
    if (name) s.off(name, fn);
  },
  (t, s) => { if (t.others.length && chance(2)) s.pipe(pick(t.others), { end: chance(2) }); },
  (t, s) => { if (t.others.length && chance(2)) s.unpipe(chance(2) ? pick(t.others) : undefined); },
];
const writableActs = [
  (t, s) => s.write(...shift([chunk(s.writableObjectMode), pick(encodings), done(t, 'write')])),
  (t, s) => s.write(...shift([chunk(s.writableObjectMode), done(t, 'write')])),
  (t, s) => s.write(chunk(s.writableObjectMode)),
  (t, s) => { for (let i = rnd(6); i > 0; i--) log(s.write(chunk(s.writableObjectMode))); },
  (t, s) => s.cork(), (t, s) => s.uncork(), (t, s) => s.uncork(),
  (t, s) => chance(4) && s.setDefaultEncoding(pick(['hex', 'utf8', 'nope'])),
  (t, s) => chance(3) && s.end(...shift([pick([undefined, chunk(s.writableObjectMode)]), pick(encodings), done(t,
  'end')])),
  (t, s) => chance(3) && s.end(...shift([done(t, 'end')])),
  (t, s) => chance(3) && s.end(chunk(s.writableObjectMode), done(t, 'end')),
];
const sharedActs = [
  (t, s) => chance(3) && s.destroy(pick([undefined, null, failure('given')])), (t,
  s) => s.write && chance(20) && s.write(null),
  (t, s) => chance(10) && s.emit(pick(['data', 'drain', 'readable', 'end']), 'x'),
];
function act(t, s) {
  const acts = [...sharedActs];
  if (s.readableLength !== undefined) acts.push(...readableActs);
  if (s.writableLength !== undefined) acts.push(...writableActs);
  const i = rnd(acts.length);
  tried(t, 'act' + i, () => {
    const result = acts[i](t, s);
    return result instanceof stream.Stream ? result === s : result;
  });
}

const kinds = ['Readable', 'Writable', 'Duplex', 'Transform', 'PassThrough'];
// After one the order of what follows is the loop's affair: cases that have one
// are left out.
let thrown = false;
process.on('uncaughtException', (e) => {
  thrown = true;
  log('uncaught', show(e));
});

function make(name, id) {
  const t = { name: id + name[0], listeners: [], others: [] };
  const o = options(name, t);
  log(t.name, name, JSON.stringify(o));
  const s = new stream[name](o);
  s.on('error', (e) => log(t.name, 'error', show(e), state(s)));
  for (const e of events) if (e !== 'data' && e !== 'readable' && e !== 'error' && !chance(4)) listen(t, s, e);
  t.s = s;
  return t;
}

function run(n, next) {
  const all = [make(pick(kinds), n)];
  while (chance(3)) all.push(make(pick(kinds), n + '.' + all.length));
  for (const t of all) t.others = all.filter((o) => o !== t && o.s.writableLength !== undefined).map((o) => o.s);
  let left = 4 + rnd(16);
  const turn = () => {
    for (let i = 1 + rnd(4); i > 0; i--, left--) {
      const t = pick(all);
      act(t, t.s);
      log(t.name, state(t.s));
    }
    if (left > 0) return void (chance(2) ? setImmediate(turn) : process.nextTick(turn));
    let rest = 5;
    const settle = () => {
      if (--rest > 0) return void setImmediate(settle);
      for (const t of all) {
        log(t.name, 'at last', state(t.s));
        t.s.removeAllListeners();
        t.s.on('error', () => {});
        t.s.destroy();
      }
      setImmediate(next);
    };
    settle();
  };
  turn();
}

let n = 0;
const digests = [];
(function next() {
  if (n > 0) digests.push(thrown ? 'thrown' : digest);
  thrown = false;
  if (n++ < count) {
    digest = 5381;
    seed = (n * 7919 + first) & 0x7fffffff;
    if (verbose) console.log('CASE', n);
    run(n, next);
    return;
  }
  for (let i = 0; i < digests.length; i += 20) console.log(i + 1, digests.slice(i, i + 20).join(' '));
})();
