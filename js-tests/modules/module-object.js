'use strict';

// What a module finds about itself and the others: module, require, cycles.

const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'module-')));
process.on('exit', () => fs.rmSync(root, { recursive: true, force: true }));
const write = (name, text) => fs.writeFileSync(path.join(root, name), text);

assert.strictEqual(require.main, module);
assert.strictEqual(module.id, '.');
assert.strictEqual(module.filename, __filename);
assert.strictEqual(module.path, __dirname);
assert.strictEqual(process.mainModule, module);
assert.strictEqual(this, module.exports);
assert.strictEqual(require.cache[__filename], module);
console.log(module.loaded, module.children.length, module.paths[0] === path.join(__dirname, 'node_modules'));
console.log(Object.keys(require.extensions), arguments.length, typeof require.resolve.paths);

// A cycle sees what is there so far.
write('a.js', 'exports.early = 1; const b = require("./b"); exports.late = b.seen;');
write('b.js', 'exports.seen = Object.keys(require("./a")).join();');
console.log(require(path.join(root, 'a')));

// A module runs once, as long as it is in the cache.
write('once.js', 'module.exports = { runs: global.runs = (global.runs || 0) + 1, parent: module.parent, id: module.id };');
const once = path.join(root, 'once.js');
const first = require(once);
console.log(first.runs, require(once) === first, first.parent === module, first.id === once);
console.log(module.children.map((m) => path.basename(m.id)), require.cache[once].loaded);
delete require.cache[once];
console.log(require(once).runs);
require.cache[once].exports = 'replaced';
console.log(require(once));

// One that throws is not kept, and may be tried again.
write('throws.js', 'global.tries = (global.tries || 0) + 1; if (global.tries === 1) throw new Error("first"); module.exports = tries;');
assert.throws(() => require(path.join(root, 'throws.js')), { message: 'first' });
console.log(require(path.join(root, 'throws.js')));

// exports and module.exports.
write('exports.js', 'exports.a = 1; module.exports = function f() {}; exports.b = 2; this.c = 3; return; unreachable();');
console.log(require(path.join(root, 'exports.js')));

// Strictness, this and globals belong to each file.
write('sloppy.js', 'undeclared = 5; module.exports = (function () { return this === globalThis; })();');
console.log(require(path.join(root, 'sloppy.js')), globalThis.undeclared);

// An extension of one's own.
require.extensions['.txt'] = (m, filename) => { m.exports = fs.readFileSync(filename, 'utf8').toUpperCase(); };
write('text.txt', 'text');
console.log(require(path.join(root, 'text')));

// _compile and _load, which tools use.
const Module = require('module');
const made = new Module('made');
made._compile('module.exports = [typeof require, __filename]', '/made.js');
console.log(made.exports, Module._load('path') === path);
const load = Module._load;
Module._load = function(request, ...rest) {
  return request === 'virtual' ? 'virtual module' : load.call(this, request, ...rest);
};
console.log(require('virtual'));
Module._load = load;
