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
  spec: () => new (require('./spec.js').SpecReporter)(),
  tap: () => require('./tap.js'),
};

function attachReporters(source) {
  return running.run(reporterScope, async () => {
    const { reporters, destinations } = commandLine();
    reporters.forEach((name, i) => {
      const reporter = builtin[name] === undefined ? load(name) : builtin[name]();
      require('stream').compose(source, reporter).pipe(open(destinations[i]));
    });
  });
}

// load finds a script or a package from the working directory.
function load(name) {
  const path = require('path');
  let reporter = require('module').createRequire(path.join(process.cwd(), 'reporter.js'))(name);
  if (reporter && reporter.default) reporter = reporter.default;
  if (isClass(reporter)) reporter = new reporter();
  if (!reporter) throw new ERR_INVALID_ARG_VALUE('Reporter', name, 'is not a valid reporter');
  return reporter;
}

// isClass tells a class from a generator function. An asynchronous one looks like any
// other function after it was rewritten, so a class is one by its syntax or by its kind.
function isClass(reporter) {
  if (typeof reporter !== 'function' || !reporter.prototype) return false;
  return 'pipe' in reporter.prototype || reporter === require('./reporters.js').spec ||
    Function.prototype.toString.call(reporter).startsWith('class');
}

function open(destination) {
  if (destination === 'stdout' || destination === 'stderr') return process[destination];
  return require('fs').createWriteStream(destination);
}

module.exports = { attachReporters, reporterScope };
