// TextDecoder: pieces of UTF-8, UTF-16 and Latin-1.
'use strict';

const assert = require('assert');

// Cases come from a generator that gives the same numbers everywhere; what they
// print is kept as a digest per group. "-v" as first argument prints all of it.
let seed = 8;
function rnd(n) {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
  return (seed >> 8) % n;
}
function pick(list) {
  return list[rnd(list.length)];
}
const digests = new Map();
function say(group, line) {
  if (process.argv[2] === '-v') {
    console.log(group, JSON.stringify(line));
  }
  let h = digests.has(group) ? digests.get(group) : 5381;
  for (let i = 0; i < line.length; i++) {
    h = (Math.imul(h, 33) ^ line.charCodeAt(i)) | 0;
  }
  digests.set(group, h);
}
function result(fn) {
  try {
    const v = fn();
    return v instanceof Uint8Array ? Buffer.from(v).toString('hex') : typeof v === 'object' ? JSON.stringify(v) : String(v);
  } catch (e) {
    return [e.name, e.code, e.message, JSON.stringify(e.input)].join('|');
  }
}
const multibyte = [0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80, 0xc3, 0xa9, 0x41, 0xed, 0xa0, 0x80, 0xf4, 0x90];
const pairs = [0x3d, 0xd8, 0, 0xde, 0x41, 0, 0xff, 0xfe];
for (let k = 0; k < 2000; k++) {
  const e = pick(['utf-8', 'utf-16le', 'utf-16be', 'koi8-r', 'iso-8859-2']);
  const b = Buffer.alloc(rnd(20));
  const mode = rnd(5);
  for (let i = 0; i < b.length; i++) {
    b[i] = [rnd(128), rnd(256), pick(multibyte), pick(pairs), [0xef, 0xbb, 0xbf, 0x41][i % 4]][mode];
  }
  const ignoreBOM = rnd(2) === 0;
  const d = new TextDecoder(e, { ignoreBOM });
  const out = [];
  for (let i = 0; i < b.length;) {
    const n = 1 + rnd(5);
    out.push(d.decode(b.subarray(i, i + n), { stream: true }));
    i += n;
  }
  out.push(d.decode(), d.decode(b));
  say(e, JSON.stringify(out));
  say('fatal', result(() => new TextDecoder(e, { fatal: true, ignoreBOM }).decode(b)));
}

const all = [...digests].map(([group, h]) => `${group} ${(h >>> 0).toString(16)}`);
console.log(all.join('\n'));
// As Node 20 has it.
assert.deepStrictEqual(all, [
  'utf-16be ed700483',
  'fatal f158d58e',
  'utf-16le 2e874189',
  'iso-8859-2 7bda2ca9',
  'koi8-r 773dc9c3',
  'utf-8 e53263e5',
]);
