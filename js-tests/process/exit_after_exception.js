'use strict';

// Listeners of 'exit' hear of an exception before it is reported, and one that
// ends the process itself makes the report needless.

process.exitCode = 4;
process.on('exit', (code) => {
  console.log('exit', code, process.exitCode);
  process.exit(0);
});
setTimeout(() => {
  throw new Error('not shown');
}, 1);
