// tlsjs only: run() needs processes, which are not here; Node has them
'use strict';

const assert = require('assert');
const { run } = require('node:test');

assert.throws(() => run({ files: [] }), { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', message: /use the command tlsjs test/ });
assert.strictEqual(require('node:test/reporters').lcov, undefined);
