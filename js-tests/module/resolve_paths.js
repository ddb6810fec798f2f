'use strict';

// require.resolve: where it looks, and what it refuses.

const assert = require('assert');
const fs = require('fs');
const Module = require('module');
const os = require('os');
const path = require('path');

const home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tlsjs-')));
process.on('exit', () => fs.rmSync(home, { recursive: true }));
fs.mkdirSync(path.join(home, 'node_modules'));
fs.writeFileSync(path.join(home, 'node_modules', 'packed.js'), '');
fs.writeFileSync(path.join(home, 'near.js'), '');

assert.strictEqual(require.resolve('./near', { paths: [home] }), path.join(home, 'near.js'));
assert.strictEqual(require.resolve('packed', { paths: [home] }), path.join(home, 'node_modules', 'packed.js'));
for (const paths of ['text', null, {}]) {
  assert.throws(() => require.resolve('./near', { paths }), {
    code: 'ERR_INVALID_ARG_VALUE', message: /^The property 'options\.paths' is invalid\. Received / });
}
assert.throws(() => require.resolve('./near', { paths: [1] }), {
  code: 'ERR_INVALID_ARG_TYPE', message: /^The "paths" argument must be array of strings\. Received / });
assert.throws(() => require.resolve('packed', { paths: [1] }), {
  code: 'ERR_INVALID_ARG_TYPE', message: /^The "paths\[0\]" argument must be of type string\. Received / });
for (const ask of [require.resolve, require.resolve.paths]) {
  assert.throws(() => ask(undefined), {
    code: 'ERR_INVALID_ARG_TYPE', message: /^The "request" argument must be of type string\. Received / });
}
assert.strictEqual(require.resolve.paths('fs'), null);

assert.deepStrictEqual(Module._resolveLookupPaths('./x'), ['.']);
if (path.sep === '/') assert.strictEqual(Module._resolveLookupPaths('.\\x', null).includes('.'), false);
assert.strictEqual(Module._stat(home), 1);
assert.strictEqual(Module._stat(path.join(home, 'near.js')), 0);
assert(Module._stat(path.join(home, 'far.js')) < 0);
console.log('ok');
