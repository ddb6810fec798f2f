'use strict';

const { log } = require('./common/output.js');
const test = require('node:test');

test('kept', { plan: 2 }, (t) => { t.assert.ok(true); t.assert.strictEqual(1, 1); });
test('too few', (t) => { t.plan(3); t.assert.ok(1); });
test('too many', (t) => { t.plan(1); t.assert.ok(1); t.assert.ok(1); });
test('twice', (t) => { t.plan(1); t.plan(1); });
test('subtests count', (t) => { t.plan(1); t.test('one', () => {}); });
test('no number', (t) => { t.plan('x'); });
test('ok shows the call', (t) => { t.assert.ok(1 === 2); });
test('methods', (t) => { log(Object.keys(t.assert).sort()); });
