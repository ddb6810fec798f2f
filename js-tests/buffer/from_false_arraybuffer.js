'use strict';
// An object with ArrayBuffer's prototype has no bytes to make a Buffer of.
const assert = require('assert');

function Pretender() {}
Object.setPrototypeOf(Pretender, ArrayBuffer);
Object.setPrototypeOf(Pretender.prototype, ArrayBuffer.prototype);

assert.throws(() => Buffer.from(new Pretender()), {
  code: 'ERR_INVALID_ARG_TYPE',
  message: 'The first argument must be of type string or an instance of Buffer, ArrayBuffer, or Array ' +
    'or an Array-like Object. Received an instance of Pretender',
});
assert.strictEqual(Buffer.from(new (class extends ArrayBuffer {})(3)).length, 3);
