'use strict';

const { log } = require('./common/output.js');
const test = require('node:test');

test('waits for ever', async (t) => {
  await t.test('inner', () => new Promise(() => {}));
});
test('not begun', () => log('not here'));
