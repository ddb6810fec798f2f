'use strict';

const { log } = require('./common/output.js');
const test = require('node:test');

const object = { f() { return 'real'; } };
test('t.mock is put back after the test', (t) => {
  t.mock.method(object, 'f', () => 'mocked');
  log(object.f(), t.mock === t.mock);
  t.after(() => log(object.f()));
});
test('later', (t) => { log(object.f(), t.mock !== test.mock); });
test('timers are, too', (t) => {
  t.mock.timers.enable({ apis: ['Date'] });
  log(Date.now());
});
test('and real again', () => { log(Date.now() > 1e12); });
