'use strict';

const { log } = require('./common/output.js');
const { describe, it, suite, test } = require('node:test');

describe('functions are called at once', (s) => {
  log('called', s.name, s.fullName, Object.prototype.toString.call(s.signal));
  it('and tests later', () => log('test'));
});
log('after describe');
suite('nested', () => {
  suite('deeper', () => {
    test('test in a suite', (t) => log(t.fullName));
  });
  it('fails', () => { throw new Error('q'); });
});
describe('asynchronous', async () => {
  it('one', () => log('one'));
  await null;
  it('two', () => log('two'));
});
describe('throws', () => {
  it('never runs', () => log('not here'));
  throw new Error('in the suite');
});
describe('rejects', async () => { throw new Error('in the promise'); });
describe('empty', () => {});
describe();
