'use strict';

// The reporter dot: a character a test, and what failed.

const { asReporter } = require('./as_reporter.js');
const { describe, palette } = require('./text.js');

// width is how many tests a line has, which follows the terminal.
function width() {
  return Math.max(process.stdout.columns || 20, 20);
}

module.exports = asReporter('dot', () => {
  const colors = palette();
  const failed = [];
  let count = 0;
  let columns = width();

  // mark is a character, and the end of a line that is full.
  function mark(text) {
    if (++count < columns) return [text];
    columns = width();
    count = 0;
    return [text, '\n'];
  }

  return {
    begin: () => [],
    write({ type, data }) {
      if (type === 'test:pass') return mark(`${colors.green}.${colors.reset}`);
      if (type !== 'test:fail') return [];
      failed.push(data);
      return mark(`${colors.red}X${colors.reset}`);
    },
    end() {
      if (failed.length === 0) return ['\n'];
      return ['\n', `\n${colors.red}Failed tests:${colors.white}\n\n`,
        ...failed.map((data) => describe('test:fail', data, colors))];
    },
  };
});
