'use strict';
const { Console } = require('console');
const assert = require('assert');
const { Writable } = require('stream');

let out = []; let err = [];
const sink = (list) => new Writable({ write(chunk, enc, cb) { list.push(chunk.toString()); cb(); } });
const make = (extra) => new Console({ stdout: sink(out), stderr: sink(err), ...extra });
const flush = (label) => { console.log(`== ${label}`); console.log(JSON.stringify(out)); console.log(JSON.stringify(err)); out.length = 0; err.length = 0; };

let c = make();
c.log(); c.log('a'); c.log('a', 1, { b: 2 }); c.log('%s-%d', 'x', 4, 'rest'); c.log('%'); c.info('i'); c.debug('d'); c.warn('w %s', 1); c.error(new Map()); c.dirxml({ a: 1 }, [2]); flush('log');
c.dir({ a: { b: { c: { d: 1 } } } }); c.dir({ a: { b: {} } }, { depth: 0 }); c.dir({ [Symbol.for('nodejs.util.inspect.custom')]() { return 'custom'; } }); flush('dir');
c.group('one'); c.log('in'); c.group(); c.log('two\nlines'); c.warn('warned'); c.groupEnd(); c.log('back'); c.groupEnd(); c.groupEnd(); c.log('out'); c.groupCollapsed('x', 1); c.log({ a: 'y'.repeat(80) }); c.groupEnd(); flush('group');
c.count(); c.count(); c.count('a'); c.count('default'); c.countReset(); c.count(); c.count(5); c.count(undefined); c.count(null); flush('count');
c.assert(true, 'no'); c.assert(false); c.assert(false, 'msg'); c.assert(0, 'msg %s', 'x'); c.assert(false, { a: 1 }); c.assert(); c.assert(null, 'a', 'b'); flush('assert');
c.table(1); c.table('x'); c.table(null); c.table(undefined); c.table([]); c.table({}); c.table([1, 'a', { b: 1 }]); c.table([[1, 2], [3]]); c.table({ r1: { a: 1, b: { c: 1 } }, r2: { a: [1, 2, 3, 4, 5] } }); c.table([{ a: 1, b: 2 }], ['b', 'z']); c.table(new Map([['k', { a: 1 }]])); c.table(new Set([1, { x: 1 }])); c.table([{ a: { x: 1, y: 2, z: 3 } }]); c.table(['漢字', 'é']); c.table([[]]); c.table(new Map().entries()); c.table(new Set(['s']).values()); c.table(new Map([[1, 2]]).keys()); c.table([null, undefined, () => {}]); c.table({ a: 1, b: 'x' }); c.table(new Uint8Array([1, 2])); c.table([new Error('x').message, Symbol('s'), 5n]); flush('table');
try { c.table([1], 'x'); } catch (e) { console.log(e.code, e.message); }
c.time('t'); c.timeEnd('t'); c.time(); c.timeLog('default', 'extra', { a: 1 }); assert(/^t: [\d.]+m?s\n$/.test(out[0]), out[0]); assert(/^default: [\d.]+m?s extra { a: 1 }\n$/.test(out[1]), out[1]); out.length = 0;
c.trace('tr %s', 'x'); assert(err[0].startsWith('Trace: tr x\n    at '), err[0]); err.length = 0; c.trace(); assert(err[0].startsWith('Trace\n    at '), err[0]); err.length = 0;
const { log } = c; log('unbound'); [1].forEach(c.log); flush('unbound');
c = make({ inspectOptions: { depth: 0, compact: false } }); c.log({ a: { b: 1 } }); c.dir({ a: { b: 1 } }); flush('inspectOptions');
c = make({ colorMode: true }); c.log({ a: 1, s: 'x' }, 'str'); c.log('%o', 1); c.warn(null); flush('colors');
c = make({ groupIndentation: 4 }); c.group('g'); c.log('x'); flush('groupIndentation');
c = Console(sink(out), sink(err)); c.log('nonew'); c.error('e'); c = new Console(sink(out)); c.error('to stdout'); flush('forms');
console.log(c instanceof Console, console instanceof Console, console.Console === Console, {} instanceof Console, Object.prototype.toString.call(console), Object.keys(console).join());
for (const bad of [() => new Console(), () => new Console({}), () => new Console({ write: 1 }), () => new Console({ stdout: sink(out), stderr: {} }), () => make({ colorMode: 'x' }), () => make({ groupIndentation: -1 }), () => make({ groupIndentation: 1.5 }), () => make({ inspectOptions: 5 }), () => make({ inspectOptions: { colors: true }, colorMode: true })]) {
  try { bad(); console.log('fine'); } catch (e) { console.log(e.name, e.code, e.message); }
}
const bad = { write() { throw new Error('sync'); }, once() {}, removeListener() {}, listenerCount() { return 0; } };
c = new Console({ stdout: bad }); c.log('swallowed'); c = new Console({ stdout: bad, ignoreErrors: false });
try { c.log('x'); console.log('no throw'); } catch (e) { console.log(e.message); }
const real = process.stdout.write; const seen = []; process.stdout.write = (s) => { seen.push(s); return true; }; console.log('captured', 1); process.stdout.write = real; console.log(seen);
c = make(); out.length = 0; c.log = () => out.push('replaced'); c.count('z'); c.group('q'); flush('overridden');
const failing = new Writable({ write(chunk, enc, cb) { cb(new Error('async')); } }); new Console(failing).log('x'); setImmediate(() => console.log('survived', failing.destroyed));
