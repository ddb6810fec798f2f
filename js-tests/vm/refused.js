'use strict';

// tlsjs only: what Node's vm does beyond the one context is refused by name

const assert = require('assert');
const vm = require('vm');

const refused = { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' };
const script = new vm.Script('1');
for (const name of ['createContext', 'runInContext', 'runInNewContext', 'measureMemory']) {
  assert.throws(() => vm[name]('1', {}), refused);
}
assert.throws(() => script.runInContext({}), refused);
assert.throws(() => script.runInNewContext(), refused);
assert.throws(() => script.createCachedData(), refused);
assert.throws(() => new vm.Script('1', { importModuleDynamically() {} }), refused);
assert.throws(() => new vm.Script('1', { lineOffset: -1 }), refused);
assert.throws(() => new vm.Script('1', { lineOffset: 2 ** 31 - 1 }), refused);
assert.throws(() => vm.compileFunction('', [], { contextExtensions: [{}] }), refused);
assert.throws(() => vm.compileFunction('', [], { parsingContext: {} }), refused);
assert.strictEqual(new vm.Script('1', { produceCachedData: true }).cachedDataProduced, false);
console.log('refused');
