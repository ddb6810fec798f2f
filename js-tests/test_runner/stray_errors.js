'use strict';

const { log } = require('./common/output.js');
const { after, test } = require('node:test');

test('an exception', (t, done) => { setTimeout(() => { throw new Error('unc'); }, 5); setTimeout(done, 30); });
test('a rejection', async () => {
  Promise.reject(new Error('unh'));
  await new Promise((resolve) => { setTimeout(resolve, 5); });
});
test('of a subtest', async (t) => {
  await t.test('inner', (t, done) => { setImmediate(() => { throw new Error('inner'); }); });
});
test('too late', () => { setTimeout(() => { throw new Error('late'); }, 20); });
test('too late, too', () => { setTimeout(() => { Promise.reject(new Error('late promise')); }, 20); });
test('waits', (t, done) => { setTimeout(done, 100); });
setTimeout(() => { throw new Error('of nobody'); }, 20);
log('read');
