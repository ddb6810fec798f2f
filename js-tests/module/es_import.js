// What import finds, what it gives, and how it fails.

import assert from 'assert';
import fs, { mkdtempSync, writeFileSync } from 'fs';
import { createRequire } from 'module';
import os from 'os';
import path from 'path';
import { pathToFileURL } from 'url';
import util from 'util';

const home = fs.realpathSync(mkdtempSync(path.join(os.tmpdir(), 'tlsjs-')));
process.on('exit', () => fs.rmSync(home, { recursive: true }));

function write(name, text) {
  const file = path.join(home, ...name.split('/'));
  fs.mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return pathToFileURL(file).href;
}

// A package may have another file for import than for require.
write('node_modules/two/package.json', '{ "name": "two", "exports": { "import": "./i.mjs", "require": "./r.cjs" } }');
write('node_modules/two/i.mjs', 'export default "imported";');
write('node_modules/two/r.cjs', 'module.exports = "required";');
write('node_modules/one/package.json', '{ "name": "one", "exports": { "./sub/*": { "import": "./*.mjs" }, "./spaced": "./a%20b.cjs" } }');
write('node_modules/one/a b.cjs', 'module.exports = "spaced";');
write('node_modules/one/x.mjs', 'export const x = "only imported";');
const names = write('names.mjs', 'export { default as two } from "two"; export { x } from "one/sub/x"; ' +
  'export let count = 0; export const add = () => { count++; }; export default class Named { static s = 1; }');
write('cjs.cjs', 'exports.a = 1; import("two").then((two) => { exports.two = two.default; });');
const module = await import(names);
console.log(module.two, module.x);
const require = createRequire(names);
console.log(require('two'), require('one/spaced'), (await import(write('spaced.mjs', 'export { default } from "one/spaced";'))).default);
try {
  require('one/sub/x');
} catch (error) {
  console.log(error.code);
}

// All who import it see the same object, and it shows what the names stand for.
module.add();
assert.strictEqual(await import(names), module);
assert.strictEqual((await import(write('again.mjs', 'export * as names from "./names.mjs";'))).names, module);
console.log(module, Object.keys(module).join());
console.log(util.types.isModuleNamespaceObject(module), Object.getPrototypeOf(module), String(module[Symbol.toStringTag]));
const cjs = await import(pathToFileURL(path.join(home, 'cjs.cjs')).href);
await new Promise((resolve) => setTimeout(resolve, 10));
console.log(cjs.a, cjs.default);

const failing = ['./absent.mjs', 'absent', 'absent/sub', '@scope/absent/sub', 'node:absent', 'two/hidden'];
for (const [i, name] of failing.entries()) {
  try {
    await import(write(`failing${i}.mjs`, `import '${name}';`));
    console.log('found', name);
  } catch (error) {
    console.log(error.name, error.code, error.message.replaceAll(home, 'HOME').replaceAll('\\', '/'),
                error.url?.replace(pathToFileURL(home).href, 'HOME'));
  }
}
