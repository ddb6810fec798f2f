// querystring: parse, unescape and escape on random text.
'use strict';

const assert = require('assert');

// Cases come from a generator that gives the same numbers everywhere; what they
// print is kept as a digest per group. "-v" as first argument prints all of it.
let seed = 99;
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
const qs = require('querystring');

const bits = ['a', 'b', '=', '=', '&', '&', '+', '%', '%41', '%zz', '%E2%82%AC', '%e2', '%ff', '1', ';', '%2', '%20',
              '[]', '__proto__', ':'];
function any(list) {
  let s = '';
  for (let n = rnd(9); n > 0; n--) {
    s += pick(list);
  }
  return s;
}
for (let k = 0; k < 1500; k++) {
  const s = any(bits);
  const wide = any(bits.concat(['é', '€', '\ud83d\ude00', '\ud83d']));
  say('parse', result(() => qs.parse(s)));
  say('parse ; :', result(() => qs.parse(s, ';', ':')));
  say('maxKeys', result(() => qs.parse(s, null, null, { maxKeys: k % 3 })));
  say('decoder', result(() => qs.parse(s, null, null, { decodeURIComponent: (x) => `<${x}>` })));
  say('bad decoder', result(() => qs.parse(s, null, null, { decodeURIComponent() { throw new Error(); } })));
  say('unescape', result(() => qs.unescape(s)));
  say('unescapeBuffer', result(() => [qs.unescapeBuffer(wide), qs.unescapeBuffer(s, true)]));
  say('escape', result(() => qs.escape(wide)));
  say('stringify', result(() => qs.stringify(qs.parse(s))));
}

const all = [...digests].map(([group, h]) => `${group} ${(h >>> 0).toString(16)}`);
console.log(all.join('\n'));
// As Node 20 has it.
assert.deepStrictEqual(all, [
  'parse 2d7bb09',
  'parse ; : fef23c48',
  'maxKeys 6f849c14',
  'decoder cdfaf671',
  'bad decoder 2d7bb09',
  'unescape a14bd763',
  'unescapeBuffer 1eef0648',
  'escape 61cc0ea4',
  'stringify 7edb84bc',
]);
