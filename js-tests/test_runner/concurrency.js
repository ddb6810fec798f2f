'use strict';

const { log } = require('./common/output.js');
const { describe, it, test } = require('node:test');

function sleeping(t, name, time) {
  return t.test(name, async () => {
    log('start', name);
    await new Promise((resolve) => { setTimeout(resolve, time); });
    log('end', name);
  });
}

for (const concurrency of [1, 2, true, false, undefined]) {
  test(`concurrency ${concurrency}`, { concurrency }, (t) => (
    Promise.all([sleeping(t, 'a', 120), sleeping(t, 'b', 60), sleeping(t, 'c', 1)])));
}
describe('of a suite', { concurrency: true }, () => {
  it('slow', (t, done) => { log('slow'); setTimeout(() => { log('slow is over'); done(); }, 60); });
  it('quick', () => { log('quick'); });
});
