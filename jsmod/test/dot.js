'use strict';

// The reporter dot: a character a test, and what failed.

const { loop } = require('internal/async_generator');
const { asReporter } = require('./as_reporter.js');
const { describe, palette } = require('./text.js');

// width is how many tests a line has, which follows the terminal.
function width() {
  return Math.max(process.stdout.columns || 20, 20);
}

module.exports = asReporter('dot', function*(source) {
  const colors = palette();
  const failed = [];
  let count = 0;
  let columns = width();
  yield* loop(source, function*({ type, data }) {
    if (type === 'test:pass') {
      yield `${colors.green}.${colors.reset}`;
    } else if (type === 'test:fail') {
      yield `${colors.red}X${colors.reset}`;
      failed.push(data);
    } else {
      return;
    }
    if (++count < columns) return;
    yield '\n';
    columns = width();
    count = 0;
  });
  yield '\n';
  if (failed.length === 0) return;
  yield `\n${colors.red}Failed tests:${colors.white}\n\n`;
  for (const data of failed) yield describe('test:fail', data, colors);
});
