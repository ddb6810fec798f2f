'use strict';

const { log } = require('./common/output.js');
const test = require('node:test');
const { describe, it } = test;

test('skip', { skip: true }, () => { log('not here'); });
test('a reason', { skip: 'why # not' }, () => { log('not here'); });
test('skip itself', (t) => { t.skip(); });
test('skip itself, why', (t) => { t.skip('because'); });
test('todo', { todo: true }, () => { throw new Error('not yet'); });
test('todo itself', (t) => { t.todo('later'); });
test('neither', { skip: false, todo: false }, () => { log('here'); });
test.skip('test.skip', () => { log('not here'); });
test.todo('test.todo', () => { throw new Error('not yet'); });
test.only('test.only', () => { log('only'); });
describe.skip('describe.skip', () => { it('not here', () => {}); });
describe.todo('describe.todo', () => { it('fails', () => { throw new Error('not yet'); }); });
describe('describe', { skip: 'reason' }, () => {});
it.skip('it.skip');
it.todo('it.todo');
test('runOnly', async (t) => {
  t.runOnly(true);
  await t.test('one', { only: true }, () => { log('one'); });
  await t.test('two', () => { log('two'); });
});
