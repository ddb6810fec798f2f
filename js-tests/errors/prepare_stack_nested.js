'use strict';
// An error made inside prepareStackTrace has the usual stack.
const assert = require('assert');

let calls = 0;
let inner;
Error.prepareStackTrace = function(error) {
  calls++;
  assert.strictEqual(this, Error);
  inner = new Error('inner').stack;
  return `prepared ${error.message}`;
};
assert.strictEqual(new Error('outer').stack, 'prepared outer');
assert.strictEqual(calls, 1);
assert.match(inner, /^Error: inner\n {4}at /);

Error.prepareStackTrace = () => { throw new RangeError('no'); };
assert.throws(() => new Error('x').stack, { name: 'RangeError', message: 'no' });
Error.prepareStackTrace = undefined;
assert.match(new Error('later').stack, /^Error: later\n {4}at /);
