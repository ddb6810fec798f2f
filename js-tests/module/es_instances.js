// Modules of one file with different queries, and modules that are in their URL.

import fs from 'fs';
import os from 'os';
import path from 'path';
import { pathToFileURL } from 'url';

const home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tlsjs-')));
process.on('exit', () => fs.rmSync(home, { recursive: true }));
const base = `${pathToFileURL(home).href}/`;
fs.mkdirSync(path.join(home, 'folder'));
for (const [name, text] of Object.entries({
  'count.mjs': 'globalThis.runs = (globalThis.runs ?? 0) + 1; export const url = import.meta.url.replace(/.*\\//, ""); ' +
    'export const file = import.meta.filename.replace(/.*[\\\\/]/, "");',
  'once.cjs': 'globalThis.once = (globalThis.once ?? 0) + 1; exports.x = 1;',
  'some file.mjs': 'export default "spaced";',
  'throws.mjs': 'throw new Error("on purpose");',
})) fs.writeFileSync(path.join(home, name), text);

// main asks with specifiers that are relative to itself.
fs.writeFileSync(path.join(home, 'main.mjs'), `
import { url, file } from './count.mjs?a=1';
import { url as hashed } from './count.mjs?a=1#hash';
import { url as plain } from './count.mjs';
export { url as again } from './count.mjs?a=1';
export default [url, file, hashed, plain, runs];
export const load = (name) => import(name);`);
const { default: first, again, load } = await import(`${base}main.mjs`);
console.log(...first, again);
console.log(await load('./count.mjs?a=1') === await load(`${base}count.mjs?a=1`),
            await load('./count.mjs?a=1') === await load('./count.mjs?a=2'), runs);
console.log((await load('./once.cjs?1')).x, (await load('./once.cjs?2')).x, once);

const here = (text) => text.replaceAll(home, 'HOME').replaceAll('\\', '/');
for (const name of [
  './some%20file.mjs', './some file.mjs', './count%2emjs', './absent.mjs?query', './a%2fb.mjs', './%zz', '.', './', './folder',
  '', 'fs?query', './throws.mjs?1', 'https://a.example/x.mjs', 'other:x', `${base}absent.mjs#hash`,
]) {
  try {
    console.log(name.replace(base, ''), await load(name));
  } catch (error) {
    console.log(name.replace(base, ''), error.name, error.code, here(error.message));
  }
}

const code = (text) => `data:text/javascript,${encodeURIComponent(text)}`;
for (const url of [
  'data:text/javascript,export default 1', 'data:text/javascript;base64,ZXhwb3J0IGRlZmF1bHQgImI2NCI=',
  'data:application/javascript;charset=utf-8,export%20default%20"%C3%A9"', code('export default Object.keys(import.meta).join()'),
  code('export default import.meta.url.slice(0, 20)'), code('import fs from "fs"; export default typeof fs.readFileSync'),
  code(`export { url } from ${JSON.stringify(`${base}count.mjs?data`)}`), code('export default typeof (await import("os")).EOL'),
  code('import "./x.mjs"'), code('import "bare"'), code('throw new TypeError("in data")'), code('a b'),
  'data:text/plain,x', 'data:,x', 'data:text/javascript,export default "a"?query',
]) {
  try {
    console.log(url.slice(0, 50), await import(url));
  } catch (error) {
    console.log(url.slice(0, 50), error.name, error.code, error.message);
  }
}
console.log(await import('data:text/javascript,export default {}') === await import('data:text/javascript,export default {}'));
