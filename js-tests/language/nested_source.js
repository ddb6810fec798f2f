'use strict';

// A text that is nested too deep throws; it does not end the process.

const vm = require('vm');

const n = 1e6;
for (const text of [`${'('.repeat(n)}1${')'.repeat(n)}`, `${'['.repeat(n)}${']'.repeat(n)}`, `${'!'.repeat(n)}1`]) {
  for (const run of [
    () => (0, eval)(text),
    () => new Function(text),
    () => Function(`return ${text}`),
    () => new (Object.getPrototypeOf(async function() {}).constructor)(text),
    () => new vm.Script(text),
    () => vm.runInThisContext(text),

  ]) {
    try {
      run();
      console.log('it came back');
    } catch (e) {
      console.log(e.name, e.message);
    }
  }
}
// What is long and not deep.
console.log((0, eval)(`[${'[1],'.repeat(50000)}]`).length, new Function(`return '${'('.repeat(50000)}'.length`)());
