'use strict';
// assert.throws names the class of the error that came instead.
const assert = require('assert');

class Wanted extends Error {}
class Other extends Error {}
const bare = Object.assign(new Error('bare'), { name: 'Renamed' });
for (const error of [new Other('x'), new TypeError('y'), bare]) {
  assert.throws(() => assert.throws(() => { throw error; }, Wanted), {
    code: 'ERR_ASSERTION',
    message: `The error is expected to be an instance of "Wanted". Received "${error.constructor.name}"` +
      `\n\nError message:\n\n${error.message}`,
  });
}
