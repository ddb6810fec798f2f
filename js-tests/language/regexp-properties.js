'use strict';

// Property escapes mean Unicode's properties, in literals and in patterns
// made at run time, alone and in classes.

const assert = require('assert');

console.log(/\p{L}+/u.exec('1abcé2')[0]);
console.log('aBc'.match(/\p{Lu}/u)[0], 'aBc'.replace(/\p{Lowercase}/gu, '.'));
console.log(/^\p{Script=Greek}+$/u.test('αβγ'), /^\p{sc=Greek}+$/u.test('abc'));
console.log(/^\P{L}+$/u.test('123'), /^\P{L}+$/u.test('12a'));
console.log(/[\p{L}\d]+/u.exec('-é1-')[0], /[^\p{L}]/u.exec('aé1')[0], /[\P{L}b]/u.exec('ab1')[0]);
console.log(/\p{Decimal_Number}+/u.exec('a٣٤')[0], /\p{gc=Nd}/u.test('a'), /\p{General_Category=Letter}/u.test('a'));
console.log(/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test('größe1'), /\p{White_Space}/u.test('\u2003'));
console.log(/\p{Any}/u.test('x'), /\p{ASCII}/u.test('é'), /\p{Alphabetic}/u.test('ⅷ'), /\p{Math}/u.test('+'));
console.log(/\p{Lu}/iu.test('a'), /\p{Script=Han}/u.exec('x𠀀')[0].length);

let ignorable = 0;
for (let code = 0; code < 0x3000; code++) if (/^\p{DI}$/u.test(String.fromCodePoint(code))) ignorable++;
console.log(ignorable, /\p{Default_Ignorable_Code_Point}/u.test('\u{E0100}'), /\p{DI}/u.test('\uFFF9'));
console.log(/\p{Cased}/u.test('ⅷ'), /\p{Cased}/u.test('ª'), /\p{Cased}/u.test('1'), /\p{Gr_Ext}/u.test('\u0301'));

// Without the flag u they are the letter p, as ever.
console.log(/\p{1}/.test('p'), /^\p{L}$/.test('p{L}'));

const made = new RegExp('^\\p{L}+$', 'u');
console.log(made.test('é'), made.source, made.flags, String(made));
const literal = /[\p{L}]/gu;
console.log(literal.source, String(literal), literal.unicode, literal);
console.log(new RegExp(literal).test('é'), new RegExp(literal, 'u').flags, RegExp('\\p{L}', 'u').test('é'));

assert.throws(() => new RegExp('\\p{Nope}', 'u'), {
  name: 'SyntaxError', message: 'Invalid regular expression: /\\p{Nope}/u: Invalid property name',
});
assert.throws(() => new RegExp('\\p{L', 'u'), SyntaxError);

// The constructor is still what it was.
console.log(RegExp.name, RegExp.length, RegExp.prototype.constructor === RegExp, /a/ instanceof RegExp);
console.log(/a/.constructor === RegExp, RegExp(literal) === literal, new RegExp(literal) === literal);
class Sub extends RegExp {
  twice() { return this.source + this.source; }
}
const sub = new Sub('\\p{L}', 'u');
console.log(sub instanceof Sub, sub instanceof RegExp, sub.test('é'), sub.twice());
console.log('a1b2'.split(/\d/), 'x-y'.split(new RegExp('-')), RegExp[Symbol.species] === RegExp);
console.log(Object.prototype.toString.call(made), Object.keys(RegExp));
console.log(/\p{L}+/v.test('é'), new RegExp('[\\p{L}\\d]+', 'v').exec('-é1-')[0]);

// Patterns that mean the same have their own source.
console.log([/\p{Nd}/u, /[\p{Nd}]/u, new RegExp('\\p{Nd}', 'u'), new RegExp('[\\p{Nd}]', 'u'), /[\p{Nd}]/v].map((r) => [r.source, r.test('٣')]));
