'use strict';

// tlsjs only: what is nested too deeply is refused earlier than in Node

const assert = require('assert');
const v8 = require('v8');

// Damaged bytes end in a value or an error, never elsewhere.
const source = v8.serialize({
  a: [1, , 3], m: new Map([[1, { x: 2n }]]), s: new Set(['é日']), e: new TypeError('x'), d: new Date(1),
  b: Buffer.from('abc'), r: /x/g, buffer: new ArrayBuffer(9),
});
let seed = 1;
const random = (n) => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return seed % n;
};
let errors = 0;
const attempt = (bytes) => {
  try {
    v8.deserialize(bytes);
  } catch (error) {
    assert(error instanceof Error);
    errors++;
  }
};
for (let i = 0; i < source.length; i++) attempt(source.subarray(0, i));
for (let round = 0; round < 3000; round++) {
  const bytes = Buffer.from(source);
  for (let i = 0; i < 3; i++) bytes[2 + random(bytes.length - 2)] = random(256);
  attempt(bytes);
}
assert(errors > 1000, `${errors}`);

// Lengths that are not there, and depth.
attempt(Buffer.from('ff0f41ffffffff0f', 'hex'));
assert.throws(() => v8.deserialize(Buffer.from('ff0f42ffffffff0f', 'hex')), /^Error: Unable to deserialize/);
assert.throws(() => v8.deserialize(Buffer.concat([Buffer.from('ff0f', 'hex'), Buffer.alloc(100000, 'A\x01')])), /^Error: Unable/);
let deep = {};
for (let i = 0; i < 50000; i++) deep = { deep };
assert.throws(() => v8.serialize(deep), RangeError);
for (const name of ['getHeapSnapshot', 'setFlagsFromString', 'writeHeapSnapshot', 'takeCoverage', 'cachedDataVersionTag']) {
  assert.throws(() => v8[name](''), { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' });
}
console.log('done');
