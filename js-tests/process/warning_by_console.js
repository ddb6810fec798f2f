'use strict';

// A warning is printed through process.stderr, so a script may catch it.

const assert = require('assert');

const written = [];
process.stderr.write = (text) => {
  written.push(text);
  return true;
};
process.emitWarning('odd', { detail: '50% more' });
process.on('exit', () => {
  assert.strictEqual(written.length, 1);
  assert.match(written[0], /^\(node:\d+\) Warning: odd\n50% more\n\(Use `\w+ --trace-warnings \.\.\.` to show/);
  console.log('ok');
});
