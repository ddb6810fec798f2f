'use strict';
// exit, exitCode, beforeExit and exit events.
for (const value of ['a', 1.5, {}, true, '', NaN]) {
  try {
    process.exitCode = value;
    console.log('took', value);
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
}
process.exitCode = '5';
console.log(process.exitCode);
process.exitCode = undefined;
let n = 0;
process.on('beforeExit', (code) => {
  console.log('beforeExit', code);
  if (n++ < 2) setTimeout(() => console.log('timer'), 1);
  else process.exitCode = 0;
});
process.on('exit', (code) => {
  console.log('exit', code, process.exitCode, process._exiting);
  setTimeout(() => console.log('never'), 0);
  process.exit();
});
