'use strict';

// A reporter is made of three functions that give texts, each in a list: begin(),
// write(event) and end(), which make() gives anew for each report.

const { asyncGenerator, loop } = require('internal/async_generator');

// asReporter makes what scripts get: an asynchronous generator function, which is no
// constructor.
function asReporter(name, make) {
  const report = asyncGenerator(function*(source) {
    const { begin, write, end } = make();
    yield* begin();
    yield* loop(source, function*(event) { yield* write(event); });
    yield* end();
  });
  return {
    [name](source) {
      return report(source);
    },
  }[name];
}

module.exports = { asReporter };
