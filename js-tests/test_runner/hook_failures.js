'use strict';

const { log } = require('./common/output.js');
const { test, describe, it, before, after, beforeEach, afterEach } = require('node:test');

after(() => { throw new Error('after all'); });
test('beforeEach', async (t) => {
  t.beforeEach(() => { throw new Error('beforeEach'); });
  await t.test('one', () => log('not here'));
});
test('afterEach', async (t) => {
  t.afterEach(() => { throw new Error('afterEach'); });
  await t.test('one', () => log('one'));
});
test('after', (t) => { t.after(() => { throw new Error('after'); }); });
test('the first reason counts', (t) => {
  t.after(() => { throw new Error('after'); });
  throw new Error('test');
});
test('too slow', async (t) => {
  const busy = setTimeout(() => {}, 1000);
  t.beforeEach((c, done) => {}, { timeout: 10 });
  await t.test('one', () => log('not here'));
  clearTimeout(busy);
});
describe('before of a suite', () => {
  before(() => { throw new Error('before'); });
  it('one', () => log('not here'));
});
describe('after of a suite', () => {
  after(() => { throw new Error('after'); });
  it('one', () => log('one'));
});
describe('only sometimes', () => {
  let n = 0;
  afterEach(() => { if (++n === 1) throw new Error('the first time'); });
  it('one', () => {});
  it('two', () => {});
});
