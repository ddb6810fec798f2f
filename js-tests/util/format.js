'use strict';
const { format, formatWithOptions } = require('util');
const p = (...a) => { try { console.log(format(...a)); } catch (e) { console.log('threw', e.name); } };
p(); p(''); p('a'); p('a', 'b'); p(1, 2); p({ a: 1 }, 'x'); p('%'); p('%%'); p('%%', 1); p('%s'); p('%s', 'x', 'y'); p('a%'); p('%', 1); p('%x', 1); p('%s%s', 'a'); p('100%', 5); p('%%s', 1); p('%%%s', 1); p('%s%%', 1);
for (const f of ['%s', '%d', '%i', '%f', '%j', '%o', '%O', '%c', '%x']) {
  for (const v of ['str', '42', '42.5abc', 42, -0, 1.5, NaN, Infinity, 10n, true, null, undefined, Symbol('s'), { a: { b: { c: { d: 1 } } } }, [1, [2, [3, [4]]]], () => {}, function named() {}, class K {}, new Date(0), /r/g, new Map([[1, { a: 1 }]]), new Set([1]), { toString() { return 'custom'; } }, Object.create(null), new (class Foo { toString() { return 'foo!'; } })(), new (class Bar {})(), new (class Baz extends Map { toString() { return 'baz'; } })(), [new Date(0)], { toJSON() { return 'json'; } }, { [Symbol.toPrimitive]() { return 'prim'; } }, new String('boxed'), new Number(7)]) {
    p(f, v);
    p(`<${f}>`, v, 'rest');
  }
}
const circ = {}; circ.c = circ; p('%j', circ); p('%s', circ); p('%o', circ);
try { p('%j', { toJSON() { throw new Error('boom'); } }); } catch (e) { console.log(e.message); }
p('%s %s', 'a'); p('%d', '0x10'); p('%i', '0x10'); p('%f', '1e3'); p('%d', ''); p('%i', ''); p('%d', {}); p('%d', [5]); p('%c%s', 'css', 'x'); p('%s:%s', undefined, 'x'); p('%s', 'a', { b: 1 }, [2], 'str', 5n, Symbol('z'));
p({ a: 'b' }, 'x', ['y']); p(null); p(undefined, 1); p('x', undefined, null); p(Symbol('a')); p('%s', Symbol('a')); p(-0); p('%s', -0); p('%d', -0); p('a\n', 'b'); p(['a'], 'b'); p('%O', { a: { b: { c: { d: { e: 1 } } } } }); p('%o', { f() {} }); p('%s', [1, 'a', { b: 1 }]); p('%s', { a: { b: 1 } }); p('%s', [[1, [2]]]);
console.log(formatWithOptions({ colors: true }, '%s %O', 'x', { a: 1 }, 5, 'str')); console.log(formatWithOptions({ compact: false }, { a: 1 })); console.log(formatWithOptions({ depth: 0 }, '%O', { a: { b: 1 } }, { a: { b: 1 } }));
for (const bad of [undefined, null, 'x', 5]) { try { formatWithOptions(bad, 'x'); } catch (e) { console.log(e.code, e.message); } }
class E1 extends Error {} const er = new E1('x'); er.stack = 'E1: x'; p('%s', er); p('%s', new Proxy({}, {})); p('%s', new Proxy({ toString() { return 'pp'; } }, {})); p('%s', new Proxy(function f() {}, {}));
p('%i', 1234567890123456789n); p('%d', 5n); p('%f', 5n); p('%i', 3.9); p('%i', 'abc'); p('%d', '12abc'); p('%f', Symbol('a')); p('%i', Symbol('a')); p('%s', 123456789012345680000); p('%s', 1e-7); p('%s %s %s', 1, 2, 3, 4);
