'use strict';

// Scripts and functions of the global scope: what they see, what they return, where
// their errors are, and which options are refused.

const vm = require('vm');

console.log(Object.keys(vm));
console.log(vm.runInThisContext('var made = 1; made + 1'), globalThis.made);
console.log(vm.runInThisContext('[typeof require, typeof module, this === globalThis].join()'));
console.log(vm.runInThisContext(5), vm.runInThisContext());

const counts = new vm.Script('globalThis.count = (globalThis.count || 0) + 1', { filename: 'count.js' });
console.log(counts.runInThisContext(), counts.runInThisContext(), counts instanceof vm.Script, counts);
console.log(vm.createScript('2 * 3').runInThisContext());
vm.runInThisContext('let lexical = 5; const fixed = 6; class Kept {}');
console.log(vm.runInThisContext('lexical + fixed + typeof Kept'), typeof lexical);

const attempt = (label, fn) => {
  try {
    console.log(label, fn());
  } catch (error) {
    console.log(label, error.name, error.code, error.code ? error.message : '');
  }
};
const place = (options, source = 'throw new Error("here")') => {
  try {
    vm.runInThisContext(source, options);
  } catch (error) {
    console.log(/[\w.<>]+:\d+/.exec(error.stack.split('\n').find((line) => /:\d+/.test(line)))[0]);
  }
};
place({ filename: 'thrown.js' });
place('named.js', '\n\nthrow new Error("third line")');
place({ filename: 'moved.js', lineOffset: 10 });
place({ filename: 'bad.js' }, 'var x = ;');
try {
  new vm.Script('\nvar x = ;', { filename: 'bad.js' });
} catch (error) {
  console.log(error.name, error.stack.split('\n').slice(0, 3));
}
try {
  new vm.Script('var x = ;', { filename: 'bad.js', displayErrors: false });
} catch (error) {
  console.log(error.stack.split('\n')[0].startsWith('SyntaxError'));
}
for (const [name, value] of Object.entries({
  filename: 1, lineOffset: 'a', columnOffset: 1.5, timeout: -1, displayErrors: 1, breakOnSigint: 1, cachedData: 1,
  produceCachedData: 1, importModuleDynamically: 1,
})) attempt(name, () => vm.runInThisContext('1', { [name]: value }));
attempt('options', () => new vm.Script('1', 1));
attempt('foreign', () => counts.runInThisContext.call({}));
console.log(new vm.Script('"no cache of this"', { cachedData: Buffer.from('x') }).cachedDataRejected);
console.log(new vm.Script('1\n//# sourceMappingURL=x.map').sourceMapURL);
attempt('isContext', () => vm.isContext({}));
attempt('isContext of an array', () => vm.isContext([]));
attempt('isContext of a number', () => vm.isContext(1));

const fn = vm.compileFunction('return a + b + this.c', ['a', 'b'], { filename: 'fn.js' });
console.log(fn.call({ c: 3 }, 1, 2), fn.length, JSON.stringify(fn.name));
console.log(vm.compileFunction('return typeof require + this')());
attempt('broken', () => vm.compileFunction('return }'));
attempt('closed', () => vm.compileFunction('}, function() {'));
attempt('closed twice', () => vm.compileFunction('}}, function() {{'));
attempt('no code', () => vm.compileFunction());
attempt('params', () => vm.compileFunction('', 1));
attempt('param', () => vm.compileFunction('', [1]));
vm.runInThisContext('(async function* () { yield 1; })')().next().then((result) => console.log(result));
