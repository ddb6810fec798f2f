'use strict';

// await outside of functions: what is declared stays, and the last expression is shown.

const { run } = require('./common/session.js');

const lines = [
  'await 1',
  'const a = await Promise.resolve({ b: [1, 2, 3] }), { b: [c, ...d] } = a',
  'c + d.length',
  'a = 5', // Node makes a variable of it
  'let a = 6',
  'var e = await 5, f',
  '[e, f]',
  'function g() { return 1 } await g()',
  'g()',
  'class H {}; await 1',
  'typeof H',
  'for await (const x of [1, Promise.resolve(2)]) console.log(x)',
  'var sum = 0; for (var i = 0; i < await 3; i++) sum += i',
  '[i, sum]',
  'for (var k of await [1, 2]);',
  'k',
  'await Promise.reject(new TypeError("rejected"))',
  '_error.message',
  'await Promise.reject(6)',
  '{ a: await 7 }',
  '({ a: await 8 })',
  '(await 9).toFixed(1) // with a comment',
  '(await import("os")).EOL',
  'await new Promise((resolve) => setTimeout(resolve, 5, "later"))',
  '_',
  'await 1; 2;',
  'await 3; let never',
  'never',
  'if (await true) { "inside" }',
  'async function h() { return await 10 }',
  'await h()',
  'async () => { await 1 }',
  'await [Promise.resolve(1)].length',
  'return await 1',
];

run(lines).then((text) => console.log(text.replace(/\n\s+at .*/g, '').replace(/^return await 1\n[^]*?\n\n/m, '')));
