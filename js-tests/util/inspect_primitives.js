'use strict';
const { inspect } = require('util');
const show = (v, o) => console.log(inspect(v, o));

[0, -0, 1, -1.5, NaN, Infinity, -Infinity, 1e21, 1e-7, 123456789.123, 0xffffffff].forEach((v) => show(v));
[0n, -1n, 12345678901234567890n].forEach((v) => show(v));
[true, false, undefined, null].forEach((v) => show(v));
['', 'a', "it's", 'say "hi"', `it's "both"`, 'it\'s "all" `three`', "it's \"${x}\"", 'tab\there', 'nl\nx',
  '\0\x01\x7f\x9f', 'back\\slash', '\u2028', 'é', '漢字', '😀', '\ud83d', '\ude00x', 'a\ud83d', "'`", '\b\f\v\r'].forEach((v) => show(v));
[Symbol(), Symbol('a'), Symbol('a b'), Symbol.iterator, Symbol('\n'), Symbol.for('x')].forEach((v) => show(v));
show({ s: Symbol('\n'), [Symbol('\n')]: 1, [Symbol()]: 2, [Symbol('a\'b')]: 3 });
show('a'.repeat(20000));
show('x'.repeat(200));
show('ab\n'.repeat(60));
show(['ab\n'.repeat(60)]);
show({ a: 'long line here\nanother long line that goes on and on and on and on and on\nthird' });
show({ a: 'long line here\nanother long line that goes on and on and on and on and on\nthird' }, { compact: false });
show({ a: 'long line here\nanother long line that goes on and on and on and on and on\nthird' }, { breakLength: 20 });
show('a'.repeat(50), { maxStringLength: 10 });
show('a'.repeat(11), { maxStringLength: 10 });
show('abc', { maxStringLength: 0 });
show('abc', { maxStringLength: null });
[1000, 123456.789, -1234567, 1e21, 0.0001234567, 1234.5678, -0, 999, 1000n, -123456789n, NaN, Infinity, 100000.5]
  .forEach((v) => show(v, { numericSeparator: true }));
show([1234567, 12345.6789, 10000n], { numericSeparator: true });
[new Number(3), new Number(-0), new String('abc'), new Boolean(false), Object(1n), Object(Symbol('q')), new String("it's")].forEach((v) => show(v));
show(Object.assign(new Number(3), { x: 1 }));
show(Object.assign(new String('abc'), { x: 1, y: 'z' }));
show(new String('abc'), { showHidden: true });
class MyString extends String {}
class MyNumber extends Number {}
show(new MyString('q'));
show(new MyNumber(5));
show([new Boolean(true), new String('x')]);
show(new String(''));
show([1, 'a', null, undefined, true, 5n, Symbol('x'), NaN], { colors: true });
show({ a: 1, b: 'x', c: null, d: undefined, e: /r/g, f: new Date(0), g() {}, h: class A {}, i: Symbol('s') }, { colors: true });
show([new Number(1), new String('x')], { colors: true });
