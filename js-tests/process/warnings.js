'use strict';
// emitWarning and the warning event.
process.removeAllListeners('warning');
process.on('warning', (w) => console.log(w.name, w.code, w.message, w.detail, w instanceof Error, Object.keys(w)));
process.emitWarning('plain');
process.emitWarning('typed', 'Type', 'C1');
process.emitWarning('old', 'DeprecationWarning', 'DEP0');
process.emitWarning('options', { type: 'T', code: 'C', detail: 'D' });
process.emitWarning(new RangeError('ready made'));
process.emitWarning('ctor', Function.prototype);
for (const args of [[5], ['a', 5], ['a', 'b', 5], [{}], ['a', []]]) {
  try {
    process.emitWarning(...args);
    console.log('took', args);
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
}
console.log('first');
process.noDeprecation = true;
process.emitWarning('silent', 'DeprecationWarning');
process.noDeprecation = false;
setImmediate(() => {
  process.throwDeprecation = true;
  process.on('uncaughtException', (e) => console.log('thrown', e.name, e.message));
  process.emitWarning('loud', 'DeprecationWarning');
});
