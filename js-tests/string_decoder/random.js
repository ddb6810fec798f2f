// string_decoder: bytes in pieces of every size, in every encoding.
'use strict';

const assert = require('assert');

// Cases come from a generator that gives the same numbers everywhere; what they
// print is kept as a digest per group. "-v" as first argument prints all of it.
let seed = 777;
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
const { StringDecoder } = require('string_decoder');

const multibyte = [0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80, 0xc3, 0xa9, 0x41, 0xed, 0xa0, 0x80, 0xf4, 0x90];
const pairs = [0x3d, 0xd8, 0, 0xde, 0x41, 0];
function bytes(n) {
  const b = Buffer.alloc(n);
  const mode = rnd(6);
  for (let i = 0; i < n; i++) {
    b[i] = [rnd(128), rnd(256), pick(multibyte), pick(pairs), multibyte[i % 7], pairs[i % 6]][mode];
  }
  return b;
}
for (let k = 0; k < 2500; k++) {
  const e = pick(['utf8', 'utf16le', 'base64', 'base64url', 'hex', 'latin1', 'ascii']);
  const d = new StringDecoder(e);
  const b = bytes(rnd(20));
  const out = [];
  for (let i = 0; i < b.length;) {
    const n = rnd(4) + (rnd(5) === 0 ? 0 : 1);
    out.push(d.write(b.subarray(i, i + n)), d.lastNeed, d.lastTotal, d.lastChar.toString('hex'));
    i += n;
  }
  out.push(rnd(3) === 0 ? d.end(bytes(rnd(5))) : d.end(), d.lastNeed, d.lastTotal, d.write(b));
  say(e, JSON.stringify(out));
}

const all = [...digests].map(([group, h]) => `${group} ${(h >>> 0).toString(16)}`);
console.log(all.join('\n'));
// As Node 20 has it.
assert.deepStrictEqual(all, [
  'utf16le 6a568c4b',
  'latin1 4003bc8d',
  'base64 472315b7',
  'hex 1b4b63b0',
  'utf8 954804c7',
  'ascii 87232011',
  'base64url dacd5822',
]);
