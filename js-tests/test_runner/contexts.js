'use strict';

const { log } = require('./common/output.js');
const { AsyncLocalStorage } = require('async_hooks');
const { test, describe, it, beforeEach } = require('node:test');

const storage = new AsyncLocalStorage();
storage.run('outside', () => {
  test('sees what was in force where it was made', async () => {
    log(storage.getStore());
    await null;
    log(storage.getStore());
  });
});
test('nothing', () => { log(storage.getStore()); });
test('test() inside a test is its subtest', async () => {
  await test('by the module', (t) => log(t.fullName));
  await null;
  await test('after a wait', (t) => log(t.fullName));
  await new Promise((resolve) => { setTimeout(resolve, 1); });
  await test('after a timer', (t) => log(t.fullName));
  beforeEach((t) => log('hook for', t.name));
  await test('with a hook', () => {});
});
describe('suite', () => { it('in', async () => { await it('in in', (t) => log(t.fullName)); }); });
