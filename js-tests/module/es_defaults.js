// What import finds in modules of other kinds, and what the things are called that are
// exported without a name.

import fs from 'fs';
import { createRequire } from 'module';
import os from 'os';
import path from 'path';
import { pathToFileURL } from 'url';

const home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tlsjs-')));
process.on('exit', () => fs.rmSync(home, { recursive: true }));

let number = 0;
function write(text, ending = '.mjs') {
  const file = path.join(home, `module${number++}${ending}`);
  fs.writeFileSync(file, text);
  return pathToFileURL(file).href;
}

for (const text of [
  'function () {}', '() => {}', 'class {}', 'async () => {}', 'function* () {}', 'async function* () {}', '(class {})',
  'class { static name = "own" }', 'function named() {}', 'class Named {}', '(() => () => {})()',
]) {
  const { default: value } = await import(write(`export default ${text}`));
  console.log(text, JSON.stringify(value.name));
}
console.log((await import(write('const late = () => {}; export { late as default }'))).default.name);
console.log((await import(write('await 1; export default () => {}'))).default.name);

// The default of what is no ES module is all of it, __esModule or not.
const compiled = write('Object.defineProperty(exports, "__esModule", { value: true }); exports.default = 5; exports.a = 1;', '.cjs');
const bare = write('exports.__esModule = true; exports.named = () => "called";', '.cjs');
const data = write('{ "x": 1, "default": 2 }', '.json');
const main = await import(write(`
import all, { a, default as same } from ${JSON.stringify(compiled)};
import * as names from ${JSON.stringify(compiled)};
import lib, { named } from ${JSON.stringify(bare)};
import json from ${JSON.stringify(data)} with { type: 'json' };
import * as values from ${JSON.stringify(data)} with { type: 'json' };
export default [all, a, same === all, names, Object.keys(names), lib.named(), named(), json, values];`));
console.log(...main.default);
console.log(await import(compiled), await import(data, { with: { type: 'json' } }));
console.log(createRequire(compiled)(compiled.replace(/.*\//, './')));
const { createRequire: again } = await import('node:module');
console.log(again === createRequire);
