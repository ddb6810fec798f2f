'use strict';

// The reporters, given events by hand.

const { Readable, compose } = require('stream');
const reporters = require('node:test/reporters');

function failed(message, fields) {
  const error = Object.assign(new Error('wrapped'), { code: 'ERR_TEST_FAILURE', failureType: 'testCodeFailure' }, fields);
  error.cause = new Error(message);
  error.cause.stack = `Error: ${message}\n    at somewhere (file.js:1:2)`;
  error.stack = 'Error: wrapped\n    at elsewhere (file.js:3:4)';
  return error;
}

const at = { file: '/dir/file.js', line: 1, column: 2 };
const events = [
  ['test:start', { nesting: 0, name: 'outer <&"' }],
  ['test:start', { nesting: 1, name: 'one' }],
  ['test:pass', { nesting: 1, name: 'one', testNumber: 1, details: { duration_ms: 1.5 }, ...at }],
  ['test:start', { nesting: 1, name: 'two' }],
  ['test:fail', { nesting: 1, name: 'two', testNumber: 2, details: { duration_ms: 2, error: failed('bad') }, ...at }],
  ['test:plan', { nesting: 1, count: 2 }],
  ['test:fail', { nesting: 0, name: 'outer <&"', testNumber: 1, ...at, details: {
    duration_ms: 3, type: 'suite', error: failed('1 subtest failed', { failureType: 'subtestsFailed' }) } }],
  ['test:start', { nesting: 0, name: 'skipped' }],
  ['test:pass', { nesting: 0, name: 'skipped', testNumber: 2, details: { duration_ms: 0 }, skip: 'why' }],
  ['test:start', { nesting: 0, name: 'todo' }],
  ['test:fail', { nesting: 0, name: 'todo', testNumber: 3, details: { duration_ms: 1, error: failed('later') }, todo: true }],
  ['test:stdout', { message: 'out\n' }],
  ['test:stderr', { message: 'err # x\n' }],
  ['test:diagnostic', { nesting: 0, message: 'tests -- 3' }],
  ['test:enqueue', { nesting: 0, name: 'passed over' }],
].map(([type, data]) => ({ type, data }));

async function report(name, reporter) {
  const chunks = await compose(Readable.from(events), reporter).toArray();
  console.log(`${name}:\n${chunks.join('').split(require('os').hostname()).join('HOST')}`);
}

async function main() {
  await report('tap', reporters.tap);
  await report('spec', new reporters.spec());
  await report('spec without new', reporters.spec());
  await report('dot', reporters.dot);
  await report('junit', reporters.junit);
  console.log(reporters.tap.name, reporters.dot.name, reporters.junit.name, reporters.spec.name);
}

main();
