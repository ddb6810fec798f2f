'use strict';

const { log } = require('./common/output.js');
const { describe, it, test } = require('node:test');

const busy = setTimeout(() => {}, 5000);
test('too slow', { timeout: 10 }, (t, done) => { t.signal.addEventListener('abort', () => log('aborted')); });
test('in time', { timeout: 5000 }, () => {});
test('inherited', { timeout: 30 }, async (t) => { await t.test('slow', (t, done) => {}); });
test('Infinity', { timeout: Infinity }, () => {});
const controller = new AbortController();
test('aborted by its signal', { signal: controller.signal }, (t, done) => { setTimeout(() => controller.abort(), 5); });
test('aborted before', { signal: AbortSignal.abort() }, () => { log('not here'); });
test('aborted with a reason', { signal: AbortSignal.abort(new RangeError('reason')) }, () => {});
describe('a suite', { timeout: 30 }, () => { it('slow', (t, done) => {}); });
describe('an aborted suite', { signal: AbortSignal.abort() }, () => { it('one', () => log('not here')); });
test('the last', () => clearTimeout(busy));
