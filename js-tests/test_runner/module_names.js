'use strict';

const { builtinModules, isBuiltin } = require('module');

for (const name of ['test', 'test/reporters', 'node:node:test', 'node:tests', 'node:test/x']) {
  try {
    require(name);
    console.log('loaded', name);
  } catch (error) {
    console.log(error.code, error.message.split('\n')[0]);
  }
}
for (const name of ['test', 'node:test', 'test/reporters', 'node:test/reporters']) console.log(name, isBuiltin(name));
console.log(builtinModules.filter((name) => /^(node:)?test/.test(name)));
console.log(require.resolve('node:test'), require('node:test') === require('node:test'), Object.keys(require('node:test')));
