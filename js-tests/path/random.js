// path: every function of both systems on random paths.
'use strict';

const assert = require('assert');

// Cases come from a generator that gives the same numbers everywhere; what they
// print is kept as a digest per group. "-v" as first argument prints all of it.
let seed = 4242;
function rnd(n) {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
  return (seed >> 8) % n;
}
function pick(list) {
  return list[rnd(list.length)];
}
const digests = new Map();
function say(group, line) {
  if (process.argv[2] === '-v') {
    console.log(group, JSON.stringify(line));
  }
  let h = digests.has(group) ? digests.get(group) : 5381;
  for (let i = 0; i < line.length; i++) {
    h = (Math.imul(h, 33) ^ line.charCodeAt(i)) | 0;
  }
  digests.set(group, h);
}
function result(fn) {
  try {
    const v = fn();
    return v instanceof Uint8Array ? Buffer.from(v).toString('hex') : typeof v === 'object' ? JSON.stringify(v) : String(v);
  } catch (e) {
    return [e.name, e.code, e.message, JSON.stringify(e.input)].join('|');
  }
}
const path = require('path');

process.cwd = () => '/tmp/some';
const bits = ['/', '/', '\\', '\\', '.', '..', 'a', 'b.c', 'C:', 'c:', 'd:', 'con', 'COM1:', '//', '\\\\', '?', '.x', 'x.',
              '...', 'é', ' ', 'server', '..\\', '../', ':'];
function any() {
  let s = '';
  for (let n = rnd(7); n > 0; n--) {
    s += pick(bits);
  }
  return s;
}
for (let k = 0; k < 700; k++) {
  const [a, b, c] = [any(), any(), any()];
  for (const system of ['posix', 'win32']) {
    const p = path[system];
    for (const name of ['normalize', 'dirname', 'basename', 'extname', 'parse', 'isAbsolute', 'toNamespacedPath']) {
      say(`${system} ${name}`, result(() => p[name](a)));
    }
    say(`${system} join`, result(() => p.join(a, b, c)));
    say(`${system} resolve`, result(() => p.resolve(a, b)));
    say(`${system} basename suffix`, result(() => p.basename(a, b)));
    say(`${system} format`, result(() => p.format(p.parse(a))));
    // Node's win32.relative takes a wrong turn where neither path has a drive.
    if (system === 'posix') {
      say('posix relative', result(() => p.relative(a, b)));
    } else {
      say('win32 relative', result(() => p.relative(`C:\\${a.replace(/:/g, '')}`, `C:\\${b.replace(/:/g, '')}`)));
    }
  }
}

const all = [...digests].map(([group, h]) => `${group} ${(h >>> 0).toString(16)}`);
console.log(all.join('\n'));
// As Node 20 has it.
assert.deepStrictEqual(all, [
  'posix normalize 93d816f3',
  'posix dirname adfa9c1',
  'posix basename 9b405f0e',
  'posix extname 9db2dbfc',
  'posix parse c5e946f',
  'posix isAbsolute c0840105',
  'posix toNamespacedPath 2030c704',
  'posix join 982f764e',
  'posix resolve 237f73a4',
  'posix basename suffix b7af313c',
  'posix format 1384b244',
  'posix relative a2f81837',
  'win32 normalize a181cd8f',
  'win32 dirname 2c21424a',
  'win32 basename 5ab9305',
  'win32 extname 5e19a308',
  'win32 parse 42bb93d3',
  'win32 isAbsolute afed6cae',
  'win32 toNamespacedPath f851377',
  'win32 join dfbef1a0',
  'win32 resolve 3d960c4d',
  'win32 basename suffix b0dd4d97',
  'win32 format 3c233d97',
  'win32 relative a70c3eff',
]);
