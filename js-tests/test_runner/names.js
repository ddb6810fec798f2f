'use strict';

const { log } = require('./common/output.js');
const test = require('node:test');

test();
test(function named() {});
test(() => {});
test('', function other() {});
test({ name: 'of the options' }, () => {});
test({ skip: true }, function optionsFirst() {});
test('null', null, () => {});
test('# and \\ and\ttab and\nline', () => {});
test('the same');
test('the same');
log(test.name, test.length, test.describe === test.suite, test.it === test, test.test === test);
