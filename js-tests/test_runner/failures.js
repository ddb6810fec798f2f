'use strict';

const { log } = require('./common/output.js');
const assert = require('assert');
const test = require('node:test');

test('passes', () => {});
test('an error', () => { throw new Error('x'); });
test('two lines', () => { throw new TypeError('bad\nthing'); });
test('strictEqual', () => { assert.strictEqual(1, 2); });
test('deepStrictEqual', () => { assert.deepStrictEqual({ a: 1, b: [1] }, { a: 2 }); });
test('a string', () => { throw 'text'; });
test('null', () => { throw null; });
test('undefined', () => Promise.reject());
test('an object', () => { throw { a: 1, b: 'x' }; });
test('properties', () => {
  const error = Object.assign(new Error('with properties'), { code: 'E_OWN', list: [1, { two: 2 }], when: new Date(0), none: null });
  error.self = error;
  throw error;
});
test('a cause', () => { throw new Error('outer', { cause: new Error('inner') }); });
test('what a test sees of it', (t) => {
  t.after(() => log(t.passed, t.error.code, t.error.failureType, t.error.cause.message));
  throw new Error('seen');
});
