'use strict';

// What JSON.parse says about a text that is none.

for (const text of [
  '',
  '{',
  '{"a"',
  '{"a":',
  '{"a":1',
  '{"a":1,}',
  '[1,]',
  '[1',
  'nothing',
  '<html>',
  '{a:1}',
  '1 2',
  '{} x',
  '"abc',
  '"a\nb"',
  '"\\x"',
  '01',
  '-',
  '1.',
  '1e',
  'tru',
  'truex',
  'undefined',
  'a longer text that is not JSON at all and goes on for more than forty characters',
  '{"key": "a longer text that is JSON", bad and goes on for more than forty characters": 1}',
  '[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,x]',
  '{"a":1}}',
  '"\\u12"',
  '"\\u12x4"',
  '[',
  '[,',
  '{,',
  '   ',
  '\ufeff{}',
  '{"a":undefined}',
  'NaN',
  '{"a":1 "b":2}',
  '[1 2]',
  'é',
  '"\t"',
  undefined, null, {}, [], '{"a":1,', '[1,', '[true,fals]', '-x', '1.x', '1ex', '1e+', '"\\', '"\\u12', 'nul1', 'n"', '[1,"a" "b"]',
  '{"a":{"b":[1,{"c":x}]}}', '0123456789 0123456789', '[12345678901234567890123, x, 1234567890]', '\u2028', '[\ud83d\ude00]', 'Infinity',
  '[object Object]', '{"a":tru}', '"\u0000"', '[' + '1,'.repeat(50) + ']', 'true false', '--1', '+1', '.5', '0x10', "'a'", '//', '[[[[]]]',
]) {
  try {
    console.log(JSON.stringify(JSON.parse(text)));
  } catch (e) {
    console.log(e.name, e.constructor === SyntaxError, e.message);
  }
}
// What a reviver throws is the reviver's.
try {
  JSON.parse('[1]', () => { throw new SyntaxError('mine'); });
} catch (e) {
  console.log(e.message);
}
