'use strict';
// A table of pairs: how each is judged loosely and strictly, both ways round.
const assert = require('assert');
const util = require('util');

class A { constructor(x) { this.x = x; } }
class B { constructor(x) { this.x = x; } }
const sym = Symbol('s');
const circ = () => { const o = { a: 1 }; o.self = o; return o; };
const circ2 = () => { const o = { a: 1, self: { a: 1 } }; o.self.self = o; return o; };
const withProto = (p, o) => Object.assign(Object.create(p), o);
const hidden = (o, k, v) => Object.defineProperty(o, k, { value: v, enumerable: false });
const args = (function() { return arguments; })(1, 2);
const errWith = (m, p) => Object.assign(new Error(m), p);

const pairs = [
  [1, 1], [1, '1'], [1, true], [0, false], ['', false], ['', 0], [null, undefined], [NaN, NaN], [0, -0], [-0, '0'], [1n, 1], [1n, 1n], ['1', 1n],
  [sym, sym], [Symbol('s'), Symbol('s')], [{}, {}], [{}, []], [[], []], [[], '']  , [{ a: 1 }, { a: 1 }], [{ a: 1 }, { a: '1' }], [{ a: 1 }, { b: 1 }],
  [{ a: 1, b: 2 }, { b: 2, a: 1 }], [{ a: undefined }, {}], [{ a: undefined }, { b: undefined }], [[1, 2], [1, 2]], [[1, 2], [2, 1]], [[1, , 3], [1, undefined, 3]], [[1, , 3], [1, , 3]], [[, ], [undefined]],
  [[1], { 0: 1, length: 1 }], [Object.assign([1], { x: 1 }), [1]], [Object.assign([1], { x: 1 }), Object.assign([1], { x: 1 })], [new A(1), new A(1)], [new A(1), new B(1)], [new A(1), { x: 1 }], [Object.create(null), {}], [withProto({ z: 1 }, { a: 1 }), { a: 1 }],
  [new Date(0), new Date(0)], [new Date(0), new Date(1)], [new Date(NaN), new Date(NaN)], [new Date(0), {}], [new Date(0), 0], [Object.assign(new Date(0), { a: 1 }), new Date(0)],
  [/a/g, /a/g], [/a/g, /a/i], [/a/, /b/], [/a/, {}], [Object.assign(/a/g, { lastIndex: 1 }), /a/g], [Object.assign(/a/, { z: 1 }), /a/],
  [new Error('a'), new Error('a')], [new Error('a'), new Error('b')], [new Error('a'), new TypeError('a')], [errWith('a', { code: 1 }), errWith('a', { code: 2 })], [errWith('a', { name: 'X' }), new Error('a')], [new Error('a'), { message: 'a' }], [new Error('a', { cause: 1 }), new Error('a', { cause: 2 })], [new Error('a', { cause: 1 }), new Error('a')], [new AggregateError([1], 'm'), new AggregateError([2], 'm')],
  [new Map(), new Map()], [new Map([[1, 2]]), new Map([[1, 2]])], [new Map([[1, 2]]), new Map([[1, 3]])], [new Map([[1, 2], [3, 4]]), new Map([[3, 4], [1, 2]])], [new Map([['1', 2]]), new Map([[1, 2]])], [new Map([[1, '2']]), new Map([[1, 2]])], [new Map([[{ a: 1 }, 1]]), new Map([[{ a: 1 }, 1]])], [new Map([[{ a: 1 }, 1]]), new Map([[{ a: 2 }, 1]])], [new Map([[null, 1]]), new Map([[undefined, 1]])], [new Map([[undefined, undefined]]), new Map([[null, null]])], [new Map([[NaN, 1]]), new Map([[NaN, 1]])], [new Map([[1, undefined]]), new Map([[2, undefined]])], [new Map([[[1], 1], [[2], 2]]), new Map([[[2], 2], [[1], 1]])],
  [new Set(), new Set()], [new Set([1, 2]), new Set([2, 1])], [new Set([1]), new Set([2])], [new Set([1]), new Set(['1'])], [new Set([{ a: 1 }]), new Set([{ a: 1 }])], [new Set([{ a: 1 }, { a: 2 }]), new Set([{ a: 2 }, { a: 1 }])], [new Set([{ a: 1 }, { a: 1 }]), new Set([{ a: 1 }, { a: 2 }])], [new Set([null]), new Set([undefined])], [new Set([true]), new Set([1])], [new Set(['a', 1]), new Set([1, 'b'])], [new Set([[1]]), new Set([['1']])], [new Set([1, '1']), new Set(['1', true])], [new Set([sym]), new Set([Symbol('s')])], [new Set([NaN]), new Set([NaN])], [new Set(), new Map()], [new Set([1]), [1]],
  [new Uint8Array([1, 2]), new Uint8Array([1, 2])], [new Uint8Array([1, 2]), new Uint8Array([1, 3])], [new Uint8Array([1]), new Int8Array([1])], [new Uint8Array([1]), [1]], [new Float32Array([0]), new Float32Array([-0])], [new Float64Array([NaN]), new Float64Array([NaN])], [Buffer.from('ab'), Buffer.from('ab')], [Buffer.from('a'), new Uint8Array([97])], [new ArrayBuffer(2), new ArrayBuffer(2)], [new ArrayBuffer(2), new ArrayBuffer(3)], [new Uint8Array([1]).buffer, new Uint8Array([2]).buffer], [new DataView(new ArrayBuffer(1)), new DataView(new ArrayBuffer(1))], [Object.assign(new Uint8Array(1), { a: 1 }), new Uint8Array(1)],
  [new Number(1), new Number(1)], [new Number(1), 1], [new Number(0), new Number(-0)], [new String('a'), new String('a')], [new String('a'), 'a'], [new String('a'), new String('b')], [new Boolean(true), new Boolean(true)], [new Boolean(true), new Boolean(false)], [Object(1n), Object(1n)], [Object(sym), Object(sym)], [new Number(1), new String('1')], [Object.assign(new Number(1), { x: 1 }), new Number(1)], [new Number(1), new (class extends Number {})(1)],
  [circ(), circ()], [circ(), circ2()], [{ [sym]: 1 }, { [sym]: 1 }], [{ [sym]: 1 }, { [sym]: 2 }], [{ [sym]: 1 }, {}], [hidden({}, 'h', 1), hidden({}, 'h', 2)], [hidden({}, sym, 1), {}], [() => {}, () => {}], [Math.max, Math.max], [args, [1, 2]], [args, args], [args, { 0: 1, 1: 2 }], [new Proxy({ a: 1 }, {}), { a: 1 }], [new Proxy([1], {}), [1]], [new WeakMap(), new WeakMap()], [new WeakSet(), {}], [Promise.resolve(1), Promise.resolve(1)], [{ a: { b: { c: [1, { d: 2 }] } } }, { a: { b: { c: [1, { d: 2 }] } } }], [{ a: NaN }, { a: NaN }], [[0], [-0]], [{ a: 0 }, { a: -0 }], [{ valueOf() { return 1; } }, 1], [null, {}], [undefined, {}], [null, []], ['a', ['a']], ['ab', ['a', 'b']], [{ get a() { return 1; } }, { a: 1 }], [{ [Symbol.toStringTag]: 'X' }, {}], [{ [Symbol.toStringTag]: 'X' }, { [Symbol.toStringTag]: 'X' }],
];

const judge = (f, a, b) => { try { f(a, b); return 'y'; } catch (e) { return e.code === 'ERR_ASSERTION' ? 'n' : `!${e.message}`; } };
pairs.forEach(([a, b], i) => {
  const verdict = [[a, b], [b, a]].map(([x, y]) => [
    judge(assert.deepEqual, x, y), judge(assert.notDeepEqual, x, y),
    judge(assert.deepStrictEqual, x, y), judge(assert.notDeepStrictEqual, x, y),
    judge(assert.equal, x, y), judge(assert.strictEqual, x, y), util.isDeepStrictEqual(x, y),
  ].join(''));
  console.log(i, ...verdict);
});
