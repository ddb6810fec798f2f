'use strict';

const { log } = require('./common/output.js');
const test = require('node:test');

const wrong = [
  { timeout: -1 }, { timeout: 'x' }, { timeout: NaN }, { timeout: 2 ** 31 }, { concurrency: 'x' }, { concurrency: 0 },
  { concurrency: -1 }, { concurrency: 1.5 }, { signal: 1 }, { signal: {} },
];
for (const options of wrong) {
  try {
    test('never', options, () => log('not here'));
    log('taken');
  } catch (error) {
    log(error.name, error.code, error.message);
  }
}
