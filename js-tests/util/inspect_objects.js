'use strict';
const { inspect } = require('util');
const show = (v, o) => console.log(inspect(v, o));

show({});
show({ a: 1 });
show({ a: { b: { c: { d: 1 } } } });
show({ a: { b: { c: {} } } });
show({ a: { b: { c: [] } } });
show({ a: { b: { c: [1] } } });
show({ a: { b: { c: new Map([[1, 2]]), d: new Set(), e: () => {}, f: new Date(5), g: /x/ } } });
show({ a: { b: { c: { d: 1 } } } }, { depth: 0 });
show({ a: { b: { c: { d: 1 } } } }, { depth: null });
show({ a: { b: { c: { d: 1 } } } }, { depth: Infinity });
show({ a: { b: { c: { d: 1 } } } }, { depth: -1 });
show([[[[[]]]]]);
show([[[[[1]]]]]);
show({ 'a-b': 1, 'c d': 2, '1x': 3, $a: 4, _b: 5, 'é': 6, '': 7, 5: 8, "it's": 9, 'new\nline': 10 });
show({ ['__proto__']: 1 });
show(Object.create(null));
show(Object.assign(Object.create(null), { a: 1 }));
show(Object.create({}));
show(Object.create({ a: 1 }));
show(Object.create(Object.create(null)));
class A { constructor() { this.x = 1; } get y() { return 2; } }
class B extends A { constructor() { super(); this.z = 3; } }
show(new A());
show(new B());
show(new (class {})());
show(new (class { constructor() { this.q = 1; } })());
show(Object.create(A.prototype));
show(A.prototype);
show(B.prototype);
show(new A(), { showHidden: true });
show(new B(), { showHidden: true });

show({ [Symbol.toStringTag]: 'T' });
show({ get [Symbol.toStringTag]() { return 'T'; } });
class Tagged { get [Symbol.toStringTag]() { return 'Tag'; } }
show(new Tagged());
show(Object.assign(new Tagged(), { a: 1 }));
class Same { get [Symbol.toStringTag]() { return 'Same'; } }
show(new Same());
show(Object.create(null, { [Symbol.toStringTag]: { value: 'foo' } }));
show(Object.create({}, { [Symbol.toStringTag]: { value: 'foo' } }));
show({ get a() { return 1; }, set b(v) {}, get c() { return 1; }, set c(v) {} });
show({ get a() { return { x: 1 }; }, set b(v) {}, get c() { return null; }, set c(v) {}, get d() { throw new Error('no'); } }, { getters: true });
show({ get a() { return 'str'; }, get c() { return 3; }, set c(v) {} }, { getters: 'get' });
show({ get a() { return 'str'; }, get c() { return 3; }, set c(v) {} }, { getters: 'set' });
show(Object.defineProperty({ a: 1 }, 'hid', { value: 2 }), { showHidden: true });
show(Object.defineProperty({ a: 1 }, 'hid', { value: 2 }));
show(Object.defineProperty({ a: 1 }, Symbol('hid'), { value: 2 }), { showHidden: true });
show({ a: 1, b: 2, c: 3 }, { compact: false });
show({ a: { b: 1 }, c: [1, 2, { d: 3 }] }, { compact: false });
show({ a: { b: 1 }, c: [1, 2, { d: 3 }] }, { compact: true });
show({ a: { b: { c: 1 } }, c: [1, 2, { d: { e: [1] } }] }, { compact: 1 });
show({ a: { b: { c: 1 } }, c: [1, 2, { d: { e: [1] } }] }, { compact: 0 });
show({ a: { b: { c: { d: { e: 1 } } } } }, { depth: 9 });
show({ a: { b: { c: { d: { e: { f: 1 } } } } } }, { depth: 9 });
show({ b: 1, a: 2, c: { z: 1, y: 2 } }, { sorted: true });
show({ b: 1, a: 2, c: { z: 1, y: 2 } }, { sorted: (x, y) => (x < y ? 1 : -1) });
show([3, 1, 2], { sorted: true });
show(Object.assign([3, 1], { z: 1, a: 2 }), { sorted: true });
show(new Set([3, 1, 2]), { sorted: true });
const circ = { name: 'c' };
circ.self = circ;
circ.arr = [circ, { circ }];
show(circ);
const c1 = {}; const c2 = { c1 }; c1.c2 = c2; c1.c1 = c1;
show([c1, c2]);
const m = new Map(); m.set('m', m); m.set(m, 1);
show(m);
const s = new Set(); s.add(s);
show(s);
show(circ, { compact: true });
show({ aaaaaaaaaaaaaaaaaaaaaa: 1, bbbbbbbbbbbbbbbbbbbbbbbbbb: 2, cccccccccccccccccccccc: 3 });
show({ aaaaaaaaaaaaaaaaaaaaaa: 1, bbbbbbbbbbbbbbbbbbbbbbbbbb: 2, ccccccccccccccccccc: 3 });
for (let i = 50; i < 90; i++) show({ ['k'.repeat(i)]: 'vvvvvvvvvv' });
for (let i = 0; i < 30; i++) show({ a: 'x'.repeat(30), b: 'y'.repeat(i) });
show({ a: 'x'.repeat(100) }, { breakLength: Infinity });
show({ a: 'x'.repeat(10), b: 'y', c: [1, 2, 3] }, { breakLength: 10 });
show({ a: 1n, b: -0, c: [,], d: [undefined], e: [null] });
show(Object.assign(() => {}, { a: 1 }));
show(globalThis === global);
show(JSON); show(Math); show(Reflect);
show({ a: 1, b: { toString() { return 'x'; } } });
show(new Proxy({ a: 1 }, {}));
show(new Proxy({ a: 1 }, { get() { throw new Error('trap'); } }));
show(new Proxy([1, 2], {}), { showProxy: true });
show(new Proxy(function f() {}, {}));
show(new Proxy({ a: 1 }, { get() { return 5; } }), { showProxy: 1 });
show(new Proxy(new Proxy({}, {}), {}), { showProxy: true });
show(new Proxy(new Proxy({ z: 1 }, {}), {}));
const r = Proxy.revocable({}, {}); r.revoke();
show(r.proxy); show(r.proxy, { showProxy: true });
show({ p: new Proxy({ a: { b: { c: {} } } }, {}) }, { showProxy: true, depth: 0 });
(function() { show(arguments); })();
(function() { show(arguments); })(1, 'a', { b: 1 });
(function() { show({ arguments }, { showHidden: true }); })(1);
show({ a: undefined, b: null, f() {}, async g() {}, *h() {} });

// What lies too deep to be shown has its name, with brackets once.
const bare = (object) => Object.setPrototypeOf(object, null);
for (const object of [
  bare({ x: 1 }), bare([1]), bare(new Map([[1, 1]])), bare(new Set([1])), bare(new Uint8Array(2)), bare(Object.assign(() => {}, { z: 1 })),
  { x: 1 }, [1], new Map([[1, 1]]), Object.assign(() => {}, { z: 1 }), Object.assign(new (class A {})(), { y: 1 }),
]) {
  console.log(require('util').inspect({ object }, { depth: 0 }), require('util').inspect({ object }, { depth: 0, colors: true }));
}
