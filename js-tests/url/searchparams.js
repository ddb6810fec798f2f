// URLSearchParams: making, changing, iterating, refusals, and the link to its URL.
'use strict';

const assert = require('assert');
const { createHash } = require('crypto');
const util = require('util');

const said = [];
function say(text) {
  said.push(text);
  console.log(text);
}
// What a call gives, or how it fails.
function t(fn) {
  try {
    say(util.inspect(fn()));
  } catch (e) {
    say([e.name, e.code, e.message].join(' | '));
  }
}
for (const method of ['append', 'delete', 'get', 'getAll', 'has', 'set', 'sort', 'entries', 'forEach', 'keys', 'values', 'toString']) {
  t(() => URLSearchParams.prototype[method].call({}));
  t(() => new URLSearchParams('a=1')[method]());
  t(() => new URLSearchParams('a=1')[method]('a'));
}
for (const v of [undefined, null, 1, '?a=b&a=c', 'a=1;b', '%zz=%ff+ +', [['a', 'b']], [['a']], [1], ['ab'], { a: 1, b: [2] },
                 new Map([['x', 'y']]), new URLSearchParams('q=1'), Symbol('s'), () => 1, { [Symbol.iterator]: 1 },
                 [['a', 'b', 'c']], [null], 'é=\ud83d', '&&=&a', 'a==b', '=x', '%', { '\ud83d': '\udc00' }]) {
  t(() => new URLSearchParams(v).toString());
}
t(() => {
  const u = new URL('http://a/?b=1');
  const s = u.searchParams;
  s.append('c', 'd e');
  const out = [u.href];
  u.search = '?z=9';
  out.push(s.get('z'));
  s.delete('z');
  out.push(u.href);
  u.href = 'http://q/?w=1';
  return out.concat(s.toString(), s === u.searchParams, s.size);
});
t(() => {
  const s = new URLSearchParams('c=3&a=2&b=1&a=1&é=4&😀=1&\uffff=2');
  s.sort();
  return s.toString();
});
t(() => {
  const s = new URLSearchParams('a=1&b=2&a=3&c=4');
  s.set('a', '9');
  s.delete('b', 'x');
  return [s.toString(), s.has('a', '9'), s.has('a', '1'), [...s], [...s.keys()], [...s.values()]];
});
t(() => {
  const s = new URLSearchParams('a=1&b=2&c=3');
  const out = [];
  for (const [k] of s) {
    out.push(k);
    if (k === 'a') {
      s.delete('a');
    }
  }
  return out;
});
t(() => [Object.keys(URLSearchParams.prototype), URLSearchParams.length, String(new URLSearchParams().keys())]);

// The digest of all this as Node 20 has it.
assert.strictEqual(createHash('sha1').update(said.join('\n')).digest('hex'), '04be898133d6e69e792d0ef8c3fe6124f7a60d90');
