'use strict';

// Methods of which the engine has less than the language, and what they say.

const assert = require('assert');

console.log(Uint8Array.from('123'), Uint8Array.from('abc', (c) => c.charCodeAt(0)), Float32Array.from('1\u{1F600}'));
console.log(Uint8Array.from([1, 2], function(x) { return x * this.k; }, { k: 3 }), Int16Array.from({ length: 2 }), Uint8Array.from(5));
console.log(Uint8Array.from.length, Uint8Array.from.name, Buffer.from('a'), Uint8Array.from(new Set([1])));
assert.throws(() => Uint8Array.from(null), TypeError);
assert.throws(() => Uint8Array.from(), TypeError);
assert.throws(() => Uint8Array.from('1', 5), TypeError);

console.log(new RegExp('/a/b'), new RegExp('/').source, String(new RegExp('a/b', 'g')), /a\/b/.source, 'x/y'.match('/'));
console.log('a1b2'.match(/\d/), /(?<letter>[a-z])/.exec('1x'), [...'aXbX'.matchAll(/X/g)], Object.assign([1], { input: 1, index: 2 }));
console.log(Date.prototype.toGMTString === Date.prototype.toUTCString);

class Sub extends Promise {}
console.log(Promise.any.length, Promise.any.name, Sub.any([1]) instanceof Sub);
Promise.any([Promise.reject(1), Promise.reject(2)]).catch((error) => {
  console.log(error.name, error.message, error.errors, Object.keys(error), error instanceof AggregateError);
});
Promise.any([]).catch((error) => console.log(error.message, error.errors));
Promise.any([Promise.reject(1), 2]).then((value) => console.log(value));
