'use strict';
// structuredClone makes Blobs of Blobs, without the classes of scripts.
const assert = require('assert');
const { Blob, File } = require('buffer');

assert.strictEqual(globalThis.File, File);
class Own extends Blob {}
const own = new Own(['abc'], { type: 'T/x' });
const { first, second } = structuredClone({ first: own, second: own });
assert.strictEqual(first, second);
assert.notStrictEqual(first, own);
assert.strictEqual(Object.getPrototypeOf(first), Blob.prototype);
assert.deepStrictEqual([first.size, first.type], [3, 't/x']);

const file = structuredClone(new File(['four'], 'name', { type: 't/y' }));
assert.strictEqual(file instanceof Blob, true);
assert.deepStrictEqual([file.size, file.type], [4, 't/y']);

assert.strictEqual(structuredClone({ [Symbol.toStringTag]: 'Blob' }) instanceof Blob, false);
first.text().then((text) => {
  assert.strictEqual(text, 'abc');
  console.log('done');
});
