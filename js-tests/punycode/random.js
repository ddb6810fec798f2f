// punycode: there, back, and of what is none.
'use strict';

const assert = require('assert');

// Cases come from a generator that gives the same numbers everywhere; what they
// print is kept as a digest per group. "-v" as first argument prints all of it.
let seed = 3492;
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
const punycode = require('punycode');

const bits = ['a', 'b', '-', '--', '.', '@', 'é', 'ß', '例え', '☕', '\ud83d\ude00', '\u3002', 'xn--', 'maana-pta', 'Z', '9', ' '];
for (let k = 0; k < 1200; k++) {
  let s = '';
  for (let n = rnd(9); n > 0; n--) {
    s += pick(bits);
  }
  say('encode', result(() => punycode.encode(s)));
  say('decode', result(() => punycode.decode(s)));
  say('back', result(() => punycode.decode(punycode.encode(s))));
  say('toASCII', result(() => punycode.toASCII(s)));
  say('toUnicode', result(() => punycode.toUnicode(s)));
  say('ucs2', result(() => [punycode.ucs2.decode(s), punycode.ucs2.encode(punycode.ucs2.decode(s))]));
}
say('version', punycode.version);

const all = [...digests].map(([group, h]) => `${group} ${(h >>> 0).toString(16)}`);
console.log(all.join('\n'));
// As Node 20 has it.
assert.deepStrictEqual(all, [
  'encode 96037198',
  'decode 30a3d479',
  'back 57be42d1',
  'toASCII f48c64a3',
  'toUnicode 3129bc1e',
  'ucs2 8cab170f',
  'version 6f06916',
]);
