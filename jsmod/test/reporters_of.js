'use strict';

// The reporters that the command line names, and where they write.

const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors');
const { options: commandLine } = require('./command_line.js');
const { running } = require('./tree.js');

// reporterScope is in the place of a test while reporters run.
const reporterScope = { reporter: true };

const builtin = {
  __proto__: null,
  dot: () => require('./dot.js'),
  junit: () => require('./junit.js'),
  spec: () => require('./spec.js').SpecReporter,
  tap: () => require('./tap.js'),
};

function attachReporters(source) {
  return running.run(reporterScope, async () => {
    const { reporters, destinations } = commandLine();
    reporters.forEach((name, i) => {
      const { compose } = require('stream');
      compose(source, load(name)).pipe(open(destinations[i]));
    });
  });
}

function load(name) {
  let reporter = builtin[name] === undefined ? loadFile(name) : builtin[name]();
  if (reporter && reporter.default) reporter = reporter.default;
  if (reporter && reporter.prototype && Object.getOwnPropertyDescriptor(reporter.prototype, 'constructor')) {
    reporter = new reporter();
  }
  if (!reporter) throw new ERR_INVALID_ARG_VALUE('Reporter', name, 'is not a valid reporter');
  return reporter;
}

// loadFile finds a script or a package from the working directory.
function loadFile(name) {
  const path = require('path');
  return require('module').createRequire(path.join(process.cwd(), 'reporter.js'))(name);
}

function open(destination) {
  if (destination === 'stdout' || destination === 'stderr') return process[destination];
  return require('fs').createWriteStream(destination);
}

module.exports = { attachReporters, reporterScope };
