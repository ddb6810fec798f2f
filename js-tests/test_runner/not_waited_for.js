'use strict';

// Which subtests come to their end before a parent that does not wait for them.

require('./common/output.js');
const { test, describe, it, before } = require('node:test');

test('1', (t) => { t.test('async', async () => {}); });
test('2', (t) => { t.test('await1', async () => { await 1; }); });
test('3', (t) => { t.test('await2', async () => { await 1; await 2; }); });
test('4', (t) => { t.test('await5', async () => { await 1; await 2; await 3; await 4; await 5; }); });
test('5', (t) => { t.test('cb', (t, d) => d()); });
test('6', (t) => { t.test('a', () => {}); t.test('b', () => {}); t.test('c', () => {}); });
test('7', async (t) => { t.test('a', () => {}); t.test('b', () => {}); t.test('c', () => {}); });
test('8', async (t) => { t.test('a', async () => {}); t.test('b', async () => {}); await 1; });
test('9', (t) => { t.test('in', (t) => { t.test('in2', (t) => { t.test('in3', () => {}); }); }); });
test('10', (t) => { t.beforeEach(() => {}); t.test('a', () => {}); });
test('11', (t) => { t.afterEach(() => {}); t.test('a', () => {}); });
test('12', (t) => { t.after(() => {}); t.test('a', () => {}); });
test('13', (t) => { t.before(() => {}); t.test('a', () => {}); });
test('14', (t) => { t.before(async () => {}); t.beforeEach(() => {}); t.test('a', () => {}); });
test('15', { concurrency: true }, (t) => { t.test('a', () => {}); t.test('b', async () => { await 1; }); });
test('16', (t) => { t.test('p', () => new Promise((r) => process.nextTick(r))); });
test('17', (t) => { t.test('p', () => new Promise((r) => setImmediate(r))); });
test('18', (t) => {
  test('by the module', () => {});
  describe('a suite in a test', () => { it('i', () => {}); it('j', async () => {}); });
});
test('19', (t, done) => { t.test('a', () => {}); done(); });
test('20', (t, done) => { t.test('a', async () => { await 1; }); setImmediate(done); });
test('21', (t) => {
  t.test('skipped', { skip: true });
  t.test('todo', { todo: true }, () => {});
  t.test('with a timeout', { timeout: 100 }, () => {});
});
describe('suite', () => {
  before(() => {});
  it('a', (t) => { t.test('x', () => {}); t.test('y', () => {}); });
  describe('in', async () => { it('q', (t) => { t.test('z', async () => {}); }); });
});
test('22', { timeout: 1000 }, (t) => { t.test('a', () => {}); t.test('b', () => {}); });
