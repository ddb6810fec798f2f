'use strict';

const { log } = require('./common/output.js');
const test = require('node:test');

test('waited for', async (t) => {
  await t.test('one', () => {});
  await t.test('two', async (t) => {
    await t.test('three', (t) => { log(t.name, '|', t.fullName); });
  });
});
test('one fails', async (t) => {
  await t.test('good', () => {});
  await t.test('bad', () => { throw new Error('bad'); });
});
test('two fail', async (t) => {
  await t.test('bad', () => { throw new Error('bad'); });
  await t.test('worse', () => { throw new Error('worse'); });
});
test('not waited for, and quick', (t) => { t.test('quick', () => {}); });
test('not waited for, and slow', (t) => {
  t.test('slow', (t, done) => { t.signal.addEventListener('abort', () => log('slow was aborted')); setTimeout(done, 1000).unref(); });
  t.test('never begun', () => { log('not here'); });
});
test('started too late', (t) => {
  setTimeout(() => t.test('too late', () => {}), 20);
});
test('goes on', (t, done) => { setTimeout(done, 60); });
