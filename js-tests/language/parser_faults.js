// Texts that made the engine's parser panic are strings like any other, or SyntaxErrors.

const last = '\u{10FFFF}';
console.log(last.length, last.codePointAt(0).toString(16));
console.log(eval('"\\u{10ffff}".length'), (0, eval)('"a\\u{010FFFF}".length'));
console.log(new Function('return "\\u{10FFFF}b".length')(), Function('a', 'return a + "\\u{10FFFF}".length')(3));
console.log(/^[\u{10000}-\u{10FFFF}]$/u.test(last), `${last}\u{10FFFF}`.length);

for (const text of ['[${...[0b1', '`${[', "'\\u{110000}'", "'\\u{10FFFF", '"\\u{10FFFF}" +']) {
  for (const run of [eval, (0, eval), Function, (code) => new Function(code), (code) => eval(code)]) {
    try {
      run(text);
      console.log('no error', text);
    } catch (error) {
      console.log(error.name);
    }
  }
}
