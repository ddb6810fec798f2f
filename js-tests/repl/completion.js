'use strict';

// What the tab key offers.

const fs = require('fs');
const os = require('os');
const path = require('path');
const dir = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'repl-')));
process.chdir(dir);
const repl = require('repl');
const { start } = require('./common/session.js');

for (const name of ['one.js', 'other.json', 'data.txt', 'sub/index.js', 'sub/deep.js', 'node_modules/pack/package.json',
  'node_modules/pack/lib/x.js', 'node_modules/pact.js']) {
  fs.mkdirSync(path.dirname(name), { recursive: true });
  fs.writeFileSync(name, name.endsWith('json') ? '{}' : '');
}

const { server, input } = start({ terminal: true, allowBlockingCompletions: true });
input.write('var obj = { alpha: 1, Beta: 2, get getter() { throw 1 }, nest: { one: 1, "not-id": 2, two: [obj] } };\n' +
  'let lexical = 1; const { lexA, lexB: [lexC] } = { lexB: [] }; class LexKlass { static stat() {} meth() {} }\n' +
  'var inst = new LexKlass(), list = [obj], odd = new Proxy({}, { ownKeys() { throw 1 } });\n');

const lines = [
  '.', '.b', '.he', '.zzz', 'obj.', 'obj.a', 'obj.be', ' obj.al', 'x = obj.al', 'var y = obj.al', 'obj.zzz', 'obj.getter.',
  'obj.nest.', 'obj.nest.o', 'obj?.al', 'obj?.nest?.tw', 'obj.alpha.toF', 'obj.nest.not', 'list[0].al', 'list[0].nest.on',
  'lex', 'LexK', 'inst.', 'inst.me', 'inst.constructor.st', 'odd.', 'odd.x', 'null.', 'undefined.', 'missing.', 'missing.x.',
  '"text".leng', '`text`.leng', '[].pus', 'fu', 'awa', 'typeof ob', '!ob', 'new Lex', 'for (const a of lis',
  '{ a: ob', 'undef', 'globalThis.obj', 'process.argv.le', 'console.lo', 'Math.P', 'Symbol.iterat', 'toStr', 'a b.c.', 'f(', 'x)',
  'require.reso', 'fs.readFileS', 'require("fs").readFileS', "require('child", "require('node:child", 'require("./', "require('./o",
  "require('./sub/", "require('pac", "require('pack/", 'require("..', "require('.", "import('child", "import('./o",
  'fs.readFileSync("', 'fs.readFileSync("da', 'fs.readFileSync("./su', 'fs.readFileSync("sub/d', 'fs.promises.stat("on',
  'fs.readFileSync("zzz',
];

async function main() {
  for (const line of lines) {
    await new Promise((resolve) => {
      server.complete(line, (err, result) => {
        console.log(line, err, JSON.stringify(result));
        resolve();
      });
    });
  }
  for (const line of ['', ' ']) {
    server.complete(line, (err, [names, on]) => {
      console.log([on], ['obj', 'lexical', 'Array', 'fs', 'globalThis', 'toString'].every((name) => names.includes(name)));
    });
  }
  server.completeOnEditorMode((err, result) => console.log(err, JSON.stringify(result)))(null, [['abc', '', 'abd'], 'a']);
  server.completeOnEditorMode((err, result) => console.log(err, JSON.stringify(result)))(null, [[], 'a']);
  server.completeOnEditorMode((err) => console.log(err))('failed');
  repl.builtinModules.push('made-up');
  server.complete("require('made", (err, result) => console.log(JSON.stringify(result)));

  const own = start({ completer: (line) => [[`${line}!`], line] });
  own.server.complete('x', (err, result) => console.log(err, JSON.stringify(result)));
  for (const s of [server, own.server]) s.close();
}

main().finally(() => {
  process.chdir('/');
  fs.rmSync(dir, { recursive: true });
});
