'use strict';

// What is said of texts that do not parse, in eval, Function and vm.

const vm = require('vm');

for (const text of ['let x = ;', '({', '"abc', 'var 1a', 'if (', 'return 1', 'let a; let a;', 'for (;;', '}', 'const x',
                    'x = {a:1,,}', 'break', 'super.x', 'a => {}()', '0b2', 'class { }', '`${']) {
  for (const run of [eval, Function, (t) => new vm.Script(t)]) {
    try {
      run(text);
      console.log(text, 'is right');
    } catch (error) {
      console.log(text, '|', error.name, error instanceof SyntaxError, error.message.replace(/identifier '.*'/, 'identifier'));
    }
  }
}
for (const text of ['a b', 'a if', 'a 5', 'a "s"', 'a => 5 b', 'x = 5 /*', 'a ü']) {
  try {
    new vm.Script(text, { filename: 'some.js' });
  } catch (error) {
    console.log(error.message, error.stack.split('\n')[0]);
  }
}
console.log(new SyntaxError('SyntaxError: x: Line 1:2 y').message);
