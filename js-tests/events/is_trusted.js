'use strict';
// isTrusted is one getter of Event.prototype, that cannot be replaced.
const assert = require('assert');

const { get, set, enumerable, configurable } = Object.getOwnPropertyDescriptor(Event.prototype, 'isTrusted');
assert.strictEqual(set, undefined);
assert.deepStrictEqual([enumerable, configurable], [true, false]);
const event = new Event('x');
assert.strictEqual(Object.prototype.hasOwnProperty.call(event, 'isTrusted'), false);
assert.strictEqual(get.call(event), false);

const controller = new AbortController();
controller.signal.onabort = (abort) => {
  assert.strictEqual(abort.isTrusted, true);
  console.log('aborted');
};
controller.abort();
