// Modules with await outside of functions that others import, and circles of them.

import fs from 'fs';
import os from 'os';
import path from 'path';
import { pathToFileURL } from 'url';

const home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tlsjs-')));
process.on('exit', () => fs.rmSync(home, { recursive: true }));
globalThis.log = [];
globalThis.later = (value, ms = 1) => new Promise((resolve) => setTimeout(resolve, ms, value));
for (const [name, text] of Object.entries({
  slow: 'log.push("slow begins"); export const slow = await later("slow", 5); export default () => slow; log.push("slow ends");',
  user: 'import call, { slow } from "./slow.mjs"; log.push(`user ${slow} ${call()}`); export const used = slow;',
  again: 'export * from "./slow.mjs"; export { used } from "./user.mjs"; log.push("again");',
  both: 'import { used } from "./user.mjs"; import "./again.mjs"; export const both = `${used} ${await later("both")}`;',
  fails: 'await later(); throw new Error("on purpose");',
  behind: 'import "./fails.mjs"; log.push("never");',
  circle: 'import { other } from "./circle2.mjs"; export const name = () => "circle"; export const value = `${await later(1)} ${other()}`;',
  circle2: 'import { name } from "./circle.mjs"; export const other = () => name(); export const first = await later(2);',
  outer: 'import { inner } from "./inner.mjs"; export function hoisted() { return "hoisted"; } export const got = inner;',
  inner: 'import { hoisted } from "./outer.mjs"; export const inner = `${hoisted()} ${await later("late")}`;',
  several: 'import "./one.mjs"; import { two } from "./two.mjs"; export * from "./three.mjs"; log.push(`several ${two}`);',
  one: 'log.push("one begins"); await later(); log.push("one ends");',
  two: 'log.push("two begins"); export const two = await later(2, 20); log.push("two ends");',
  three: 'import "./one.mjs"; log.push("three"); export const three = 3;',
  dynamic: 'export const names = Object.keys(await import("./slow.mjs")).join();',
})) fs.writeFileSync(path.join(home, `${name}.mjs`), text);
const load = (name) => import(pathToFileURL(path.join(home, `${name}.mjs`)).href);

const [both, again] = await Promise.all([load('both'), load('again')]);
console.log(both, again);
console.log(log.join());
for (const name of ['fails', 'behind', 'fails']) {
  try {
    await load(name);
  } catch (error) {
    console.log(name, error.message);
  }
}
const { name, value } = await load('circle');
console.log(name(), value, (await load('circle2')).first);
console.log((await load('outer')).got, (await load('dynamic')).names, log.includes('never'));

log.length = 0;
console.log(await load('several'), log.join());
