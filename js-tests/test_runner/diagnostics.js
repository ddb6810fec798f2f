'use strict';

const { log } = require('./common/output.js');
const { describe, it, test } = require('node:test');

test('one', (t) => { t.diagnostic('first'); t.diagnostic('second # with\nline'); });
test('inner', async (t) => {
  t.diagnostic('of the outer');
  await t.test('sub', (t) => { t.diagnostic('of the inner'); });
});
describe('suite', () => { it('test', (t) => t.diagnostic('in a suite')); });
test('context', (t) => {
  log(Object.getOwnPropertyNames(Object.getPrototypeOf(t)));
  log(t.constructor.name, t.signal instanceof AbortSignal, t.signal.aborted, t.passed, t.error);
});
