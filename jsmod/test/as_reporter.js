'use strict';

const { asyncGenerator } = require('internal/async_generator');

// asReporter makes a reporter of a plain generator function. It is no constructor,
// which is how one is told from a class.
function asReporter(name, fn) {
  const report = asyncGenerator(fn);
  return {
    [name](source) {
      return report(source);
    },
  }[name];
}

module.exports = { asReporter };
