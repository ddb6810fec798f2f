// Buffer: text in and out, searching, filling, copying, on random input.
'use strict';

const assert = require('assert');

// Cases come from a generator that gives the same numbers everywhere; what they
// print is kept as a digest per group. "-v" as first argument prints all of it.
let seed = 12345;
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
const encodings = ['utf8', 'ucs2', 'latin1', 'ascii', 'hex', 'base64', 'base64url', 'binary', 'UTF-16LE', 'utf-8'];
const multibyte = [0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80, 0xc3, 0xa9, 0x41, 0xed, 0xa0, 0x80, 0xf4, 0x90];
function bytes(n) {
  const b = Buffer.alloc(n);
  const mode = rnd(4);
  for (let i = 0; i < n; i++) {
    b[i] = mode === 0 ? rnd(128) : mode === 1 ? rnd(256) : mode === 2 ? pick(multibyte) : pick([0x61, 0x62, 0]);
  }
  return b;
}

function str(n) {
  const mode = rnd(5);
  let s = '';
  for (let i = 0; i < n; i++) {
    switch (mode) {
      case 0: s += String.fromCharCode(rnd(128)); break;
      case 1: s += String.fromCharCode(rnd(65536)); break;
      case 2: s += pick(['\ud83d', '\ude00', 'a', 'é', '€', '\ud83d\ude00']); break;
      case 3: s += pick([...'0123456789abcdefABCDEFxg=']); break;
      default: s += pick(['a', 'b']);
    }
  }
  return s;
}
function num() {
  return pick([undefined, 0, 1, 2, 3, 5, -1, -3, 100, -100, NaN, Infinity, -Infinity, 1.5, null, '1', 2 ** 33]);
}
const charsets = ['utf8', 'ucs2', 'latin1', 'ascii'];
for (let k = 0; k < 1500; k++) {
  const e = pick(encodings);
  // Even, because Node 20 reports a place beyond the end for a missing UCS-2
  // needle in an odd Buffer.
  const b = bytes(2 * rnd(12));
  const s = str(rnd(16));
  const [x, y, z] = [num(), num(), num()];
  const [i, j] = [rnd(12), rnd(12)];
  const c = bytes(rnd(10));
  say('toString', result(() => b.toString(e)));
  say('toString range', result(() => b.toString(e, x, y)));
  say('from', result(() => Buffer.from(s, e)));
  say('byteLength', result(() => Buffer.byteLength(s, e)));
  say('slice', result(() => [b.slice(x, y), b.subarray(x, y)]));
  say('indexOf', result(() => [b.indexOf(s.slice(0, i % 3), x, e), b.lastIndexOf(s.slice(0, i % 3), x, e)]));
  say('indexOf buffer', result(() => [b.indexOf(b.slice(i, i + j % 4), x, e), b.lastIndexOf(b.slice(i, i + j % 4), x, e)]));
  say('indexOf number', result(() => [b.indexOf(i * 23, x), b.lastIndexOf(i * 23, x), b.includes(i)]));
  say('transcode', result(() => require('buffer').transcode(b, pick(charsets), pick(charsets))));
  say('compare', result(() => [b.compare(c, i % 7, j % 7, i % 5, j % 5), b.compare(c), b.equals(c)]));
  say('write', result(() => [b.write(s, i, j, e), b]));
  say('copy', result(() => [b.copy(c, x, y, z), c]));
  say('fill', result(() => b.fill(s, x, y, e)));
}

const all = [...digests].map(([group, h]) => `${group} ${(h >>> 0).toString(16)}`);
console.log(all.join('\n'));
// As Node 20 has it.
assert.deepStrictEqual(all, [
  'toString 32646859',
  'toString range c23b9b80',
  'from 6553a461',
  'byteLength 73c589cc',
  'slice 7d28c845',
  'indexOf 1d6a33c1',
  'indexOf buffer 47be692c',
  'indexOf number caa9e42b',
  'transcode b8a5fb42',
  'compare fc67bf74',
  'write e803cf79',
  'copy b5dc3746',
  'fill 6a403db6',
]);
