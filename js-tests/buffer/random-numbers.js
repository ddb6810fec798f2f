// Buffer: read and write of numbers of every size, on random input.
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
const names = Object.keys(Buffer.prototype).filter((n) => /^(read|write)/.test(n)).sort();
const values = [0, 1, -1, 127, 128, 255, 256, -128, -129, 65535, 65536, -32768, 2 ** 31, 2 ** 32, -(2 ** 31), 2 ** 40,
                2 ** 47, -(2 ** 47), 2 ** 48 - 1, 1.5, -1.5, -0.5, NaN, Infinity, '12', undefined, null, 0.1, 1e40, 5n,
                -5n, 2n ** 63n, 2n ** 64n - 1n, -(2n ** 63n)];
for (let k = 0; k < 4000; k++) {
  const name = pick(names);
  const b = Buffer.alloc(1 + rnd(12));
  for (let i = 0; i < b.length; i++) {
    b[i] = rnd(256);
  }
  const value = pick(values);
  const offset = pick([0, 1, 2, 3, 8, -1, undefined, 1.5, '1', null, NaN, Infinity]);
  const size = pick([1, 2, 3, 4, 5, 6, 7, 0, undefined, 2.5, '3']);
  if (name.startsWith('read')) {
    say('read', result(() => String(b[name](offset, size))));
  } else {
    say('write', result(() => [b[name](value, offset, size), b]));
  }
}
for (const name of names) {
  say('shape', `${name} ${Buffer.prototype[name].name} ${Buffer.prototype[name].length}`);
}

const all = [...digests].map(([group, h]) => `${group} ${(h >>> 0).toString(16)}`);
console.log(all.join('\n'));
// As Node 20 has it.
assert.deepStrictEqual(all, [
  'read c6124d23',
  'write 3db68675',
  'shape 855df1d0',
]);
