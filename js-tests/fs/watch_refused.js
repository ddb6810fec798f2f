'use strict';
// tlsjs only: Node watches.

// fs.watch is refused by name, after its arguments were checked.

const assert = require('assert');
const fs = require('fs');

assert.throws(() => fs.watch(1), { code: 'ERR_INVALID_ARG_TYPE' });
assert.throws(() => fs.watch('.', { recursive: 1 }), { code: 'ERR_INVALID_ARG_TYPE' });
assert.throws(() => fs.watch('.', 'odd'), { code: 'ERR_INVALID_ARG_VALUE' });
assert.throws(() => fs.watch('.'), { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' });

(async () => {
  await assert.rejects(fs.promises.watch(1).next(), { code: 'ERR_INVALID_ARG_TYPE' });
  await assert.rejects(async () => {
    for await (const event of require('fs/promises').watch('.')) console.log('never', event);
  }, { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' });
  console.log('ok');
})();
