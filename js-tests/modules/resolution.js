'use strict';

// Where a request leads: files, folders, packages, their exports and imports.

const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const Module = require('module');

const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'modules-')));
process.on('exit', () => fs.rmSync(root, { recursive: true, force: true }));

function write(name, text) {
  const file = path.join(root, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, typeof text === 'string' ? text : JSON.stringify(text));
  return file;
}

write('app/main.js', '');
write('app/file.js', 'module.exports = "file.js"');
write('app/file.json', '{"is": "json"}');
write('app/only.json', '\uFEFF{"is": "json with a mark"}');
write('app/bom.js', '\uFEFFmodule.exports = "bom"');
write('app/bang.js', '#!/usr/bin/env node\nmodule.exports = "bang"');
write('app/folder/index.js', 'module.exports = "index"');
write('app/mained/package.json', { main: './lib/start' });
write('app/mained/lib/start.js', 'module.exports = "start"');
write('app/badmain/package.json', { main: './missing' });
write('app/bad.json', '{"a": 1,}');
write('app/package.json', {
  name: 'app', exports: { '.': './main.js', './self': './file.js' },
  imports: { '#one': './file.js', '#star/*': './folder/*.js', '#dep': 'dep', '#gone': null },
});
write('app/node_modules/dep/index.js', 'module.exports = "dep"; exports.where = __filename');
write('node_modules/dep/index.js', 'module.exports = "outer dep"');
write('node_modules/outer/index.js', 'module.exports = "outer"');
write('app/node_modules/@scope/pkg/package.json', {
  exports: {
    '.': { import: './no.mjs', require: './yes.js', default: './no.js' },
    './sub/*': './lib/*.js', './sub/private/*': null, './list': ['./lib/a.js'],
    './out': '../../outside.js',
  },
});
write('app/node_modules/@scope/pkg/yes.js', 'module.exports = "required"');
write('app/node_modules/@scope/pkg/lib/a.js', 'module.exports = "lib/a"');
write('app/node_modules/@scope/pkg/lib/private/x.js', '');

const require2 = Module.createRequire(path.join(root, 'app/main.js'));
const tell = (request) => {
  try {
    return require2(request);
  } catch (error) {
    return `${error.code}: ${error.message.split('\n')[0].split(root).join('')}`;
  }
};

for (const request of [
  './file', './file.js', './file.json', './only', './bom', './bang', './folder', './folder/', './mained',
  './nope', './badmain', 'dep', 'outer', 'nope', '@scope/pkg', '@scope/pkg/sub/a', '@scope/pkg/sub/private/x',
  '@scope/pkg/list', '@scope/pkg/lib/a.js', 'app/self', 'app/file.js', '#one', '#star/index', '#dep', '#gone', '#nope',
  'node:fs2', path.join(root, 'app/file'),
]) {
  const found = tell(request);
  console.log(request.replace(root, ''), '->', found);
}
assert.throws(() => require2('./bad.json'), (e) => e instanceof SyntaxError && e.message.startsWith(path.join(root, 'app/bad.json')));

// The shape of "not found", with the chain of those who asked.
write('app/chain.js', 'require("./chain2")');
write('app/chain2.js', 'require("./missing")');
assert.throws(() => require2('./chain'), (e) => {
  assert.strictEqual(e.code, 'MODULE_NOT_FOUND');
  const names = e.requireStack.map((name) => path.basename(name));
  assert.deepStrictEqual(names, ['chain2.js', 'chain.js', 'main.js']);
  assert.strictEqual(e.message, `Cannot find module './missing'\nRequire stack:\n- ${e.requireStack.join('\n- ')}`);
  return true;
});

// A link leads to the file it names, which is loaded once.
fs.symlinkSync(path.join(root, 'app/file.js'), path.join(root, 'app/link.js'));
assert.strictEqual(require2.resolve('./link'), path.join(root, 'app/file.js'));

console.log(require2.resolve('fs'), require2.resolve('node:fs'), require2.resolve.paths('fs'));
console.log(require2.resolve.paths('x').slice(0, 2).map((p) => p.replace(root, '')));
console.log(require2.resolve('./file', { paths: [path.join(root, 'app')] }).replace(root, ''));
for (const bad of [undefined, 5, '']) {
  try {
    require(bad);
  } catch (error) {
    console.log(error.code, error.message);
  }
}
try {
  Module.createRequire('./relative');
} catch (error) {
  console.log(error.code);
}
console.log(Module.isBuiltin('fs'), Module.isBuiltin('node:fs'), Module.isBuiltin('nope'), Module.builtinModules.includes('tls'));
console.log(Module.wrap('x'));
