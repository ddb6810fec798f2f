'use strict';

const { log } = require('./common/output.js');
const { test, describe, it, before, after, beforeEach, afterEach } = require('node:test');

before((t) => log('before', t.name));
after((t) => log('after', t.name));
beforeEach((t) => log('beforeEach', t.name));
afterEach((t) => log('afterEach', t.name));

test('of a test', async (t) => {
  t.before((c) => log('t.before', c.name));
  t.beforeEach((c) => log('t.beforeEach', c.name));
  t.afterEach((c) => log('t.afterEach 1', c.name));
  t.afterEach((c, done) => { log('t.afterEach 2', c.name); setImmediate(done); });
  t.after((c) => log('t.after', c.name));
  await t.test('one', () => log('one'));
  await t.test('two', () => log('two'));
  await t.test('skipped', { skip: true }, () => log('not here'));
});
describe('of a suite', () => {
  before((c) => log('suite before', c.name));
  after((c) => log('suite after', c.name));
  beforeEach((c) => log('suite beforeEach', c.name));
  afterEach(async (c) => log('suite afterEach', c.name));
  it('a', () => log('a'));
  describe('inner', () => {
    beforeEach((c) => log('inner beforeEach', c.name));
    afterEach((c) => log('inner afterEach', c.name));
    it('b', () => log('b'));
  });
});
