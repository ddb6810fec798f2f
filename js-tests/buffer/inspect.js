// How buffers, URLs and their kin are printed.
'use strict';

const assert = require('assert');
const { createHash } = require('crypto');
const util = require('util');
const url = require('url');

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
for (const v of [
  Buffer.from('hello'), Buffer.alloc(60), Buffer.alloc(0), Object.assign(Buffer.from('a'), { x: 1, y: 'z' }),
  [Buffer.from('ab')], { a: { b: { c: Buffer.from('x') } } }, new URL('http://u:p@h:81/p?q=1#f'), [new URL('a:b')],
  { a: { b: { c: new URL('a:b') } } }, new URLSearchParams(`a=${'a'.repeat(80)}&b=2`), new URLSearchParams(),
  new URLSearchParams('a=1').entries(), new URLSearchParams('a=1').keys(), url.parse('http://a/b?c'), new TextEncoder(),
  new TextDecoder('latin1', { fatal: true }), require('querystring').parse('a=1&a=2'), Buffer,
  new (require('string_decoder').StringDecoder)('utf8'), class extends URL {}, { p: new URLSearchParams('a=1') },
]) {
  say(util.inspect(v));
}
require('buffer').INSPECT_MAX_BYTES = 2;
say(util.inspect(Buffer.from('abcd')) + Buffer.from('abc').inspect());
try {
  new URL('zz');
} catch (e) {
  say(util.inspect(e).replace(/\n    at.*/g, ''));
}

// The digest of all this as Node 20 has it.
assert.strictEqual(createHash('sha1').update(said.join('\n')).digest('hex'), '5f3f5c29ff13dd1486e7038b509f65006396e777');
