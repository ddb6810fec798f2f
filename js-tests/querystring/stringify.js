// querystring: stringify of every kind of value, and the hooks.
'use strict';

const assert = require('assert');
const { createHash } = require('crypto');
const util = require('util');
const qs = require('querystring');

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
for (const v of ['x', '', 0, 1.5, 1e21, -0, NaN, Infinity, true, false, null, undefined, {}, [], ['a', 'b'], [1, null, [2]], 5n,
                 'é', () => 1]) {
  t(() => qs.stringify({ a: v, b: 1 }));
  t(() => qs.stringify({ a: v }, ';', ':'));
  t(() => qs.stringify({ a: v }, null, null, { encodeURIComponent: (x) => `<${x}>` }));
  t(() => [qs.stringify(v), qs.parse(v)]);
}
t(() => qs.escape('\ud83d'));
const { unescape } = qs;
qs.unescape = (s) => s.replace(/%/g, 'P');
t(() => qs.parse('a%41=b+c'));
qs.unescape = unescape;
qs.escape = (s) => `[${s}]`;
t(() => qs.stringify({ a: 1, b: 'é' }));
t(() => [qs.encode === qs.stringify, qs.decode === qs.parse]);

// The digest of all this as Node 20 has it.
assert.strictEqual(createHash('sha1').update(said.join('\n')).digest('hex'), '67628f26d44230373763a9baf6b113923fc7e848');
