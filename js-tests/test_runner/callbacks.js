'use strict';

const { log } = require('./common/output.js');
const test = require('node:test');

test('done', (t, done) => { setImmediate(done); });
test('done with an error', (t, done) => { done(new Error('called back')); });
test('done twice', (t, done) => { done(); done(); });
test('done and a promise', (t, done) => Promise.resolve());
test('throws', (t, done) => { throw new Error('thrown'); });
test('one that counts arguments', function() { log(arguments.length, this === arguments[0]); });
test('promise', () => new Promise((resolve) => { setTimeout(resolve, 5); }));
test('rejected', () => Promise.reject(new Error('rejected')));
test('thenable', () => ({ then(resolve) { log('then'); resolve(); } }));
test('results', async (t) => { log(await t.test('subtest', () => 5)); });
