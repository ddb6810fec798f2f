// url.parse, format and resolve on random text.
'use strict';

const assert = require('assert');

// Cases come from a generator that gives the same numbers everywhere; what they
// print is kept as a digest per group. "-v" as first argument prints all of it.
let seed = 5;
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
const url = require('url');

const bits = ['http:', 'https://', 'HTTP://', 'file:///', 'file:', 'mailto:', 'javascript:', 'xmpp:', 'foo://', '//', '/', '/',
              '\\', '?', '#', '@', ':', 'a', 'b.c', 'example.com', 'EXAMPLE.com', 'é', '%41', '%zz', '..', '.', '../', './',
              '80', ':8080', '[::1]', ' ', '\t', '\n', '<', '"', "'", '{', '|', '^', '`', '☕', 'user:pass@', '&', '=', '+',
              ';', 'u@h', 'a b', '\u00a0', '\ufeff', 'q=1', '//h/p', ']', '*', '~'];
function any(most) {
  let s = '';
  for (let n = rnd(most); n > 0; n--) {
    s += pick(bits);
  }
  return s;
}
for (let k = 0; k < 1000; k++) {
  const [a, b] = [any(8), any(5)];
  say('parse', result(() => url.parse(a)));
  say('parse query', result(() => url.parse(a, true)));
  say('parse slashes', result(() => url.parse(a, false, true)));
  say('resolve', result(() => url.resolve(a, b)));
  say('resolveObject', result(() => url.resolveObject(a, b)));
  say('resolve http', result(() => url.resolve('http://h/x/y', b)));
  say('format', result(() => url.format(a)));
}

const all = [...digests].map(([group, h]) => `${group} ${(h >>> 0).toString(16)}`);
console.log(all.join('\n'));
// As Node 20 has it.
assert.deepStrictEqual(all, [
  'parse 7ebb513e',
  'parse query a45242a2',
  'parse slashes e82f8bc6',
  'resolve f4720dde',
  'resolveObject 801f8288',
  'resolve http 4c3cf783',
  'format 9eccfeba',
]);
