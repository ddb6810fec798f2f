'use strict';

// The reporter tap: the Test Anything Protocol, version 13 with subtests, and YAML
// blocks of details.

const { loop } = require('internal/async_generator');
const { asReporter } = require('./as_reporter.js');
const { toYAML } = require('./yaml.js');

const escapes = [
  ['\b', '\\b'], ['\f', '\\f'], ['\t', '\\t'], ['\n', '\\n'], ['\r', '\\r'], ['\v', '\\v'], ['\\', '\\\\'], ['#', '\\#'],
];

function escape(text) {
  return escapes.reduce((result, [from, to]) => result.split(from).join(to), text);
}

function indent(nesting) {
  return '    '.repeat(nesting);
}

function directive(word, value) {
  if (value === undefined) return '';
  return ` # ${word}${typeof value === 'string' && value !== '' ? ` ${escape(value)}` : ''}`;
}

function test(status, { name, nesting, skip, testNumber, todo }) {
  const title = name ? ` ${escape(`- ${name}`)}` : '';
  const mark = skip !== undefined ? directive('SKIP', skip) : directive('TODO', todo);
  return `${indent(nesting)}${status} ${testNumber}${title}${mark}\n`;
}

function details({ details: about = {}, nesting }, location) {
  const margin = indent(nesting);
  return `${margin}  ---\n` +
    toYAML(margin, 'duration_ms', about.duration_ms) +
    toYAML(margin, 'type', about.type) +
    (location === null ? '' : toYAML(margin, 'location', location)) +
    toYAML(margin, null, about.error, new Set()) +
    `${margin}  ...\n`;
}

function* line({ type, data }) {
  switch (type) {
    case 'test:fail':
      yield test('not ok', data);
      yield details(data, data.file ? `${data.file}:${data.line}:${data.column}` : null);
      break;
    case 'test:pass':
      yield test('ok', data);
      yield details(data, null);
      break;
    case 'test:plan':
      yield `${indent(data.nesting)}1..${data.count}\n`;
      break;
    case 'test:start':
      yield `${indent(data.nesting)}# Subtest: ${escape(data.name)}\n`;
      break;
    case 'test:stderr':
    case 'test:stdout':
      for (const text of data.message.split(/\r?\n/)) {
        if (text !== '') yield `# ${escape(text)}\n`;
      }
      break;
    case 'test:diagnostic':
      yield `${indent(data.nesting)}# ${escape(data.message)}\n`;
      break;
    default:
  }
}

module.exports = asReporter('tapReporter', function*(source) {
  yield 'TAP version 13\n';
  yield* loop(source, line);
});
